import { currencyOf, measureOf } from "../../domain/units.ts";
import { speakOfAll } from "./belonging.ts";
import type { Candidate } from "./candidates.ts";
import { quotientOf } from "./compute.ts";
import { hasName } from "./features.ts";
import { saysMoney } from "./operands.ts";
import type { Sentence } from "./sentence.ts";
import { dividedBy } from "./spread.ts";
import { tellsOf } from "./stands-together.ts";
import type { Asked } from "./understanding.ts";
import { onceEach, singleValues } from "./values-meant.ts";

/**
 * So much money (or power) for each unit of what another record tells of the same thing: "dollars per gigawatt". Empty
 * unless of each unit there is one value, told of something that the question names, and together they leave nothing out.
 */
export function quotientOfTwo(asked: Asked, chosen: Candidate[]): Sentence[] {
  const per = dividedBy(asked.text);
  const unit = per === undefined ? undefined : unitOf(asked, per);
  if (per === undefined || unit === undefined) return [];
  const about = chosen.filter((candidate) => speaksOfSome(asked, candidate));
  const values = speakOfAll(asked, about) ? about.flatMap(singleValues) : [];
  const [base, ...bases] = onceEach(values.filter((value) => value.unit === per));
  const [amount, ...amounts] = onceEach(values.filter((value) => unit.test(value.unit)));
  if (!base || !amount || bases.length + amounts.length > 0 || base.candidate === amount.candidate) return [];
  return [
    { text: quotientOf(amount, base, asked.text).text, evidence: [amount.candidate.line.id, base.candidate.line.id] },
  ];
}

// What is divided: money in the currency that is asked for, else the power of what is counted.
function unitOf({ text }: Asked, per: string): RegExp | undefined {
  const [, counted] = /(\p{L}+) (?:per|for each|for every)\b/iu.exec(text) ?? [];
  const currency = counted && currencyOf(counted);
  if (currency) return new RegExp(`^(?:${currency}|dollars)$`, "u");
  const [measure] = (counted && measureOf(counted)) || [];
  if (measure && measure !== per) return new RegExp(`^${measure}$`, "u");
  if (saysMoney(text) || /\b(?:deals?|agreements?|packages?|work(?:s|ed)? out|fetch\w*|earn\w*)\b/iu.test(text))
    return /^(?:[A-Z]{3}|dollars)$/u;
  return /\bpower|watt/iu.test(text) && per !== "W" ? /^W$/u : undefined;
}

// A name or a country of the question: what is told of something else is not divided by it.
function speaksOfSome({ nameGroups, countries, modifiers }: Asked, candidate: Candidate): boolean {
  const own = countries.filter(({ country }) => !modifiers.includes(country));
  return (
    nameGroups.some((group) => hasName(group, candidate)) ||
    (nameGroups.length === 0 && own.some((country) => tellsOf(candidate, country)))
  );
}
