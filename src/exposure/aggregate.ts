import type { Aggregation } from "../domain/method.ts";
import { copeland, outrankingMatrix } from "./outranking.ts";

/**
 * Scores of a group from those of its children, for all units: `scores` holds a row of `units` numbers a node, NaN where
 * missing; weights are renormalised over what is there. Written to the row `target`. A geometric or harmonic mean with a
 * zero in it is zero; with a negative score it is NaN. Outranking gives Copeland's score, mapped to bottom … top.
 */
export function aggregateRow(
  rule: Aggregation,
  scores: Float64Array,
  children: ArrayLike<number>,
  weights: ArrayLike<number>,
  units: number,
  target: number,
  scale: { bottom: number; top: number },
): void {
  const to = target * units;
  if (rule === "outranking") return outrank(scores, children, weights, units, to, scale);
  if (rule === "minimum") return lowest(scores, children, weights, units, to);
  const power = powerOf(rule);
  for (let unit = 0; unit < units; unit += 1) {
    let [sum, present] = [0, 0];
    for (let child = 0; child < children.length; child += 1) {
      const value = scores[children[child]! * units + unit]!;
      if (value !== value) continue; // missing
      const weight = weights[child]!;
      present += weight;
      if (power === 1) sum += weight * value;
      else if (power === 0) sum += weight * Math.log(value);
      else if (power === -1) sum += weight / value;
      else sum += weight * value ** power;
    }
    scores[to + unit] = present > 0 ? meanOf(sum / present, power) : Number.NaN;
  }
}

function powerOf(rule: Exclude<Aggregation, "minimum" | "outranking">): number {
  if (typeof rule === "object") return rule.power;
  return rule === "arithmetic" ? 1 : rule === "geometric" ? 0 : -1;
}

function meanOf(mean: number, power: number): number {
  if (power === 1) return mean;
  if (power === 0) return Math.exp(mean);
  if (power === -1) return 1 / mean;
  return mean ** (1 / power);
}

function lowest(
  scores: Float64Array,
  children: ArrayLike<number>,
  weights: ArrayLike<number>,
  units: number,
  to: number,
): void {
  for (let unit = 0; unit < units; unit += 1) {
    let low = Number.NaN;
    for (let child = 0; child < children.length; child += 1) {
      const value = weights[child]! > 0 ? scores[children[child]! * units + unit]! : Number.NaN;
      if (!(value >= low)) low = value === value ? value : low;
    }
    scores[to + unit] = low;
  }
}

function outrank(
  scores: Float64Array,
  children: ArrayLike<number>,
  weights: ArrayLike<number>,
  units: number,
  to: number,
  { bottom, top }: { bottom: number; top: number },
): void {
  const rows = Array.from(children, (child) => scores.subarray(child * units, (child + 1) * units));
  const present = Array.from({ length: units }, (_, unit) => unit).filter((unit) =>
    rows.some((row) => !Number.isNaN(row[unit])),
  );
  const won = copeland(
    outrankingMatrix(
      rows.map((row) => Float64Array.from(present, (unit) => row[unit]!)),
      weights,
    ),
  );
  scores.fill(Number.NaN, to, to + units);
  const pairs = present.length - 1;
  present.forEach((unit, index) => {
    scores[to + unit] =
      pairs > 0 ? bottom + ((top - bottom) * (won[index]! + pairs)) / (2 * pairs) : (bottom + top) / 2;
  });
}
