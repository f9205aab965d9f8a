import type { Operand } from "./compute.ts";
import { sharedWords } from "./compare.ts";
import { runnerUp } from "./runner-up.ts";
import { tellsOf } from "./stands-together.ts";
import type { Asked } from "./understanding.ts";
import type { Weights } from "./weights.ts";

const most = "(?:highest|largest|biggest|(?<!at )most|keenest|strongest|best|top)";
const least = "(?:lowest|smallest|(?<!at )least|weakest|worst|bottom)";
const bothEnds = new RegExp(String.raw`\b${most}\b.*\b${least}\b|\b${least}\b.*\b${most}\b`, "iu");

/** Does a question hold the first of a list against its last? */
export function asksEnds({ text }: Asked): boolean {
  return bothEnds.test(text) && !runnerUp.test(text);
}

/**
 * The largest and the smallest of values that are told alike, one for each country that the question names. Undefined where
 * one of these is missing, or where it names fewer than three: of a list that is not named nobody knows the last.
 */
export function endsOf(asked: Asked, values: Operand[], { calculate }: Weights): [Operand, Operand] | undefined {
  const countries = asked.countries.filter(({ country }) => !asked.modifiers.includes(country));
  if (!asksEnds(asked) || countries.length < 3) return undefined;
  // The best of each comes first.
  const found = countries.flatMap((country) => values.find(({ candidate }) => tellsOf(candidate, country)) ?? []);
  const [first, ...others] = found.sort((a, b) => b.value - a.value);
  const last = others.at(-1);
  const alike = others.every(
    ({ candidate, unit }) => first && unit === first.unit && sharedWords(first.candidate, candidate) >= calculate.alike,
  );
  return first && last && alike && new Set(found).size === countries.length ? [first, last] : undefined;
}
