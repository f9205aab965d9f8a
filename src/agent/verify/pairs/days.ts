import { monthNumber } from "../../../domain/dates.ts";

/** A day of a month without its year: "3 February". */
export interface Day {
  month: number;
  day: number;
  start: number;
  end: number;
}

const written =
  /\b(?:(?<day>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?<month>\p{Lu}\p{Ll}{2,8})|(?<first>\p{Lu}\p{Ll}{2,8})\s+(?<second>\d{1,2})(?:st|nd|rd|th)?)\b/gu;

/** Finds the days of a text, be a year behind them or not. */
export function daysIn(text: string): Day[] {
  return [...text.matchAll(written)].flatMap((match): Day[] => {
    const { day, month, first, second } = match.groups ?? {};
    const number = monthNumber(month ?? first ?? "");
    const named = Number(day ?? second);
    if (number === undefined || named < 1 || named > 31) return [];
    return [{ month: number, day: named, start: match.index, end: match.index + match[0].length }];
  });
}
