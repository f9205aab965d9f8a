import { isAskingWord } from "./asking-words.ts";
import type { Candidate } from "./candidates.ts";
import { carries } from "./choose.ts";
import { sharedWords } from "./compare.ts";
import { acrossNames, acrossTwo } from "./across.ts";
import { differenceOf, portionOf, ratioOf, sumOf, type Operand } from "./compute.ts";
import { ownWords, placesOf, saysMoreThanName } from "./of-side.ts";
import { isPlan } from "./plan-or-done.ts";
import { interval } from "./interval.ts";
import { isOneValue, saysTwice } from "./restated.ts";
import { computeWithin } from "./within.ts";
import { operandsFor, saysWhat, unitFits } from "./operands.ts";
import type { Sentence } from "./sentence.ts";
import type { Asked, Knowledge, Side } from "./understanding.ts";
import type { Ranked } from "./rank.ts";
import type { Weights } from "./weights.ts";
import { valueMeant } from "./whole-meant.ts";

/**
 * Sums, differences, ratios, shares and counts over typed values of the evidence, each with its operands shown; empty
 * when the question asks for none or the values are not there in one unit.
 */
export function aggregate(asked: Asked, ranked: Ranked[], knowledge: Knowledge, weights: Weights): Sentence[] {
  const { arithmetic } = asked;
  const best = ranked[0];
  if (!arithmetic || !best || !carries(asked, best, weights)) return [];
  if (arithmetic === "count") return countGroup(ranked);
  if (arithmetic === "portion")
    return computeWithin(asked, best, knowledge, weights) ?? portion(asked, ranked, knowledge, weights);
  if (arithmetic === "interval") return interval(asked, ranked, weights);
  const [first, ...others] = ranked
    .filter((entry) => entry.score >= best.score - weights.calculate.gap / 2 && entry.features.missingName < 1)
    .slice(0, consideredWithin);
  const within = first && computeWithin(asked, first, knowledge, weights);
  if (within) return within;
  const across =
    arithmetic === "sum" || arithmetic === "average" || arithmetic === "product"
      ? []
      : acrossTwo(asked, ranked, knowledge, weights);
  if (across.length > 0) return across;
  for (const entry of others) {
    const found = computeWithin(asked, entry, knowledge, weights);
    if (found) return found;
  }
  if (arithmetic !== "sum") return [];
  const operands = operandsFor(asked, ranked, 8);
  if (operands.length < 2 || saysTwice(operands) || !comparable(asked, operands))
    return acrossNames(asked, ranked, knowledge, weights);
  const stated = operands.map(({ candidate }) => ({ text: candidate.text, evidence: [candidate.line.id] }));
  return [...stated, { text: sumOf(operands).text, evidence: operands.map(({ candidate }) => candidate.line.id) }];
}

const consideredWithin = 3;

// "How many of the 130 projects failed": a share that is told of something else is not asked for.
function tellsOfAsked(asked: Asked, share: Candidate, values: Operand[], { nearWords }: Knowledge): boolean {
  const wholes = values.filter(({ unit }) => unit !== "percent").map(({ candidate }) => candidate);
  if (wholes.includes(share)) return true;
  const own = asked.terms.filter(
    (term) => !isAskingWord(term) && !asked.names.includes(term) && wholes.every((whole) => !whole.stems.has(term)),
  );
  const says = (stem: string): boolean => share.stems.has(stem) || share.askedAs.some((stems) => stems.has(stem));
  return own.length === 0 || own.some((term) => [term, ...(nearWords.get(term) ?? [])].some(says));
}

/** A recorded percentage of a recorded count, the one that the question names, else the best ranked. */
function portion(asked: Asked, ranked: Ranked[], knowledge: Knowledge, weights: Weights): Sentence[] {
  const [best] = ranked;
  const near = ranked.filter((entry) => best && entry.score >= best.score - weights.calculate.gap).slice(0, 8);
  const named = asked.figures.filter((figure) => figure.kind === "quantity");
  const values = near.flatMap(({ candidate }) =>
    candidate.figures
      .filter((figure) => figure.kind === "quantity")
      .map((figure): Operand => ({ candidate, value: figure.value, unit: figure.unit, shown: figure.text })),
  );
  const share = values.find(
    ({ candidate, unit }) => unit === "percent" && tellsOfAsked(asked, candidate, values, knowledge),
  );
  const wholes = values.filter(({ unit }) => unit !== "percent");
  const whole = wholes.find(({ value }) => named.some((figure) => figure.value === value)) ?? wholes[0];
  if (!share || !whole) return [];
  const told = [...new Set([share.candidate, whole.candidate])];
  return [
    ...told.map((candidate) => ({ text: candidate.text, evidence: [candidate.line.id] })),
    { text: portionOf(share, whole).text, evidence: told.map((candidate) => candidate.line.id) },
  ];
}

/**
 * A sum, difference or ratio of two things that a question names: of each the best ranked sentence with a value, both in one
 * unit. A plan and what exists are not put together, nor what a country has in one record taken for all it has: each side
 * has to bear a name or most words of its own.
 */
