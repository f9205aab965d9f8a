import type { Country } from "../../domain/country.ts";
import type { Figure } from "../../domain/figures.ts";
import { tokens } from "../../library/words.ts";
import type { Candidate } from "./candidates.ts";
import { averageOf, differenceOf, portionOf, productOf, ratioOf, shareOf, sumOf, type Operand } from "./compute.ts";
import { moves } from "./moves.ts";
import type { Asked } from "./question.ts";
import type { Ranked } from "./rank.ts";
import type { Sentence } from "./sentence.ts";

/**
 * Arithmetic over figures that stand in one sentence of evidence: the parts of a sum, a value at two times, a part of a
 * whole. Undefined where the sentence does not carry it.
 */
export function computeWithin(asked: Asked, best: Ranked): Sentence[] | undefined {
  const { candidate } = best;
  // A sentence about one country is no answer about two.
  if (!asked.countries.every((country) => asked.modifiers.includes(country.country) || speaksOf(country, candidate)))
    return undefined;
  // Figures of a sentence that is only near the question are not what it asks to be put together.
  if (best.coverage < 0.3 && best.similarity < 0.7) return undefined;
  const evidence = [candidate.line.id];
  const computed =
    unlike(asked, candidate) ?? compute(asked, candidate, figuresOf(candidate, asked.arithmetic !== "sum"));
  return computed && [{ text: candidate.text, evidence }, ...computed.map((text) => ({ text, evidence }))];
}

function speaksOf(country: Country, candidate: Candidate): boolean {
  const names = [country.name, ...country.aliases, ...country.adjectives];
  return (
    candidate.line.countries.includes(country.country) ||
    names.some((name) => new RegExp(`\\b${name}\\b`, "u").test(candidate.text))
  );
}

function compute(asked: Asked, candidate: Candidate, operands: Operand[]): string[] | undefined {
  const [one, other, ...more] = operands;
  if (!one || !other) return undefined;
  switch (asked.arithmetic) {
    case "sum":
      return totalIsThere(operands) || overlap(candidate, operands) ? undefined : [sumOf(operands).text];
    case "difference": {
      if (statesChange(candidate, operands)) return undefined;
      const pair = changeIn(candidate, operands);
      // What grew is told by a sentence in which something does, not by any two figures of one.
      if (!pair && moves.test(asked.text) && !moves.test(candidate.text)) return undefined;
      if (pair) return [differenceOf(...pair).text];
      return more.length > 0 || /\b(?:of it|of which|of them|of these|including|among)\b/iu.test(candidate.text)
        ? undefined
        : [differenceOf(one, other).text, ratioOf(one, other).text];
    }
    case "ratio":
      return more.length > 0 || statesChange(candidate, operands) ? undefined : [ratioOf(one, other).text];
    case "share":
      return shareWithin(asked, candidate, operands);
    case "average":
    case "portion":
    case "interval":
    case "count":
    case null:
      return undefined;
  }
}

// Figures of two kinds: so much for so many sites, so many nodes of so many chips each, a percentage of a number.
function unlike(asked: Asked, candidate: Candidate): string[] | undefined {
  const figures = candidate.figures
    .filter((figure) => figure.kind === "quantity" && !/^(?:year|month|day|hour|times)$/.test(figure.unit))
    .map((figure): Operand => ({ candidate, value: figure.value, unit: figure.unit, shown: figure.text }));
  const isMeasure = ({ unit }: Operand): boolean => /^(?:[A-Z]{3}|W|Wh|FLOPS|B)$/.test(unit);
  const counts = figures.filter((figure) => !isMeasure(figure) && figure.unit !== "percent");
  const [one, other] = counts;
  if (asked.arithmetic === "sum" && /\b(?:each|apiece)\b/iu.test(candidate.text) && one && other && counts.length === 2)
    return [productOf(one, other).text];
  const measure = figures.find(isMeasure);
  if (asked.arithmetic === "average" && measure && one && one.value > 1) return [averageOf(measure, one).text];
  const share = figures.find(({ unit }) => unit === "percent");
  if (asked.arithmetic === "portion" && share && one) return [portionOf(share, one).text];
  return undefined;
}

// "Rose by USD 100 billion to USD 165 billion": one of the figures is the change itself.
function statesChange({ text }: Candidate, operands: Operand[]): boolean {
  return operands.some(({ shown }) =>
    /\bby (?:about |some |up to |more than |nearly )?$/iu.test(text.split(shown)[0] ?? ""),
  );
}

