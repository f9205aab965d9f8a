import type { Method } from "../domain/method.ts";

/**
 * Ranks from 1 for the first; `ascending` puts the lowest first. Ties: `standard` 1 2 2 4, `dense` 1 2 2 3, `average`
 * 1 2.5 2.5 4. NaN has no rank.
 */
export function ranksOf(values: ArrayLike<number>, ascending: boolean, ties: Method["ties"]): Float64Array {
  const ranks = new Float64Array(values.length);
  rankInto(values, new Float64Array(values.length), ascending, ties, ranks);
  return ranks;
}

/** Like `ranksOf`, into `ranks` and with room of the same length to sort in: nothing is allocated. */
export function rankInto(
  values: ArrayLike<number>,
  room: Float64Array,
  ascending: boolean,
  ties: Method["ties"],
  ranks: Float64Array | Float32Array,
): void {
  let sorted = sortInto(values, room);
  if (ties === "dense") sorted = Float64Array.from(new Set(sorted));
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index]!;
    if (value !== value) {
      ranks[index] = Number.NaN;
      continue;
    }
    const below = countBelow(sorted, value);
    const upTo = countUpTo(sorted, value);
    const better = ascending ? below : sorted.length - upTo;
    ranks[index] = ties === "average" ? better + (upTo - below + 1) / 2 : better + 1;
  }
}

/**
 * Scores rounded to a ten-billionth of the scale: sums of the same numbers in another order differ in their last digits,
 * and that is no difference in rank.
 */
export function roundInto(values: ArrayLike<number>, [low, high]: [number, number], out: Float64Array): Float64Array {
  const steps = 1e10 / (high - low);
  for (let index = 0; index < values.length; index += 1) out[index] = Math.round(values[index]! * steps) / steps;
  return out;
}

/** The values that are numbers, from the lowest. */
export function sortedValues(values: ArrayLike<number>): Float64Array {
  return sortInto(values, new Float64Array(values.length));
}

/** Like `sortedValues`, in room that is given: the sorted part of it. */
export function sortInto(values: ArrayLike<number>, room: Float64Array): Float64Array {
  let count = 0;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index]!;
    if (value === value) room[count++] = value;
  }
  return room.subarray(0, count).sort();
}

/** How many of the sorted values are lower. */
export function countBelow(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of the sorted values are lower or the same. */
export function countUpTo(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The value below which a share of the values lies, interpolated between neighbours (type 7 of Hyndman and Fan 1996). */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const position = (sorted.length - 1) * share;
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (high - low) * (position - below);
}

export function median(values: ArrayLike<number>): number {
  return quantile(sortedValues(values), 0.5);
}