export function aggregateSides(
  asked: Asked,
  sides: Side[],
  groups: Ranked[][],
  knowledge: Knowledge,
  { calculate }: Weights,
): Sentence[] {
  const { arithmetic } = asked;
  const [left, right] = groups.map((group) =>
    group.filter((entry) => entry.score >= nearBest * (group[0]?.score ?? 0)).slice(0, consideredOfSide),
  );
  const [first, second] = sides;
  // "The difference between X and Y": nobody says in what.
  if (!first || !second || !saysWhat(asked)) return [];
  if (!left || !right || (arithmetic !== "sum" && arithmetic !== "difference" && arithmetic !== "ratio")) return [];
  // The one country that a question names is where both things are, unless the other is named for itself.
  const countries = asked.countries.filter(({ country }) => !asked.modifiers.includes(country));
  const onlyCountry = countries.length === 1 ? countries[0]?.country : undefined;
  const isThere = ({ candidate }: Ranked, side: Side): boolean =>
    onlyCountry === undefined ||
    (side.own.countries.length === 0 && side.own.nameGroups.length > 0 && saysMoreThanName(side)) ||
    candidate.line.countries.includes(onlyCountry);
  const pairs = left.flatMap((one) =>
    right.flatMap((other) => {
      const [a, b] = [one, other].map(({ candidate }) => valueMeant(asked, candidate, knowledge));
      const named = isNamed(one, first, second) && isNamed(other, second, first);
      const placed = isThere(one, first) && isThere(other, second);
      const fits =
        named && placed && a && b && a.unit === b.unit && unitFits(asked, a.unit) && one !== other && !isOneValue(a, b);
      const shared = sharedWords(one.candidate, other.candidate);
      // Shares are of different wholes as often as not.
      if (a?.unit === "percent" && shared < calculate.ofOneWhole) return [];
      const alike = isPlan(one) === isPlan(other) || supposing.test(asked.text);
      return fits && alike ? [{ a, b, value: one.score + other.score + shared }] : [];
    }),
  );
  const [best] = pairs.sort((one, other) => other.value - one.value);
  if (!best) return [];
  const { a, b } = best;
  const evidence = [a.candidate.line.id, b.candidate.line.id];
  const computed = arithmetic === "sum" ? sumOf([a, b]) : arithmetic === "ratio" ? ratioOf(a, b) : differenceOf(a, b);
  return [
    ...[a, b].map(({ candidate }) => ({ text: candidate.text, evidence: [candidate.line.id] })),
    { text: computed.text, evidence },
  ];
}

/** "If the plant is built", "what X wants to build": what is planned may then be put to what exists. */
const supposing =
  /\b(?:if|will|would|once|suppos\w+|assum\w+|provided|wants?|plan\w*|hop(?:es|ed)|aim\w*|meant|propos\w+|envisag\w+|goal|target)\b/iu;

// A side is known by its names, or else by most of the words that only it has.
function isNamed(entry: Ranked, side: Side, other: Side): boolean {
  if (side.own.nameGroups.length > 0 || (side.names.length > 0 && side.own.countries.length === 0))
    return entry.missingNames.length === 0;
  const apart = ownWords(side, other);
  const places = apart.filter((stem) => placesOf(side).includes(stem));
  if (places.length > 0) return places.every((stem) => entry.candidate.stems.has(stem));
  const said = apart.filter((stem) => entry.candidate.stems.has(stem)).length * 2;
  // Where it is, tells as much as a word.
  const { line } = entry.candidate;
  const there = side.own.countries.some(({ country }) => line.countries.includes(country));
  return apart.length > 0 && (said > apart.length || (there && said === apart.length));
}

const consideredOfSide = 5;
/** A value from a sentence much worse than the best is not the one that is meant. */
const nearBest = 0.85;

/**
 * May these values be added up? Each must stand for another thing the question names (a country, or one of its names and
 * no other), and none may be a plan where another is done. What may overlap is never added.
 */
function comparable(asked: Asked, operands: Operand[]): boolean {
  const countries = new Set(operands.map(({ candidate }) => candidate.line.countries.join(" ")));
  const owners = operands.map(({ candidate }) => asked.names.filter((name) => candidate.stems.has(name)));
  const exclusive = owners.every((names) => names.length === 1) && new Set(owners.flat()).size === operands.length;
  const done = new Set(operands.map(({ candidate }) => candidate.line.status === "operational"));
  const [first, ...others] = operands;
  const alike = others.every((other) => first && sharedWords(first.candidate, other.candidate) >= 0.25);
  const asksCountries = asked.countries.filter((country) => !asked.modifiers.includes(country.country)).length > 1;
  const separate =
    exclusive || (countries.size === operands.length && (asksCountries || (asked.names.length > 0 && alike)));
  // Two countries' single records are not what the countries have in all: only a named thing is added up.
  return separate && asked.names.length > 0 && done.size === 1;
}

/** "How many countries": facts that say the same of different countries, counted and named by their evidence. */
function countGroup(ranked: Ranked[]): Sentence[] {
  const [best] = ranked;
  const groups = new Map<string, Ranked[]>();
  for (const entry of ranked) {
    const { line, text } = entry.candidate;
    if (line.kind !== "fact" || line.countries.length !== 1 || !best || entry.score < best.score - 1) continue;
    const shape = pattern(text, line.countries);
    const group = groups.get(shape) ?? [];
    if (!group.some((other) => other.candidate.line.countries[0] === line.countries[0])) group.push(entry);
    groups.set(shape, group);
  }
  const group = [...groups.values()].find((entries) => entries.length > 1);
  if (!group) return [];
  return [
    ...group.slice(0, 12).map(({ candidate }) => ({ text: candidate.text, evidence: [candidate.line.id] })),
    { text: `That makes ${group.length} countries.`, evidence: group.map(({ candidate }) => candidate.line.id) },
  ];
}

// A claim with its subject taken out: "… is Tier 2 (strategic partial sovereignty) in article 004."
function pattern(text: string, countries: string[]): string {
  return countries.length === 1 ? text.replace(/^.*?\b(?=(?:is|has|are)\b)/, "").toLowerCase() : text;
}
