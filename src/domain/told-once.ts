import type { Figure } from "./figures.ts";

const near = 0.05;
const roughly = "(?:about |some |roughly |around |nearly |almost |or |i\\.e\\. |that is |over |more than )*";
const opens = new RegExp(`\\(${roughly}$`, "iu");
const repeats = new RegExp(`^[^()\\d;.]{0,12}, (?:or|i\\.e\\.|that is)(?: some| about)? $`, "iu");

/**
 * The figures of a sentence without those that only tell another one again: in brackets behind it, in the same or other
 * words ("a 77 billion dollar strategy (USD 77 billion)"), or behind an "or". One value told twice is one value.
 */
export function toldOnce(figures: Figure[], text: string): Figure[] {
  return figures.filter((figure, at) => !figures.slice(0, at).some((earlier) => isSaidAgain(earlier, figure, text)));
}

function isSaidAgain(earlier: Figure, figure: Figure, text: string): boolean {
  if (figure.kind !== "quantity" || earlier.kind !== "quantity") return false;
  const comparable = earlier.unit === figure.unit || earlier.unit === "" || figure.unit === "";
  const between = text.slice(earlier.end, figure.start);
  const inBrackets = opens.test(between) && /^[^;()]{0,12}\)/u.test(text.slice(figure.end));
  if (earlier.value === figure.value) return inBrackets || (comparable && repeats.test(between));
  // "Over USD 15 billion (USD 15.2 billion)": the same, more exactly; nothing else may stand between the two.
  return comparable && inBrackets && between.length < 12 && apart(earlier, figure) <= near;
}

function apart(one: Figure, other: Figure): number {
  return Math.abs(one.value - other.value) / Math.max(Math.abs(one.value), Math.abs(other.value));
}
