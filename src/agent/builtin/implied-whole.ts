import type { Candidate } from "./candidates.ts";
import { impliedOf } from "./compute.ts";
import { hasName } from "./features.ts";
import type { Sentence } from "./sentence.ts";
import type { Asked } from "./understanding.ts";
import { onceEach, singleValues } from "./values-meant.ts";

const asksWorth =
  /\b(?:what (?:is|was|were|would|must|might)\b[^?]*\b(?:worth|priced|valued)|(?:implied|implicit) (?:valuation|value|worth)|valu(?:ed|es|ing)\b[^?]*\bas a whole|back out)\b/iu;
const holding = /\b(?:stake|shareholding|shares?|owns?|owned|holds?|held|interest|for (?:about |roughly |some )?\d)/iu;

/**
 * What the whole is worth by what was paid for a part of it: so much money for so many per cent of one firm. Empty where the
 * question asks for no worth, or more than one price or part is told.
 */
export function impliedWhole(asked: Asked, chosen: Candidate[]): Sentence[] {
  if (!asksWorth.test(asked.text) || asked.nameGroups.length === 0) return [];
  const about = chosen.filter(
    (candidate) =>
      asked.nameGroups.every((group) => hasName(group, candidate)) &&
      (holding.test(candidate.text) || paid.test(candidate.text)),
  );
  const values = onceEach(about.flatMap(singleValues));
  const [share, ...shares] = values.filter(({ unit, candidate }) => unit === "percent" && holding.test(candidate.text));
  const [price, ...prices] = values.filter(({ unit }) => /^[A-Z]{3}$/u.test(unit));
  if (!share || !price || shares.length + prices.length > 0) return [];
  const evidence = new Set([price, share].map(({ candidate }) => candidate.line.id));
  return [{ text: impliedOf(price, share).text, evidence: [...evidence] }];
}

const paid = /\b(?:put|paid|pays?|invest\w*|bought|buys?|gave|for)\b/iu;
