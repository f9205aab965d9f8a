import type { Country } from "../../domain/country.ts";
import { numberInWords } from "../../domain/figures.ts";
import { measureOf } from "../../domain/units.ts";
import { contentStems, tokens } from "../../library/words.ts";
import { asksPercent } from "./arithmetic-asked.ts";
import { averageWithin, portionWithin, productWithin } from "./spread.ts";
import type { Candidate } from "./candidates.ts";
import { differenceOf, growthOf, ratioOf, remainderOf, shareOf, sumOf } from "./compute.ts";
import { moves } from "./moves.ts";
import { saysMoney, unitFits } from "./operands.ts";
import { asksUnlike, pairMeant, pairsOf, tiesOf, type Pair } from "./pairs.ts";
import type { Asked, Knowledge } from "./understanding.ts";
import type { Ranked } from "./rank.ts";
import { isMeasure, readingsOf, sameKind, type Reading } from "./readings.ts";
import { isChangeItself, relationOf } from "./relations.ts";
import type { Sentence } from "./sentence.ts";
import type { Weights } from "./weights.ts";

/**
 * Arithmetic over figures that stand in one sentence of evidence: the parts of a sum, a value at two times, a part of a
 * whole. Undefined where the sentence does not carry it.
 */
export function computeWithin(
  asked: Asked,
  best: Ranked,
  knowledge: Knowledge,
  weights: Weights,
): Sentence[] | undefined {
  const { candidate } = best;
  // A sentence about one country is no answer about two.
  if (!asked.countries.every((country) => asked.modifiers.includes(country.country) || speaksOf(country, candidate)))
    return undefined;
  // Figures of a sentence that is only near the question are not what it asks to be put together.
  const { coverage, similarity, named, counted } = weights.calculate.within;
  const hasNames = asked.nameGroups.length > 0 && best.missingNames.length === 0 && best.coverage >= named;
  const counts = best.similarity >= counted && namesBothCounts(asked, readingsOf(candidate, knowledge));
  if (best.coverage < coverage && best.similarity < similarity && !hasNames && !counts) return undefined;
  if (asksUnlike(asked)) return undefined;
  const evidence = [candidate.line.id];
  const computed = computedOf(asked, candidate, knowledge);
  return computed && [{ text: candidate.text, evidence }, ...computed.map((text) => ({ text, evidence }))];
}

// "How many projects per country", of a sentence that counts projects and countries and nothing else.
function namesBothCounts({ arithmetic, text }: Asked, readings: Reading[]): boolean {
  if (arithmetic !== "average" || readings.length !== 2) return false;
  const words = new Set(tokens(text).flatMap(({ word, stem }) => [stem, measureOf(word)?.[0] ?? stem]));
  return readings.every((reading) => !isMeasure(reading) && reading.nouns.some((noun) => words.has(noun)));
}

function speaksOf(country: Country, candidate: Candidate): boolean {
  const names = [country.name, ...country.aliases, ...country.adjectives];
  return (
    candidate.line.countries.includes(country.country) ||
    names.some((name) => new RegExp(`\\b${name}\\b`, "u").test(candidate.text))
  );
}

/** … of a sentence that is known to be the one that is meant. */
export function computedOf(asked: Asked, candidate: Candidate, knowledge: Knowledge): string[] | undefined {
  // "How many more days": of durations only those that are asked for.
  const span = /\bhow (?:many|much) (?:[\p{L}-]+ ){0,3}?(year|month|day|hour)s\b/iu.exec(asked.text)?.[1];
  const readings = readingsOf(candidate, knowledge, (unit) => unit === span?.toLowerCase());
  switch (asked.arithmetic) {
    case "sum":
      return productWithin(readings) ?? sum(asked, candidate, readings, knowledge);
    case "product":
      return productWithin(readings);
    case "average":
      return averageWithin(
        asked,
        readingsOf(candidate, knowledge, (unit) => unit !== "times"),
      );
    case "portion":
      return portionWithin(asked, readings, knowledge);
    case "difference":
      return difference(asked, candidate, pairs(asked, readings, knowledge));
    case "remainder":
      return remainder(asked, candidate, pairs(asked, readings, knowledge));
    case "ratio":
      return ratio(pairs(asked, readings, knowledge));
    case "share":
      return share(asked, candidate, readings, pairs(asked, readings, knowledge), knowledge);
    case "interval":
    case "count":
    case null:
      return undefined;
  }
}

// One of a part and its whole is no other value of the thing, nor is a number that only says by how much it changed.
function pairs(asked: Asked, readings: Reading[], knowledge: Knowledge): Pair[] {
  const values = readings.filter(
    (reading) =>
      !isChangeItself(reading) &&
      (!isMeasure(reading) || asked.arithmetic === "share" || unitFits(asked, reading.unit)),
  );
  return pairsOf(asked, values, knowledge);
}

