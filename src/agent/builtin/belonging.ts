import { wordCounts } from "../../domain/figures.ts";
import { contentStems, tokens } from "../../library/words.ts";
import { wholes } from "./across.ts";
import type { Arithmetic } from "./arithmetic-asked.ts";
import { isAskingWord } from "./asking-words.ts";
import type { Candidate } from "./candidates.ts";
import { sharedWords } from "./compare.ts";
import { moves } from "./moves.ts";
import { runnerUp } from "./runner-up.ts";
import { coverYears, tellsOf } from "./stands-together.ts";
import type { Operand } from "./compute.ts";
import { enumerationOf, type Item } from "./enumerated.ts";
import { saysName } from "./features.ts";
import { takenAway } from "./take-away.ts";
import { mostCounted, statedIn } from "./operands.ts";
import type { Asked } from "./understanding.ts";
import type { Weights } from "./weights.ts";

/** Two values of like things, or each of something else that the question names; of two countries only what is told alike. */
export function belong(asked: Asked, one: Operand, other: Operand, weights: Weights): boolean {
  const { calculate } = weights;
  const [a, b] = [one.candidate, other.candidate];
  // Shares are of different wholes as often as not.
  const ofWholes = one.unit !== "percent" && !ofCountries(asked);
  const apart = ofWholes && hasOwn(asked, a, [b]) && hasOwn(asked, b, [a]);
  return (
    one.value !== other.value &&
    speakOfAll(asked, [a, b]) &&
    coverYears(asked, [a, b]) &&
    (apart ||
      (one.unit !== "percent" && isOneThingLater(asked, a, b, weights)) ||
      sharedWords(a, b) >= (one.unit === "percent" ? calculate.ofOneWhole : calculate.alike))
  );
}

// "How much did the grant grow": both records bear the names that are asked for, at two times.
function isOneThingLater(
  { text, nameGroups }: Asked,
  one: Candidate,
  other: Candidate,
  { calculate }: Weights,
): boolean {
  const [before, after] = [one, other].map(({ line, figures }) => figures.find(({ date }) => date)?.date ?? line.asOf);
  const named = nameGroups.some((group) => [one, other].every((candidate) => saysName(group, candidate)));
  const alike = sharedWords(one, other) >= calculate.later && one.line.countries.join() === other.line.countries.join();
  return moves.test(text) && named && alike && before !== after;
}

function ofCountries({ countries, modifiers }: Asked): boolean {
  return countries.filter(({ country }) => !modifiers.includes(country)).length > 1;
}

/** As many as the question says, or each of what it names where it states the whole itself. */
export function arePartsOf(asked: Asked, whole: Operand, parts: Operand[]): boolean {
  const count = countOf(asked);
  if (count !== undefined) return parts.length === count;
  return parts.length > 1 && isStated(asked, whole) && eachOfItsOwn(asked, parts);
}

/** Told as a whole, unless the question says how much the whole is, or how many its parts are. */
export function isWhole(asked: Asked, whole: Operand): boolean {
  const states = statedIn(asked).length > 0;
  return countOf(asked) === undefined && (states ? isStated(asked, whole) : wholes.test(whole.candidate.text));
}

/** What the question itself states is not what it wants to be added up, nor the whole of as many parts as it says. */
export function withoutWhole(asked: Asked, values: Operand[]): Operand[] {
  const parts = values.filter((value) => !isStated(asked, value));
  const [largest, ...others] = [...parts].sort((a, b) => b.value - a.value);
  const rest = others.reduce((sum, { value }) => sum + value, 0);
  return largest && others.length === countOf(asked) && largest.value >= rest
    ? parts.filter((value) => value !== largest)
    : parts;
}

/** What the question states and none of the values is, it wants to be reckoned with. */
export function leavesOutStated(asked: Asked, values: Operand[]): boolean {
  return statedIn(asked).some((stated) => !values.some(({ value }) => value === stated));
}

/** Shares that are told alike, and are no more than the whole together. */
export function shareOneWhole(parts: Operand[], { calculate }: Weights): boolean {
  const [first, ...others] = parts;
  const alikeAll = others.every(
    ({ candidate }) => first && sharedWords(first.candidate, candidate) >= calculate.ofOneWhole,
  );
  return alikeAll && parts.reduce((sum, { value }) => sum + value, 0) <= 100;
}

function isStated({ figures }: Asked, operand: Operand): boolean {
  return figures.some(({ kind, value }) => kind === "quantity" && value === operand.value);
}

/** Each of a thing of its own that the question names, all done or all planned, and as many as it says. */
export function addUp(asked: Asked, parts: Operand[], { calculate }: Weights): boolean {
  const candidates = parts.map(({ candidate }) => candidate);
  const items = enumerationOf(asked.text);
  const count = countOf(asked) ?? (items.length > 0 ? items.length : undefined);
  const [first, ...others] = parts;
  if (!first || others.length === 0 || (count !== undefined && count !== parts.length)) return false;
  // Single records of several countries are not what these have: only of a named thing, or told alike, can they be put
  // together.
  const ofName = isOfOneName(asked, candidates) || isOneOfEach(items, candidates);
  if (!ofName && ofCountries(asked)) return false;
  if (!ofName && others.some(({ candidate }) => sharedWords(first.candidate, candidate) < calculate.alike))
    return false;
  if (others.some((other) => isThere(other) !== isThere(first)) || !speakOfAll(asked, candidates)) return false;
  return eachOfItsOwn(asked, parts);
}

