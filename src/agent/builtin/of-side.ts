import type { Country } from "../../domain/country.ts";
import { contentStems } from "../../library/words.ts";
import type { Candidate } from "./candidates.ts";
import type { Side } from "./understanding.ts";

/** Is a sentence about one side of what is compared: its country, or else words that only this side has? */
export function isOfSide({ line, context }: Candidate, side: Side | undefined, other: Side | undefined): boolean {
  if (!side) return false;
  const { countries, terms } = side.own;
  const theirs = other?.own.countries ?? [];
  // "Oxagon" is a place in a country, and not the country.
  const places = placesOf(side);
  if (places.length > 0 && countries.length === 1) return places.some((stem) => context.has(stem));
  // What bears the name of a side, and none of the other's, is about it; where both have names, nothing else is.
  const bears = (names: string[][]): boolean => names.some((group) => group.every((stem) => context.has(stem)));
  const [ownNames, otherNames] = [namesOnly(side, other), namesOnly(other, side)];
  if (ownNames.length > 0 && otherNames.length > 0) return bears(ownNames);
  if (countries.length === 0 && bears(ownNames) && !bears(otherNames)) return true;
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

/**
 * Does a side say more of what it is than a name ("what Humain wants to build")? "… than Oracle" leaves the rest to the other
 * side, and with it where that is.
 */
export function saysMoreThanName({ own }: Side): boolean {
  const named = new Set([...own.names, ...own.nameGroups.flat()]);
  return contentStems(own.text).some((stem) => !named.has(stem) && !addingWords.has(stem));
}

/** Cities and other places by which a side names where it is, as stems. */
export function placesOf({ own }: Side): string[] {
  const places = contentStems(own.countries.flatMap(({ cities }) => cities).join(" "));
  const names = namesOf(own.countries);
  return contentStems(own.text).filter((stem) => places.includes(stem) && !names.has(stem));
}

function namesOnly(one: Side | undefined, other: Side | undefined): string[][] {
  const theirs = new Set(other?.own.nameGroups.map((group) => group.join(" ")));
  return (one?.own.nameGroups ?? []).filter((group) => !theirs.has(group.join(" ")));
}

function saysOwn(side: Side, other: Side | undefined, context: Set<string>): boolean {
  const apart = ownWords(side, other);
  return apart.length > 0 && apart.every((stem) => context.has(stem));
}

/** The words of one side that the other has not: places in a country too, which are no terms of a question; not the country. */
export function ownWords(side: Side, other: Side | undefined): string[] {
  const theirs = new Set(other ? contentStems(other.own.text) : []);
  const ofCountry = namesOf(side.own.countries);
  return contentStems(side.own.text).filter(
    (stem) => !theirs.has(stem) && !addingWords.has(stem) && !ofCountry.has(stem),
  );
}

function namesOf(countries: Country[]): Set<string> {
  const names = countries.flatMap(({ name, official_name, aliases, adjectives }) => [
    name,
    official_name,
    ...aliases,
    ...adjectives,
  ]);
  return new Set(contentStems(names.join(" ")));
}

const addingWords = new Set(contentStems("add added adding sum total together combined jointly altogether plus"));
