import { carries } from "./choose.ts";
import { sharedWords } from "./compare.ts";
import { differenceOf, ratioOf, shareOf, sumOf, type Operand } from "./compute.ts";
import { computeWithin } from "./within.ts";
import { operandsFor } from "./operands.ts";
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
  if (arithmetic === "count") return countGroup(ranked, weights);
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
  const years = new Set(operands.map(({ candidate }) => candidate.line.asOf?.slice(0, 4) ?? ""));
  const overTime = asked.figures.filter((figure) => figure.kind === "date").length > 1;
  return (separate || alike) && (years.size === 1 || overTime);
}

/** "How many countries": facts that say the same of different countries, counted and named by their evidence. */
function countGroup(ranked: Ranked[], weights: Weights): Sentence[] {
  const best = ranked.find((entry) => entry.candidate.line.kind === "fact");
  if (!best || best.score < weights.answerFrom) return [];
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
