import { ownWords } from "./aggregate.ts";
import type { Candidate } from "./candidates.ts";
import type { Side } from "./understanding.ts";

/** Is a sentence about one side of what is compared: its country, or else words that only this side has? */
export function isOfSide({ line, context }: Candidate, side: Side | undefined, other: Side | undefined): boolean {
  if (!side) return false;
  const { countries, terms } = side.own;
  const theirs = other?.own.countries ?? [];
  // Two places of one country are told apart by their names.
  const sameCountry = countries.every(({ country }) => theirs.some((one) => one.country === country));
  if (countries.length > 0 && !sameCountry) return countries.some(({ country }) => line.countries.includes(country));
  if (sameCountry && countries.length > 0) return saysOwn(side, other, context);
  // What the question places in one country is not looked for in another.
  const elsewhere =
    line.countries.length > 0 && !side.countries.some(({ country }) => line.countries.includes(country));
  if (side.countries.length > 0 && elsewhere && !line.countries.includes("GLB")) return false;
  const apart = terms.filter((stem) => !other?.own.terms.includes(stem));
  return apart.length > 0 && apart.filter((stem) => context.has(stem)).length * 2 >= apart.length;
}

function saysOwn(side: Side, other: Side | undefined, context: Set<string>): boolean {
  const apart = ownWords(side, other);
  return apart.length > 0 && apart.every((stem) => context.has(stem));
}
