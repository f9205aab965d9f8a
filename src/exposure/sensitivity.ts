import type { SensitivityReport } from "../domain/exposure.ts";
import type { Uncertainty } from "../domain/method.ts";
import type { Compiled } from "./compile.ts";
import { overallWeights } from "./coverage.ts";
import { rankInto, roundInto } from "./order.ts";
import { score } from "./score.ts";
import { activeFactors, createSimulator, factors, type Runs } from "./simulator.ts";
import { sobol, type SobolIndex } from "./sobol.ts";

export interface SensitivityRequest {
  compiled: Compiled;
  settings: Uncertainty;
  seed: number;
  samples: number;
}

/**
 * How much each kind of choice moves the ranking: Sobol's indices of the mean absolute rank shift against the nominal ranking
 * (OECD Handbook 2008, eq. 38). Takes samples × (factors + 2) calculations of all units.
 */
export function rankSensitivity(
  { compiled, settings, seed, samples }: SensitivityRequest,
  tick?: (done: number) => boolean,
): SobolIndex[] | undefined {
  const simulator = createSimulator(compiled, settings, seed);
  const nominal = score(compiled).ranks;
  const active = activeFactors(settings, undefined);
  const count = simulator.scored.length;
  const [room, ranks, rounded] = [0, 1, 2].map(() => new Float64Array(count)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const ascending = compiled.method.score.rank_one === "lowest";
  const evaluate = (runs: number[]): number => {
    const named = Object.fromEntries(factors.map((factor) => [factor, 0])) as Runs;
    active.forEach((factor, index) => (named[factor] = runs[index]!));
    simulator.run(named);
    rankInto(roundInto(simulator.before, compiled.method.scale, rounded), room, ascending, compiled.method.ties, ranks);
    return simulator.scored.reduce((sum, unit, row) => sum + Math.abs(ranks[row]! - nominal[unit]!), 0) / count;
  };
  return sobol(active, samples, evaluate, { seed, ...(tick ? { tick } : {}) });
}

/** What a simulation in a thread found, joined with what needs no simulation. */
export function sensitivityReport(
  { compiled, seed, samples }: Omit<SensitivityRequest, "settings">,
  choices: SobolIndex[],
): SensitivityReport {
  const without = (which: "indicators" | "layers"): SensitivityReport["withoutLayer"] =>
    leaveOneOut(compiled, which)
      .map(({ id, title, shift }) => ({ id, title, shift }))
      .sort((a, b) => b.shift - a.shift);
  return {
    method: compiled.method.method,
    version: compiled.method.version,
    samples,
    seed,
    choices,
    withoutIndicator: without("indicators"),
    withoutLayer: without("layers"),
    effective: effectiveWeights(compiled).map(({ correlation, ...rest }) => ({
      ...rest,
      correlation: Number.isNaN(correlation) ? null : correlation,
    })),
  };
}

/** What becomes of scores and ranks when one node counts for nothing. */
export interface LeftOut {
  node: number;
  id: string;
  title: string;
  scores: Float64Array;
  ranks: Float64Array;
  /** Mean absolute rank shift over the units with a score. */
  shift: number;
}

/** Leave-one-out over indicators, or over the parts directly below the top. */
export function leaveOneOut(compiled: Compiled, which: "indicators" | "layers"): LeftOut[] {
  const nominal = score(compiled).ranks;
  return compiled.nodes.flatMap((node, index) => {
    const counts = which === "indicators" ? node.column >= 0 : node.parent === compiled.root;
    if (!counts || node.weight === 0) return [];
    const nodes = compiled.nodes.map((other, at) => (at === index ? { ...other, weight: 0 } : other));
    const { scores, ranks } = score({ ...compiled, nodes });
    const shifts = [...ranks].flatMap((rank, unit) => {
      const shift = Math.abs(rank - nominal[unit]!);
      return Number.isNaN(shift) ? [] : [shift];
    });
    const shift = shifts.reduce((sum, value) => sum + value, 0) / Math.max(shifts.length, 1);
    return [{ node: index, id: node.id, title: node.title, scores, ranks, shift }];
  });
}

/** What a part of the index is meant to weigh and what it does: its correlation with the aggregate over the scored units. */
export interface EffectiveWeight {
  id: string;
  title: string;
  nominal: number;
  correlation: number;
}

/** Effective weights of every node below the top. */
export function effectiveWeights(compiled: Compiled): EffectiveWeight[] {
  const { nodes, root, units } = compiled;
  const result = score(compiled).nodes;
  const overall = overallWeights(nodes);
  const row = (node: number): Float64Array => result.subarray(node * units.length, (node + 1) * units.length);
  return nodes.flatMap((node, index) =>
    index === root
      ? []
      : [{ id: node.id, title: node.title, nominal: overall[index]!, correlation: correlation(row(index), row(root)) }],
  );
}

/** Pearson's correlation over the pairs that are both numbers; NaN where one side never changes. */
export function correlation(left: Float64Array, right: Float64Array): number {
  const pairs = [...left.keys()].filter((index) => !Number.isNaN(left[index]) && !Number.isNaN(right[index]));
  const mean = (values: Float64Array): number => pairs.reduce((sum, index) => sum + values[index]!, 0) / pairs.length;
  const [x, y] = [mean(left), mean(right)];
  let [xy, xx, yy] = [0, 0, 0];
  for (const index of pairs) {
    const [dx, dy] = [left[index]! - x, right[index]! - y];
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : Number.NaN;
}
