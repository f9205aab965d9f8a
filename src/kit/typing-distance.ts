import { distance } from "fastest-levenshtein";

/** Edits between two words as typing goes wrong: two neighbouring letters swapped count as one, not two. */
export function typingDistance(one: string, other: string): number {
  const edits = distance(one, other);
  return edits === 2 && isSwap(one, other) ? 1 : edits;
}

function isSwap(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  for (let index = 0; index + 1 < one.length; index += 1) {
    if (one[index] === other[index]) continue;
    const swapped = one.slice(0, index) + (one[index + 1] ?? "") + (one[index] ?? "") + one.slice(index + 2);
    return swapped === other;
  }
  return false;
}
