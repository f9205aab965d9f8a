import type { Outliers } from "../domain/method.ts";

/**
 * Pulls the most extreme value in to its neighbour, one at a time, while the absolute skewness and the kurtosis are both
 * above their limits and points are left; NaN is missing. Gives a new column and how many points were moved. The rule and
 * its limits are those of COINr's `winsorise` (Becker et al. 2022, Journal of Open Source Software 7(78), 4567).
 */
export function winsorise(column: Float64Array, { skewness, kurtosis, most }: Outliers): [Float64Array, number] {
  const result = Float64Array.from(column);
  let moved = 0;
  while (moved < most) {
    const shape = shapeOf(result);
    if (Math.abs(shape.skewness) <= skewness || shape.kurtosis <= kurtosis) break;
    moved += 1;
    pullIn(result, column, shape.skewness > 0, moved);
  }
  return [result, moved];
}

// As in COINr: after n steps the n most extreme original values stand at the next one.
function pullIn(result: Float64Array, column: Float64Array, high: boolean, count: number): void {
  const order = [...column.keys()].filter((index) => !Number.isNaN(column[index]));
  order.sort((a, b) => (high ? column[b]! - column[a]! : column[a]! - column[b]!));
  const next = order[count];
  if (next === undefined) return;
  for (const index of order.slice(0, count)) result[index] = column[next]!;
}

/** Sample skewness and excess-corrected kurtosis (SAS and SPSS type 2, as COINr's `skew` and `kurt` give them). */
export function shapeOf(column: Float64Array): { skewness: number; kurtosis: number } {
  const values = [...column].filter((value) => !Number.isNaN(value));
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const moment = (power: number): number => values.reduce((sum, value) => sum + (value - mean) ** power, 0) / n;
  const variance = moment(2);
  if (n < 4 || variance === 0) return { skewness: 0, kurtosis: 0 };
  const g1 = moment(3) / variance ** 1.5;
  const g2 = moment(4) / variance ** 2 - 3;
  return {
    skewness: (g1 * Math.sqrt(n * (n - 1))) / (n - 2),
    kurtosis: ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * g2 + 6),
  };
}
