import type { Method, Normalisation } from "../domain/method.ts";
import { countBelow, countUpTo, median, ranksOf, sortInto } from "./order.ts";

export interface ScoreScale {
  /** The worst and the best score of a bounded rule. */
  bottom: number;
  top: number;
  ties: Method["ties"];
  /** Room to sort a column in. */
  room: Float64Array;
}

/**
 * Scores of one indicator, written to `out` from `start`: `column` holds the transformed values, NaN where missing.
 * Goalposts come transformed. A rule with bounds (goalposts, min-max, percentile rank) maps to bottom … top; the others
 * keep their own scale. A column whose values are all the same stands in the middle of a rule that is relative to the
 * sample. `reference` is the index of the unit that a distance is measured from.
 */
export function normaliseColumn(
  column: Float64Array,
  rule: Normalisation,
  higher: boolean,
  scale: ScoreScale,
  out: Float64Array,
  start: number,
  reference = -1,
): void {
  switch (rule.rule) {
    case "goalposts":
      return toGoalposts(column, rule.worst, rule.best, rule.clip, scale, out, start);
    case "min-max": {
      const [low, high] = extremes(column);
      if (low === high) return map(column, (value) => (Number.isNaN(value) ? value : middle(scale)), out, start);
      return toGoalposts(column, higher ? low : high, higher ? high : low, true, scale, out, start);
    }
    case "z-score": {
      const { mean, deviation } = meanAndDeviation(column);
      const sign = higher ? 1 : -1;
      return map(
        column,
        (value) => rule.mean + (deviation === 0 ? 0 : (sign * rule.deviation * (value - mean)) / deviation),
        out,
        start,
      );
    }
    case "rank":
      return out.set(ranksOf(column, higher, scale.ties), start);
    case "percentile-rank":
      return toPercentiles(column, higher, scale, out, start);
    case "distance": {
      const from = referenceValue(column, rule.to, higher, reference);
      return map(column, (value) => distance(value, from, rule.as, higher), out, start);
    }
    case "none":
      return out.set(column, start);
  }
}

function toGoalposts(
  column: Float64Array,
  worst: number,
  best: number,
  clip: boolean,
  { bottom, top }: ScoreScale,
  out: Float64Array,
  start: number,
): void {
  const factor = 1 / (best - worst);
  const span = top - bottom;
  for (let unit = 0; unit < column.length; unit += 1) {
    let share = (column[unit]! - worst) * factor;
    if (clip) share = share < 0 ? 0 : share > 1 ? 1 : share;
    out[start + unit] = bottom + span * share;
  }
}

function toPercentiles(
  column: Float64Array,
  higher: boolean,
  scale: ScoreScale,
  out: Float64Array,
  start: number,
): void {
  const sorted = sortInto(column, scale.room);
  const span = scale.top - scale.bottom;
  for (let unit = 0; unit < column.length; unit += 1) {
    const value = column[unit]!;
    if (Number.isNaN(value)) out[start + unit] = value;
    else if (sorted.length < 2) out[start + unit] = middle(scale);
    else {
      const rank = (countBelow(sorted, value) + countUpTo(sorted, value) - 1) / 2;
      const share = rank / (sorted.length - 1);
      out[start + unit] = scale.bottom + span * (higher ? share : 1 - share);
    }
  }
}

function middle({ bottom, top }: ScoreScale): number {
  return (bottom + top) / 2;
}

function map(column: Float64Array, of: (value: number) => number, out: Float64Array, start: number): void {
  for (let unit = 0; unit < column.length; unit += 1) out[start + unit] = of(column[unit]!);
}

function distance(value: number, from: number, as: "ratio" | "difference", higher: boolean): number {
  if (as === "ratio") return higher ? value / from : from / value;
  return ((higher ? 1 : -1) * (value - from)) / Math.abs(from);
}

function referenceValue(
  column: Float64Array,
  to: Extract<Normalisation, { rule: "distance" }>["to"],
  higher: boolean,
  reference: number,
): number {
  if (typeof to === "object") return "value" in to ? to.value : (column[reference] ?? Number.NaN);
  const [low, high] = extremes(column);
  switch (to) {
    case "best":
      return higher ? high : low;
    case "worst":
      return higher ? low : high;
    case "mean":
      return meanAndDeviation(column).mean;
    case "median":
      return median(column);
  }
}

/** The lowest and the highest of the values that are numbers. */
export function extremes(column: Float64Array): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of column) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

/** Mean and sample standard deviation (n − 1) of the values that are numbers. */
export function meanAndDeviation(column: ArrayLike<number>): { mean: number; deviation: number } {
  let [count, mean, squares] = [0, 0, 0];
  for (let index = 0; index < column.length; index += 1) {
    const value = column[index]!;
    if (Number.isNaN(value)) continue;
    count += 1;
    const delta = value - mean;
    mean += delta / count;
    squares += delta * (value - mean);
  }
  if (count === 0) return { mean: Number.NaN, deviation: Number.NaN };
  return { mean, deviation: count < 2 ? 0 : Math.sqrt(squares / (count - 1)) };
}
