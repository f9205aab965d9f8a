/** One line of the benchmark table. */
export interface Row {
  what: string;
  ours: number;
  baselineName: string;
  /** 0 when the figure stands alone. */
  baseline: number;
  unit: string;
  aim: string;
}

export interface Benchmark {
  run(): Promise<Row[]>;
}

/** The q-quantile of some numbers by the nearest-rank rule. */
export function quantile(values: number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? Number.NaN;
}
