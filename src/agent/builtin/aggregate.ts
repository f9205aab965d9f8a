import { tokens } from "../../library/words.ts";
import { carries } from "./choose.ts";
import { sharedWords } from "./compare.ts";
import { differenceOf, ratioOf, shareOf, sumOf, type Operand } from "./compute.ts";
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
  const within = arithmetic === "share" && ranked[0] ? shareWithin(asked, ranked[0]) : undefined;
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
  const separate = countries.size === operands.length || exclusive;
  if (asked.arithmetic === "sum") return separate && done.size === 1;
  const [one, other] = operands;
  return separate || (one !== undefined && other !== undefined && sharedWords(one.candidate, other.candidate) >= 0.25);
}

/** A share of figures that stand in one sentence: "JPY 267.6 billion: JPY 100 billion from the state and …". */
function shareWithin(asked: Asked, best: Ranked): Sentence[] | undefined {
  const { candidate } = best;
  const figures = candidate.figures.filter((figure) => figure.kind === "quantity" && figure.unit !== "percent");
  const whole = figures.reduce<(typeof figures)[number] | undefined>(
    (most, figure) => (!most || figure.value > most.value ? figure : most),
    undefined,
  );
  const part = figures
    .filter((figure) => figure !== whole && figure.unit === whole?.unit)
    .map((figure) => {
      const behind = new Set(tokens(candidate.text.slice(figure.end, figure.end + 45)).map((token) => token.stem));
      return { figure, shared: asked.terms.filter((stem) => behind.has(stem)).length };
    })
    .sort((a, b) => b.shared - a.shared)[0];
  if (!whole || !part || part.shared === 0) return undefined;
  const operand = (figure: (typeof figures)[number]): Operand => ({
    candidate,
    value: figure.value,
    unit: figure.unit,
    shown: figure.text,
  });
  const evidence = [candidate.line.id];
  return [
    { text: candidate.text, evidence },
    { text: shareOf(operand(part.figure), operand(whole)).text, evidence },
  ];
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
