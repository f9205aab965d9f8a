import { currencyOf, measureOf } from "../../domain/units.ts";
import { isAskingWord } from "./asking-words.ts";
import { operandOf, type Operand } from "./compute.ts";
import type { Asked } from "./understanding.ts";
import type { Ranked } from "./rank.ts";

interface Option {
  operand: Operand;
  subject: string;
}

/**
 * The values a calculation is made of, best ranked first and all of one unit: one a country where countries are asked
 * for (all of them, else none: a sum that leaves one out is wrong), else different values.
 */
export function operandsFor(asked: Asked, ranked: Ranked[], most: number): Operand[] {
  const best = ranked[0];
  if (!best) return [];
  const countries = asked.countries.map((country) => country.country).filter((code) => !asked.modifiers.includes(code));
  const near = ranked.filter(
    (entry) =>
      entry.score >= 0.55 * best.score &&
      entry.candidate.line.kind === "fact" &&
      entry.candidate.line.supersededBy.length === 0 &&
      entry.missingNames.length === 0,
  );
  const manyCountries = new Set(near.map((entry) => entry.candidate.line.countries[0])).size > 2;
  const options = near.flatMap(({ candidate }): Option[] => {
    const operand = operandOf(candidate);
    const subject = operand && subjectOf(operand, countries, asked.arithmetic === "sum" && manyCountries);
    return operand && subject ? [{ operand, subject }] : [];
  });
  const fitting = options.filter(({ operand }) => unitFits(asked, operand.unit));
  const chosen = oneASubject(ofOneUnit(fitting));
  if (countries.length > 1 && chosen.length < countries.length) return [];
  return chosen.slice(0, most).map((option) => option.operand);
}

/** What a question says how much it is; small numbers only count what it names ("the two", "all 12"). */
export function statedIn({ figures }: Asked): number[] {
  return figures.flatMap(({ kind, value }) => (kind === "quantity" && value > mostCounted ? [value] : []));
}

/** Up to this number, one in a question says how many things it names. */
export const mostCounted = 12;

const money =
  /\b(?:invest\w*|spen[dt]\w*|fund\w*|commit\w*|promis\w*|pledg\w*|budget\w*|cost\w*|price\w*|money|capital|worth|pa(?:y|id)\w*)\b/iu;

/** Does a text, or a stem, say that something is money, or what is done with it? */
export function saysMoney(text: string): boolean {
  return money.test(text);
}

/** Does a question say what of the things it names is to be reckoned with, or does it only name them? */
export function saysWhat(asked: Asked): boolean {
  const named = new Set([...asked.names, ...asked.nameGroups.flat()]);
  const says = (term: string): boolean => !isAskingWord(term) && !named.has(term);
  return asked.wanted !== null || saysMoney(asked.text) || asked.terms.some(says);
}

// Where the question says what it measures, nothing else is put into the calculation.
export function unitFits(asked: Asked, unit: string): boolean {
  if (asked.wanted && asked.wanted.units.length > 0) return asked.wanted.units.includes(unit);
  if (/\b(?:percentage )?points?\b/iu.test(asked.text)) return unit === "percent" || /^points?$/u.test(unit);
  const counted = /\bhow (?:many|much)(?: of)? (?:the )?(\p{L}+)/iu.exec(asked.text)?.[1];
  const currency =
    (counted && currencyOf(counted)) ?? asked.figures.find((figure) => /^[A-Z]{3}$/.test(figure.unit))?.unit;
  if (currency) return unit === currency;
  if (!money.test(asked.text)) {
    if (/^[A-Z]{3}$/.test(unit) && /\bhow many\b/iu.test(asked.text)) return false;
    const units = measuresOf(asked);
    return units.length === 0 || units.includes(unit);
  }
  return /^[A-Z]{3}$/.test(unit);
}

// "How many GPUs", "add up the chips" count pieces; "not for chips" and the "chip" of a name do not.
function measuresOf({ text, arithmetic }: Asked): string[] {
  const pieces =
    arithmetic !== "remainder" && arithmetic !== "share" && arithmetic !== "portion"
      ? text
      : (/\bhow many (?:more |fewer )?((?:[\p{L}\d-]+ ){0,3}[\p{L}\d-]+)/iu.exec(text)?.[1] ?? "");
  const unitsOf = (words: string): { word: string; unit: string }[] =>
    words.split(/[^\p{L}%]+/u).flatMap((word) => {
      const unit = measureOf(word.toLowerCase())?.[0];
      return unit ? [{ word, unit }] : [];
    });
  const measured = unitsOf(text).filter(({ unit }) => /^(?:W|Wh|FLOPS)$/.test(unit));
  const counted = unitsOf(pieces).filter(({ word, unit }) => unit === "gpu" && word.endsWith("s"));
  return [...measured, ...counted].map(({ unit }) => unit);
}

function subjectOf(operand: Operand, countries: string[], byCountry: boolean): string | undefined {
  const own = operand.candidate.line.countries;
  if (countries.length > 1) {
    const named = own.filter((code) => countries.includes(code));
    return named.length === 1 ? named[0] : undefined;
  }
  return byCountry ? own[0] : `${operand.value} ${operand.unit}`;
}

// The unit in which most subjects have a value; the better ranked of two.
function ofOneUnit(options: Option[]): Option[] {
  const subjects = new Map<string, Set<string>>();
  for (const { operand, subject } of options)
    subjects.set(operand.unit, (subjects.get(operand.unit) ?? new Set()).add(subject));
  const [unit] = [...subjects].sort((a, b) => b[1].size - a[1].size)[0] ?? [];
  return options.filter((option) => option.operand.unit === unit);
}

function oneASubject(options: Option[]): Option[] {
  const seen = new Set<string>();
  return options.filter(({ subject }) => {
    if (seen.has(subject)) return false;
    seen.add(subject);
    return true;
  });
}