function eachOfItsOwn(asked: Asked, values: Operand[]): boolean {
  const candidates = values.map(({ candidate }) => candidate);
  return candidates.every((candidate) =>
    hasOwn(
      asked,
      candidate,
      candidates.filter((other) => other !== candidate),
    ),
  );
}

// A name of the question that all of them bear, written as one or not ("microsoft"); a capital that only opens a sentence
// makes none.
function isOfOneName({ nameGroups, terms }: Asked, candidates: Candidate[]): boolean {
  const capitals = (term: string, { text }: Candidate): number[] =>
    tokens(text).flatMap(({ stem, start }) => (stem === term && /^\p{Lu}/u.test(text.slice(start)) ? [start] : []));
  const isName = (term: string): boolean => {
    const found = candidates.map((candidate) => capitals(term, candidate));
    return found.every((starts) => starts.length > 0) && found.some((starts) => starts.some((start) => start > 0));
  };
  return (
    nameGroups.some((group) => candidates.every((candidate) => saysName(group, candidate))) ||
    terms.some((term) => term.length > 2 && isName(term))
  );
}

function isThere({ candidate }: Operand): boolean {
  return candidate.line.status === "operational";
}

// Of each thing that the question lists one, and of each another.
function isOneOfEach(items: Item[], candidates: Candidate[]): boolean {
  const stems = items.map(({ own }) => contentStems(own));
  const found = stems.map((own) =>
    candidates.filter((candidate) =>
      own.some((stem) => candidate.stems.has(stem) && candidates.filter((other) => other.stems.has(stem)).length === 1),
    ),
  );
  return items.length > 0 && found.every(({ length }) => length === 1) && new Set(found.flat()).size === items.length;
}

// "The four deals", "both funds".
function countOf({ text }: Asked): number | undefined {
  if (/\bboth\b/iu.test(text)) return 2;
  return wordCounts(text).find(({ value }) => value <= mostCounted)?.value;
}

// A word of the question, a name or a country of it that no other of these has.
function hasOwn({ terms, nameGroups, countries, figures }: Asked, candidate: Candidate, others: Candidate[]): boolean {
  const alone = (isIn: (one: Candidate) => boolean): boolean => isIn(candidate) && !others.some(isIn);
  return (
    terms.some((term) => !isAskingWord(term) && alone(({ stems }) => stems.has(term))) ||
    nameGroups.some((group) => alone((one) => saysName(group, one))) ||
    countries.some(({ country, name, adjectives }) =>
      alone(
        ({ line, text }) =>
          line.countries.includes(country) || [name, ...adjectives].some((word) => text.includes(word)),
      ),
    ) ||
    figures.some(({ date }) => date && alone(({ text }) => text.includes(date.slice(0, 4))))
  );
}

/** The sentences that tell these values. */
export function candidatesIn(values: Operand[]): Candidate[] {
  return values.map(({ candidate }) => candidate);
}

/** Nothing that the question names is left out. */
export function speakOfAll({ nameGroups, countries, modifiers }: Asked, candidates: Candidate[]): boolean {
  return (
    nameGroups.every((group) => candidates.some((candidate) => saysName(group, candidate))) &&
    countries
      .filter(({ country }) => !modifiers.includes(country))
      .every((country) => candidates.some((candidate) => tellsOf(candidate, country)))
  );
}

/** "Leaving aside datasets": what is told of them is no part of the sum. */
export function isTakenAway({ text }: Asked, { stems }: Candidate): boolean {
  return (
    /\b(?:leav\w+|set\w*|put\w*) (?:aside|out)\b|\bnot counting\b|\bexclud\w+/iu.test(text) &&
    takenAway(text).some(({ own }) => contentStems(own).some((stem) => stems.has(stem)))
  );
}

/** Of more than two values the two of which the question says something that is said of no other. */
export function twoOfTheirOwn(
  calculation: Arithmetic,
  asked: Asked,
  values: Operand[],
  weights: Weights,
): Operand[] | undefined {
  if (values.length < 3 || !["ratio", "share", "difference"].includes(calculation ?? "")) return undefined;
  // "What margin over the runner-up": of values that are told alike the two largest.
  if (calculation !== "share" && runnerUp.test(asked.text)) {
    const [first, ...others] = [...values].sort((a, b) => b.value - a.value);
    const alike = others.every(
      ({ candidate }) => first && sharedWords(first.candidate, candidate) >= weights.calculate.alike,
    );
    return first && others[0] && alike ? [first, others[0]] : undefined;
  }
  if (calculation === "difference" && (countOf(asked) !== undefined || statedIn(asked).length > 0)) return undefined;
  const candidates = candidatesIn(values);
  const own = values.filter(({ candidate }) =>
    hasOwn(
      asked,
      candidate,
      candidates.filter((other) => other !== candidate),
    ),
  );
  if (own.length === 2) return own;
  const [one, other, ...rest] = values;
  const near = one && other ? sharedWords(one.candidate, other.candidate) : 0;
  const nearest = rest.every(({ candidate }) =>
    [one, other].every((value) => value && sharedWords(value.candidate, candidate) < near),
  );
  // The two that answer best, where they are told alike and no other is.
  if (one && other && calculation !== "share" && near >= weights.calculate.alike && nearest) return [one, other];
  return undefined;
}
