import { wordCounts } from "../../domain/figures.ts";
import { contentStems, tokens } from "../../library/words.ts";
import { toldOnce } from "../../domain/told-once.ts";
import { wholes } from "./across.ts";
import { calculationsOf, type Arithmetic } from "./arithmetic-asked.ts";
import { isAskingWord } from "./asking-words.ts";
import type { Candidate } from "./candidates.ts";
import { asksOthers, restBeside } from "./complement.ts";
import { sharedWords } from "./compare.ts";
import { differenceOf, operandOf, ratioOf, remainderOf, shareOf, sumOf, type Operand } from "./compute.ts";
import { enumerationOf, type Item } from "./enumerated.ts";
import { saysName } from "./features.ts";
import { mostCounted, statedIn, unitFits } from "./operands.ts";
import { isOneValue } from "./restated.ts";
import type { Sentence } from "./sentence.ts";
import type { Asked, Knowledge } from "./understanding.ts";
import type { Weights } from "./weights.ts";
import { valuesAsked } from "./worked-together.ts";

/**
 * What the values of the sentences that are the answer anyway come to: a difference, a ratio, a share or what is left where
 * they are two of one unit; a sum where each is of a thing of its own. Empty where it is not plain which values are meant.
 */
export function ofChosen(asked: Asked, chosen: Candidate[], knowledge: Knowledge, weights: Weights): Sentence[] {
  const [first] = chosen;
  const rest = first && asksOthers(asked) && speakOfAll(asked, [first]) ? restBeside(first, knowledge) : undefined;
  if (rest) return rest.slice(1);
  const calculations = calculationsOf(asked.text);
  if (calculations.length === 0) return [];
  return ofValues(valuesAsked(asked), calculations, chosen, weights);
}

function ofValues(asked: Asked, calculations: Arithmetic[], chosen: Candidate[], weights: Weights): Sentence[] {
  const values = meant(asked, chosen).flatMap((candidate) => valuesOf(asked, candidate));
  for (const unit of new Set(values.map((value) => value.unit))) {
    const own = onceEach(values.filter((value) => value.unit === unit));
    if (own.length < 2 || own.some((value, at) => own.slice(0, at).some((other) => conflicts(value, other)))) continue;
    const computed = calculations.flatMap((calculation) => compute(calculation, asked, own, weights) ?? []);
    if (computed.length > 0) return computed;
  }
  return [];
}

function compute(calculation: Arithmetic, asked: Asked, values: Operand[], weights: Weights): Sentence | undefined {
  const [one, other, ...more] = values;
  if (!one || !other) return undefined;
  const isPercent = one.unit === "percent";
  const pair = more.length === 0 && belong(asked, one, other, weights);
  const said = (used: Operand[], { text }: { text: string }): Sentence => ({
    text,
    evidence: [...new Set(used.map(({ candidate }) => candidate.line.id))],
  });
  switch (calculation) {
    case "difference":
      // "How far do both fall short of two billion?"
      if (more.length > 0) return compute("remainder", asked, values, weights);
      return pair && !leavesOutStated(asked, values) ? said(values, differenceOf(one, other)) : undefined;
    case "ratio":
      return pair && !isPercent && !leavesOutStated(asked, values) ? said(values, ratioOf(one, other)) : undefined;
    case "share":
      return pair && !isPercent ? said(values, shareOf(one, other)) : undefined;
    case "remainder": {
      const [whole, ...parts] = [...values].sort((a, b) => b.value - a.value);
      const left = whole && parts.reduce((rest, { value }) => rest - value, whole.value);
      if (isPercent || !whole || !left || left <= 0 || !speakOfAll(asked, candidatesIn(values))) return undefined;
      if (!arePartsOf(asked, whole, parts) && !(pair && isWhole(asked, whole))) return undefined;
      return said(values, remainderOf(whole, ...parts));
    }
    case "sum": {
      const parts = withoutWhole(asked, values);
      if ((isPercent && !shareOneWhole(parts, weights)) || !addUp(asked, parts, weights)) return undefined;
      return said(parts, sumOf(parts));
    }
    case "product":
    case "average":
    case "portion":
    case "interval":
    case "count":
    case null:
      return undefined;
  }
}

// Where several countries are asked for, what is told of them; a bloc that they belong to only says where they are.
function meant({ countries, modifiers }: Asked, chosen: Candidate[]): Candidate[] {
  const current = chosen.filter(({ line }) => line.supersededBy.length === 0);
  const own = countries.filter(({ country }) => !modifiers.includes(country));
  const single = own.filter(({ members }) => !own.some(({ country }) => members.includes(country)));
  if (single.length < 2) return current;
  return current.filter(({ line }) => single.some(({ country }) => line.countries.includes(country)));
}

