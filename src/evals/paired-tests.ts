import { randomFrom } from "./random.ts";

/** One case in two runs: how much of it each got right (0 to 1), and how much the case weighs. */
export interface Pair {
  a: number;
  b: number;
  weight: number;
}

export interface Difference {
  a: number;
  b: number;
  /** B less A, with its 95 % interval from resampled pairs. */
  difference: number;
  low: number;
  high: number;
  /** How often so large a difference comes when it is chance which of the two runs is called which. */
  p: number;
}

const resamples = 10_000;
/** With so few cases that differ, all ways to swap them are counted. */
const mostCounted = 14;
const tiny = 1e-12;

/**
 * Compares two runs over the same cases: paired bootstrap (Efron and Tibshirani 1993; Berg-Kirkpatrick et al. 2012) for
 * the interval, randomisation by sign flips (Noreen 1989) for p. Null where nothing weighs.
 */
export function comparePairs(pairs: Pair[], seed: number): Difference | null {
  const weighing = pairs.filter((pair) => pair.weight > 0);
  const weight = sum(weighing.map((pair) => pair.weight));
  if (weight === 0) return null;
  const a = sum(weighing.map((pair) => pair.a * pair.weight)) / weight;
  const b = sum(weighing.map((pair) => pair.b * pair.weight)) / weight;
  const gains = weighing.map((pair) => (pair.b - pair.a) * pair.weight);
  const difference = sum(gains) / weight;
  return { a, b, difference, ...interval(weighing, seed), p: signFlip(gains, seed) };
}

function interval(pairs: Pair[], seed: number): { low: number; high: number } {
  const random = randomFrom(seed);
  const values = Array.from({ length: resamples }, () => {
    let [gain, weight] = [0, 0];
    for (let drawn = 0; drawn < pairs.length; drawn += 1) {
      const pair = pairs[Math.floor(random() * pairs.length)] ?? { a: 0, b: 0, weight: 0 };
      gain += (pair.b - pair.a) * pair.weight;
      weight += pair.weight;
    }
    return gain / weight;
  }).sort((one, other) => one - other);
  const at = (part: number): number => values[Math.round(part * (resamples - 1))] ?? 0;
  return { low: at(0.025), high: at(0.975) };
}

/**
 * Two-sided p of the sum of gains when each may as well have had the other sign: counted where few gains differ from
 * zero, else drawn, with the observed sum as one of the draws (Phipson and Smyth 2010).
 */
export function signFlip(gains: number[], seed: number): number {
  const moved = gains.filter((gain) => Math.abs(gain) > tiny);
  const observed = Math.abs(sum(moved)) - tiny;
  if (moved.length <= mostCounted) {
    const ways = 2 ** moved.length;
    let asLarge = 0;
    for (let way = 0; way < ways; way += 1) {
      const flipped = moved.reduce((total, gain, bit) => total + ((way >> bit) & 1 ? -gain : gain), 0);
      if (Math.abs(flipped) >= observed) asLarge += 1;
    }
    return asLarge / ways;
  }
  const random = randomFrom(seed);
  let asLarge = 1;
  for (let draw = 0; draw < resamples; draw += 1) {
    const flipped = moved.reduce((total, gain) => total + (random() < 0.5 ? -gain : gain), 0);
    if (Math.abs(flipped) >= observed) asLarge += 1;
  }
  return asLarge / (resamples + 1);
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