// "15% in 2025, down from 29% in 2017": the two values of one thing, whatever else the sentence counts.
function changeIn(candidate: Candidate, operands: Operand[]): [Operand, Operand] | undefined {
  const at = /\b(?:up|down|risen|fallen|rise|fall) from\b/iu.exec(candidate.text)?.index;
  if (at === undefined) return undefined;
  const places = operands.map((operand) => ({ operand, start: candidate.text.indexOf(operand.shown) }));
  const before = places.filter(({ start }) => start < at).sort((a, b) => b.start - a.start)[0];
  const after = places.filter(({ start }) => start > at).sort((a, b) => a.start - b.start)[0];
  return before && after ? [before.operand, after.operand] : undefined;
}

// The figures of one unit, the unit most of them share; percentages are no parts of a sum.
function figuresOf(candidate: Candidate, percentages: boolean): Operand[] {
  const figures = candidate.figures.filter(
    (figure) =>
      figure.kind === "quantity" &&
      (percentages || figure.unit !== "percent") &&
      !/^(?:year|month|day|hour|times)$/.test(figure.unit),
  );
  const currencies = new Set(figures.map((figure) => figure.unit).filter((unit) => /^[A-Z]{3}$/.test(unit)));
  const [currency] = currencies.size === 1 ? currencies : [];
  // "KRW 157.6 billion for GPUs, 62.8 billion for data": a large bare number behind money is money too.
  const unitOf = (figure: Figure): string => {
    if (figure.unit === "" && currency && figure.value >= 1e6) return currency;
    return figure.unit === "gpu" ? "" : figure.unit;
  };
  const counts = new Map<string, number>();
  for (const figure of figures) counts.set(unitOf(figure), (counts.get(unitOf(figure)) ?? 0) + 1);
  const [unit] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  return figures
    .filter((figure) => unitOf(figure) === unit)
    .map((figure) => ({ candidate, value: figure.value, unit: unitOf(figure), shown: figure.text }));
}

// "USD 7.9 billion, USD 5.5 billion of it on cloud", "from 5 to 7 trillion": such figures are no parts of one sum.
function overlap(candidate: Candidate, operands: Operand[]): boolean {
  // Values of different years are one thing at two times.
  const dates = candidate.figures.flatMap((figure) => figure.date?.slice(0, 4) ?? []);
  if (new Set(dates).size > 1) return true;
  const { text } = candidate;
  const start = text.indexOf(operands[0]?.shown ?? "");
  const last = operands.at(-1)?.shown ?? "";
  const span = text.slice(start, text.lastIndexOf(last) + last.length + 12);
  return (
    /^of (?:the|its|this)\b/iu.test(text) ||
    /\b(?:of it|of which|of them|of these|including|among|out of|against|after|from|instead|than|now|later|at first|up to)\b/iu.test(
      span,
    )
  );
}

function totalIsThere(operands: Operand[]): boolean {
  const largest = Math.max(...operands.map((operand) => operand.value));
  const rest = operands.reduce((sum, operand) => sum + operand.value, 0) - largest;
  return operands.length > 2 && Math.abs(rest - largest) <= largest * 0.02;
}

function shareWithin(asked: Asked, candidate: Candidate, operands: Operand[]): string[] | undefined {
  // A share that is stated needs no calculation.
  if (operands.some((operand) => operand.unit === "percent")) return undefined;
  const whole = operands.reduce((most, operand) => (operand.value > most.value ? operand : most));
  const part = operands
    .filter((operand) => operand !== whole)
    .map((operand) => {
      const start = candidate.text.indexOf(operand.shown);
      const around = candidate.text.slice(Math.max(0, start - 45), start + operand.shown.length + 45);
      const behind = new Set(tokens(around).map((token) => token.stem));
      return { operand, shared: asked.terms.filter((stem) => behind.has(stem)).length };
    })
    .sort((a, b) => b.shared - a.shared)[0];
  const stated = new RegExp(`${part?.operand.shown ?? ""} (?:out )?of (?:the |its |all )?${whole.shown}`, "u").test(
    candidate.text,
  );
  return part && (part.shared > 0 || stated) ? [shareOf(part.operand, whole).text] : undefined;
}