/** The typed value of a sentence, and of every other unit its only value, or the whole that its others are parts of. */
function valuesOf(asked: Asked, candidate: Candidate): Operand[] {
  const typed = candidate.line.quantity ? operandOf(candidate) : undefined;
  const figures = toldOnce(
    candidate.figures.filter(({ kind }) => kind === "quantity"),
    candidate.text,
  );
  const others = [...new Set(figures.map(({ unit }) => unit))].flatMap((unit) => {
    const own = figures.filter((figure) => figure.unit === unit);
    const [first, ...more] = own;
    if (!first || unit === typed?.unit || !unitFits(asked, unit)) return [];
    const between = candidate.text.slice(first.end, more[0]?.start);
    const areParts =
      more.every(({ value }) => value < first.value) && /,(?: of which| including| with)\b/u.test(between);
    if (more.length > 0 && !areParts) return [];
    return [{ candidate, value: first.value, unit: whose.test(first.text) ? "dollars" : unit, shown: first.text }];
  });
  return [...(typed && unitFits(asked, typed.unit) ? [typed] : []), ...others];
}

// Dollars of which the sentence does not say whose they are.
const whose = /^[\d.,]+ (?:\p{L}+ )?dollars$/u;

function onceEach(values: Operand[]): Operand[] {
  return values.filter((value, at) => !values.slice(0, at).some((other) => isOneValue(other, value)));
}

// Of one quantity two sources say otherwise: that is no pair to be reckoned with.
function conflicts(one: Operand, other: Operand): boolean {
  const [a, b] = [one.candidate.line, other.candidate.line];
  return a.conflictsWith.some((id) => id === b.fact) || b.conflictsWith.some((id) => id === a.fact);
}

// Two values of like things, or each of something else that the question names; of two countries only what is told alike.
function belong(asked: Asked, one: Operand, other: Operand, { calculate }: Weights): boolean {
  const [a, b] = [one.candidate, other.candidate];
  // Shares are of different wholes as often as not.
  const ofWholes = one.unit !== "percent" && !ofCountries(asked);
  const apart = ofWholes && hasOwn(asked, a, [b]) && hasOwn(asked, b, [a]);
  return (
    one.value !== other.value &&
    speakOfAll(asked, [a, b]) &&
    (apart || sharedWords(a, b) >= (one.unit === "percent" ? calculate.ofOneWhole : calculate.alike))
  );
}

function ofCountries({ countries, modifiers }: Asked): boolean {
  return countries.filter(({ country }) => !modifiers.includes(country)).length > 1;
}

// As many as the question says, or each of what it names where it states the whole itself.
function arePartsOf(asked: Asked, whole: Operand, parts: Operand[]): boolean {
  const count = countOf(asked);
  if (count !== undefined) return parts.length === count;
  return parts.length > 1 && isStated(asked, whole) && eachOfItsOwn(asked, parts);
}

// Told as a whole, unless the question says how much the whole is, or how many its parts are.
function isWhole(asked: Asked, whole: Operand): boolean {
  const states = statedIn(asked).length > 0;
  return countOf(asked) === undefined && (states ? isStated(asked, whole) : wholes.test(whole.candidate.text));
}

// What the question itself states is not what it wants to be added up, nor the whole of as many parts as it says.
function withoutWhole(asked: Asked, values: Operand[]): Operand[] {
  const parts = values.filter((value) => !isStated(asked, value));
  const [largest, ...others] = [...parts].sort((a, b) => b.value - a.value);
  const rest = others.reduce((sum, { value }) => sum + value, 0);
  return largest && others.length === countOf(asked) && largest.value >= rest
    ? parts.filter((value) => value !== largest)
    : parts;
}

// What the question states and none of the values is, it wants to be reckoned with.
function leavesOutStated(asked: Asked, values: Operand[]): boolean {
  return statedIn(asked).some((stated) => !values.some(({ value }) => value === stated));
}

// Shares that are told alike, and are no more than the whole together.
function shareOneWhole(parts: Operand[], { calculate }: Weights): boolean {
  const [first, ...others] = parts;
  const alikeAll = others.every(
    ({ candidate }) => first && sharedWords(first.candidate, candidate) >= calculate.ofOneWhole,
  );
  return alikeAll && parts.reduce((sum, { value }) => sum + value, 0) <= 100;
}

function isStated({ figures }: Asked, operand: Operand): boolean {
  return figures.some(({ kind, value }) => kind === "quantity" && value === operand.value);
}

// Each of a thing of its own that the question names, all done or all planned, and as many as it says.
function addUp(asked: Asked, parts: Operand[], { calculate }: Weights): boolean {
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
    countries.some(({ country }) => alone(({ line }) => line.countries.includes(country))) ||
    figures.some(({ date }) => date && alone(({ text }) => text.includes(date.slice(0, 4))))
  );
}

function candidatesIn(values: Operand[]): Candidate[] {
  return values.map(({ candidate }) => candidate);
}

// Nothing that the question names is left out.
function speakOfAll({ nameGroups, countries, modifiers }: Asked, candidates: Candidate[]): boolean {
  return (
    nameGroups.every((group) => candidates.some((candidate) => saysName(group, candidate))) &&
    countries
      .filter(({ country }) => !modifiers.includes(country))
      .every(({ country, members }) =>
        candidates.some(({ line }) => line.countries.some((code) => code === country || members.includes(code))),
      )
  );
}
