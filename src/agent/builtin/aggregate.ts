import { carries } from "./choose.ts";
import { sharedWords } from "./compare.ts";
import { differenceOf, operandOf, ratioOf, shareOf, sumOf, type Operand } from "./compute.ts";
import { computeWithin } from "./within.ts";
import { operandsFor, unitFits } from "./operands.ts";
import type { Sentence } from "./sentence.ts";
import type { Asked } from "./question.ts";
import type { Ranked } from "./rank.ts";
import type { Weights } from "./weights.ts";

/**
 * Sums, differences, ratios, shares and counts over typed values of the evidence, each with its operands shown; empty
 * when the question asks for none or the values are not there in one unit.
 */
export function aggregate(asked: Asked, ranked: Ranked[], weights: Weights): Sentence[] {
  const { arithmetic } = asked;
  if (!arithmetic || !carries(asked, ranked[0], weights)) return [];
  if (arithmetic === "count") return countGroup(ranked);
  const within = ranked[0] && computeWithin(asked, ranked[0]);
  if (within) return within;
  const operands = operandsFor(asked, ranked, arithmetic === "sum" ? 8 : 2);
  const [one, other] = operands;
  if (!one || !other || !comparable(asked, operands)) return [];
  const stated = operands.map(({ candidate }) => ({ text: candidate.text, evidence: [candidate.line.id] }));
  const evidence = operands.map(({ candidate }) => candidate.line.id);
  if (arithmetic === "sum") return [...stated, { text: sumOf(operands).text, evidence }];
  if (arithmetic === "share") return [...stated, { text: shareOf(one, other).text, evidence }];
  if (arithmetic === "ratio") return [...stated, { text: ratioOf(one, other).text, evidence }];
  return [
    ...stated,
    { text: differenceOf(one, other).text, evidence },
    ...(/multiple|times/.test(asked.text) ? [{ text: ratioOf(one, other).text, evidence }] : []),
  ];
}

/**
 * A sum, difference or ratio of two things that a question names: of each the best ranked sentence with a value, both in one
 * unit. A plan and what exists are not put together, nor what a country has in one record taken for all it has: each side
 * has to bear a name of its own.
 */
export function aggregateSides(asked: Asked, sides: Asked[], groups: Ranked[][]): Sentence[] {
  const { arithmetic } = asked;
  const [left, right] = groups.map((group) =>
    group.filter((entry) => entry.score >= nearBest * (group[0]?.score ?? 0)).slice(0, consideredOfSide),
  );
  if (sides.some((side) => side.names.length === 0)) return [];
  if (!left || !right || (arithmetic !== "sum" && arithmetic !== "difference" && arithmetic !== "ratio")) return [];
  const pairs = left.flatMap((one) =>
    right.flatMap((other) => {
      const [a, b] = [operandOf(one.candidate), operandOf(other.candidate)];
      const named = one.missingNames.length === 0 && other.missingNames.length === 0;
      const fits = named && a && b && a.unit === b.unit && unitFits(asked, a.unit) && one !== other;
      return fits && isPlan(one) === isPlan(other) ? [{ a, b, value: one.score + other.score }] : [];
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

const consideredOfSide = 5;
/** A value from a sentence much worse than the best is not the one that is meant. */
const nearBest = 0.85;

function isPlan({ candidate }: Ranked): boolean {
  const { status, targetDate, certainty } = candidate.line;
  return (
    /^(?:announced|committed|under-construction|proposed)$/.test(status ?? "") ||
    Boolean(targetDate) ||
    certainty === "projected"
  );
}

/**
 * May these values be put into one calculation? Each must stand for another thing the question names (a country, or one
 * of its names and no other), and none may be a plan where another is done; values of one thing at two times must say the
 * same in like words. What may overlap is never added.
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
  if (asked.arithmetic === "sum") return separate && asked.names.length > 0 && done.size === 1;
  // Two shares of unlike things differ by nothing that means anything.
  if (
    operands.some((operand) => operand.unit === "percent") &&
    !others.every((other) => first && sharedWords(first.candidate, other.candidate) >= 0.5)
  )
    return false;
  const years = new Set(operands.map(({ candidate }) => candidate.line.asOf?.slice(0, 4) ?? ""));
  const overTime = asked.figures.filter((figure) => figure.kind === "date").length > 1;
  return (separate || alike) && (years.size === 1 || overTime);
}

/** "How many countries": facts that say the same of different countries, counted and named by their evidence. */
function countGroup(ranked: Ranked[]): Sentence[] {
  const best = ranked.find((entry) => entry.candidate.line.kind === "fact");
  if (!best) return [];
  const shape = pattern(best.candidate.text, best.candidate.line.countries);
  const group = ranked.filter(
    (entry) =>
      entry.candidate.line.kind === "fact" && pattern(entry.candidate.text, entry.candidate.line.countries) === shape,
  );
  if (group.length < 2) return [];
  return [
    ...group.slice(0, 12).map(({ candidate }) => ({ text: candidate.text, evidence: [candidate.line.id] })),
    { text: `That makes ${group.length}.`, evidence: group.map(({ candidate }) => candidate.line.id) },
  ];
}

// A claim with its subject taken out: "… is Tier 2 (strategic partial sovereignty) in article 004."
function pattern(text: string, countries: string[]): string {
  return countries.length === 1 ? text.replace(/^.*?\b(?=(?:is|has|are)\b)/, "").toLowerCase() : text;
}
