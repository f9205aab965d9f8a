import type { Evidence } from "../../domain/answer.ts";
import { datesAgree } from "../../domain/dates.ts";
import { findFigures } from "../../domain/figures.ts";
import type { Judgement } from "./verify.ts";

const shown =
  /^That is about (?<months>\d+) months(?:, or (?<years>[\d.]+) years)? \((?<until>[^()]+) − (?<from>[^()]+)\)\.?$/u;

/** Does a sentence show the time between two dates, and nothing else? */
export function isMonths(sentence: string): boolean {
  return shown.test(sentence);
}

/**
 * Checks the time between two dates that a sentence shows: "That is about 18 months, or 1.5 years (May 2027 − November 2025)".
 * Both dates stand in the evidence to the month, and the months lie between them. Undefined for any other sentence.
 */
export function verifyMonths(sentence: string, evidence: Evidence[]): Judgement | undefined {
  const { months, years, until, from } = shown.exec(sentence)?.groups ?? {};
  if (!months || !until || !from) return undefined;
  const dates = [until, from].map((text) => findFigures(text).find(({ date }) => date)?.date ?? "");
  const known = evidence.flatMap(({ quote }) => findFigures(quote).flatMap(({ date }) => date ?? []));
  const isKnown = (date: string): boolean =>
    date.length >= 7 && known.some((other) => other.length >= 7 && datesAgree(date, other));
  if (!dates.every(isKnown)) return { verdict: "contradicted", reason: "a date is not in the evidence" };
  const [later, earlier] = dates.map((date) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)));
  const between = (later ?? 0) - (earlier ?? 0);
  const agrees = between === Number(months) && (!years || Math.abs(between / 12 - Number(years)) < 0.06);
  return agrees
    ? { verdict: "supported", reason: "both dates are in the evidence and the time lies between them" }
    : { verdict: "contradicted", reason: "the arithmetic does not hold" };
}