function tied({ ties: [left, right] }: Pair): boolean {
  return left.size > 0 && right.size > 0;
}

function difference(asked: Asked, candidate: Candidate, all: Pair[]): string[] | undefined {
  const pair = pairMeant(
    all.filter((one) => one.relation.kind !== "each" && (one.relation.kind !== "part" || tied(one))),
  );
  if (!pair) return undefined;
  const { one, other, relation } = pair;
  const change = relation.kind === "change" ? relation : undefined;
  // What grew is told by a sentence in which something does, not by any two figures of one.
  if (moves.test(asked.text) && !change && !moves.test(candidate.text)) return undefined;
  if (asksPercent(asked.text)) {
    if (!change || one.unit === "percent") return one.unit === "percent" ? [differenceOf(one, other).text] : undefined;
    return [growthOf(change.before, change.after).text, differenceOf(one, other).text];
  }
  return [differenceOf(one, other).text, ...(one.unit === "percent" ? [] : [ratioOf(one, other).text])];
}

function remainder(asked: Asked, candidate: Candidate, all: Pair[]): string[] | undefined {
  // What is missing is missing from what is wanted, and not the rest beside some part.
  const lacks = lacking.test(asked.text);
  const parts = all.filter(({ relation }) => relation.kind === "part" && !(lacks && !relation.goal));
  const pair =
    pairMeant(parts) ?? pairMeant(all.filter(({ relation }) => relation.kind !== "each" && relation.kind !== "part"));
  if (!pair) return undefined;
  const { one, other, relation } = pair;
  const part = relation.kind === "part" ? relation.part : one.value < other.value ? one : other;
  // What hinges on something is the rest only where the sentence says so of the rest.
  if (hinges.test(asked.text) && !rest.test(candidate.text)) return undefined;
  // "Of 54 actions 20 have not begun": what is asked for stands there.
  if (negated.test(part.stretch)) return undefined;
  if (relation.kind === "part") return [remainderOf(relation.whole, relation.part).text];
  // One share less another is no rest.
  if (one.unit === "percent" && relation.kind !== "change") return undefined;
  return missing.test(asked.text) || relation.kind === "change" ? [differenceOf(one, other).text] : undefined;
}

const hinges = /\b(?:hing\w+|depend\w*|hang\w*|condition\w*|rests?) (?:on|upon)\b/iu;
const rest = /\b(?:the rest|the remainder|the others?|the balance)\b/iu;
const negated =
  /\b(?:not|no|never|without|yet to|lack\w*|missing|pending|left|remain\w*|un(?:spent|used|finished|funded))\b/iu;
const lacking = /\b(?:how far|missing|lack\w*|shortfall|hole|gap)\b/iu;
const missing = /\b(?:how far|missing|lack\w*|short\w*|gap|hole|left|still)\b/iu;

function ratio(all: Pair[]): string[] | undefined {
  const pair = pairMeant(
    all.filter((one) => one.relation.kind !== "each" && (one.relation.kind !== "part" || tied(one))),
  );
  return pair && [ratioOf(pair.one, pair.other).text];
}

// "… with as much again beside it": two parts, and neither is the whole.
const setBeside = /\b(?:beside (?:it|them)|besides|in addition|on top|plus|as well)\b/iu;

const ofWhole =
  /\b(?:share|part|portion|percentage|proportion|fraction|slice|chunk) of (?:the |its |all |their )?(?<what>[^?,]+?)(?= (?:is|are|was|were|do(?:es)?|did|ha[sv]e?|com\w+|came|go(?:es)?|went|would|will|that|which)\b|[?,]|$)/iu;

// "A part of Microsoft's revenue" is a part of nothing else, unless a country says which sum is meant; money that is promised
// is called by many words.
function tellsOfWhole(asked: Asked, { stems, figures }: Candidate, { nearWords }: Knowledge): boolean {
  const what = contentStems(ofWhole.exec(asked.text)?.groups?.what ?? "");
  const own = what.filter((stem) => asked.terms.includes(stem) && !asked.names.includes(stem));
  const isMoney = figures.some(({ unit }) => /^[A-Z]{3}$/u.test(unit));
  return (
    own.length === 0 ||
    asked.countries.length > 0 ||
    own.some((stem) => [stem, ...(nearWords.get(stem) ?? [])].some((word) => stems.has(word))) ||
    (isMoney && own.some(saysMoney))
  );
}

