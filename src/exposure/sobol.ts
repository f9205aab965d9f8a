import { streamOf, uniform } from "./random.ts";

/** First-order and total index of one factor, each with a 90 % bootstrap interval. */
export interface SobolIndex {
  factor: string;
  first: number;
  firstBand: [number, number];
  total: number;
  totalBand: [number, number];
}

const resamples = 200;

/**
 * Variance-based sensitivity: which share of an output's variance a factor explains alone (first order, Saltelli et al. 2010,
 * Computer Physics Communications 181, eq. (b) of Table 2) and with all its interactions (total, Jansen 1999). `evaluate(runs)`
 * gives the output where factor i takes its draws from run `runs[i]`; each factor's draws must depend on its own run only.
 * Takes samples × (factors + 2) evaluations. An output that never changes has indices of zero.
 */
export function sobol(
  names: string[],
  samples: number,
  evaluate: (runs: number[]) => number,
  options: { seed: number; tick?: (done: number) => boolean },
): SobolIndex[] | undefined {
  const all = (run: number): number[] => names.map(() => run);
  const [a, b] = [new Float64Array(samples), new Float64Array(samples)];
  const exchanged = names.map(() => new Float64Array(samples));
  for (let sample = 0; sample < samples; sample += 1) {
    a[sample] = evaluate(all(sample));
    b[sample] = evaluate(all(samples + sample));
    names.forEach((_, factor) => {
      const runs = all(sample);
      runs[factor] = samples + sample;
      exchanged[factor]![sample] = evaluate(runs);
    });
    if (options.tick && sample % 8 === 7 && !options.tick(sample + 1)) return undefined;
  }
  const every = Array.from({ length: samples }, (_, index) => index);
  const draws = Array.from({ length: resamples }, (_, resample) => {
    const stream = streamOf(options.seed, "bootstrap", String(resample));
    return every.map((index) => Math.floor(uniform(stream, index) * samples));
  });
  return names.map((factor, index) => {
    const of = (picked: number[]): [number, number] => indices(a, b, exchanged[index]!, picked);
    const [first, total] = of(every);
    const again = draws.map(of);
    return {
      factor,
      first,
      firstBand: band(again.map(([value]) => value)),
      total,
      totalBand: band(again.map(([, value]) => value)),
    };
  });
}

function indices(a: Float64Array, b: Float64Array, ab: Float64Array, picked: number[]): [number, number] {
  let [sum, squares, first, total] = [0, 0, 0, 0];
  for (const index of picked) {
    const [left, right, mixed] = [a[index]!, b[index]!, ab[index]!];
    sum += left + right;
    squares += left * left + right * right;
    first += right * (mixed - left);
    total += (left - mixed) ** 2;
  }
  const count = picked.length;
  const variance = squares / (2 * count) - (sum / (2 * count)) ** 2;
  if (variance < 1e-12) return [0, 0];
  return [first / count / variance, total / (2 * count) / variance];
}

function band(values: number[]): [number, number] {
  const sorted = values.sort((x, y) => x - y);
  return [sorted[Math.floor(0.05 * sorted.length)]!, sorted[Math.ceil(0.95 * sorted.length) - 1]!];
}