function share(
  asked: Asked,
  candidate: Candidate,
  readings: Reading[],
  all: Pair[],
  knowledge: Knowledge,
): string[] | undefined {
  if (!tellsOfWhole(asked, candidate, knowledge)) return undefined;
  // A share that is stated needs no calculation.
  if (readings.some(({ unit }) => unit === "percent")) return undefined;
  const parts = all.filter(({ relation }) => relation.kind === "part");
  const whole = readings.reduce<Reading | undefined>(
    (most, one) => (most && most.value >= one.value ? most : one),
    undefined,
  );
  // A value at two times is no part of itself.
  const ofLargest = all.filter(({ one, other, relation, ties }) => {
    if (relation.kind === "change" || setBeside.test(candidate.text.slice(one.start, other.end + 40))) return false;
    const part = one === whole ? 1 : other === whole ? 0 : undefined;
    return part !== undefined && (ties[part]?.size ?? 0) > 0;
  });
  const pair = pairMeant(parts) ?? pairMeant(ofLargest);
  return pair && [shareOf(pair.one, pair.other).text];
}

function sum(asked: Asked, candidate: Candidate, all: Reading[], knowledge: Knowledge): string[] | undefined {
  const percentages = /\b(?:share|part|portion|per ?cent\w*|percentage)\b/iu.test(asked.text);
  const fitting = all.filter(({ unit }) => percentages || unit !== "percent");
  const [first] = [...fitting].sort((a, b) => alikeIn(fitting, b) - alikeIn(fitting, a));
  const alike = first ? fitting.filter((reading) => sameKind(first, reading) || bothCounts(first, reading)) : [];
  const parts = largest(asked, alike) ?? ofCountries(asked, alike, knowledge) ?? alike;
  if (parts.length < 2 || totalIsThere(parts) || overlap(candidate, parts) || repeatsItself(parts)) return undefined;
  if (parts.slice(1).some((part, at) => relationOf(parts[at] ?? part, part).kind !== "beside")) return undefined;
  const { value, text } = sumOf(parts);
  return first?.unit === "percent" && value > 100 ? undefined : [text];
}

function alikeIn(readings: Reading[], one: Reading): number {
  return readings.filter((other) => sameKind(one, other) || bothCounts(one, other)).length;
}

// "10,752 NVIDIA GH200 and 576 A100": pieces of a kind that each have a name of their own.
function bothCounts(one: Reading, other: Reading): boolean {
  return (
    [one, other].every((reading) => !isMeasure(reading)) &&
    (one.unit === "gpu" || other.unit === "gpu" || one.unit === other.unit)
  );
}

// "Its two largest owners."
function largest(asked: Asked, readings: Reading[]): Reading[] | undefined {
  const [, count] = /\b(\p{L}+|\d) (?:largest|biggest|main|leading|top|principal)\b/iu.exec(asked.text) ?? [];
  const most = count === undefined ? undefined : numberInWords(count);
  if (most === undefined || most < 2 || most > readings.length) return undefined;
  const values = [...readings].sort((a, b) => b.value - a.value);
  const [least, next] = [values[most - 1], values[most]];
  if (least?.value === next?.value) return undefined;
  return readings.filter((reading) => values.indexOf(reading) < most);
}

// "The two Korean makers": of several numbers those of the country that is asked for.
function ofCountries(asked: Asked, readings: Reading[], knowledge: Knowledge): Reading[] | undefined {
  const own = readings.filter((reading) => [...tiesOf(asked, reading, knowledge)].some((tie) => tie.startsWith("@")));
  return own.length > 1 && own.length < readings.length ? own : undefined;
}

// "USD 7.9 billion, USD 5.5 billion of it on cloud", "from 5 to 7 trillion": such figures are no parts of one sum.
function overlap(candidate: Candidate, parts: Reading[]): boolean {
  // Values of different years are one thing at two times.
  const dates = candidate.figures.flatMap((figure) => figure.date?.slice(0, 4) ?? []);
  if (new Set(dates).size > 1) return true;
  const { text } = candidate;
  const [from, until] = [parts[0]?.start ?? 0, parts.at(-1)?.end ?? 0];
  return (
    /^of (?:the|its|this)\b/iu.test(text) ||
    partly.test(text.slice(from, until + 12)) ||
    /\b(?:among|out of|(?<!\d )against|after|from|instead|than|now|later|at first|up to|target|goal)\b/iu.test(
      text.slice(from, until),
    )
  );
}

const partly = /\b(?:of it|of which|of them|of these|including)\b/iu;

// The same value twice is one thing told twice, unless it is told of two countries.
function repeatsItself(parts: Reading[]): boolean {
  const where = ({ countries }: Reading): string => [...countries].sort().join(" ");
  return parts.some((part, at) =>
    parts.slice(0, at).some((other) => other.value === part.value && where(other) === where(part)),
  );
}

function totalIsThere(parts: Reading[]): boolean {
  const largest = Math.max(...parts.map(({ value }) => value));
  const others = parts.reduce((sum, { value }) => sum + value, 0) - largest;
  return parts.length > 2 && Math.abs(others - largest) <= largest * 0.02;
}
