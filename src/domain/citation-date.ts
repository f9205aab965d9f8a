/** A date as CSL-JSON writes it: year, month and day as far as known, or words that are no date. */
export type CslDate = { "date-parts": [number[]] } | { literal: string };

const partial = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** A partial date (YYYY, YYYY-MM, YYYY-MM-DD) for CSL-JSON; what is no date of the calendar stays as it was written. */
export function cslDate(text: string): CslDate {
  const parts = (partial.exec(text)?.slice(1) ?? []).flatMap((part) => (part === undefined ? [] : Number(part)));
  return isCalendarDate(parts) ? { "date-parts": [parts] } : { literal: text };
}

/** Year, month and day as far as known; none for words. */
export function partsOf(date: CslDate | undefined): number[] {
  return date && "date-parts" in date ? date["date-parts"][0] : [];
}

/** The year alone: of a date, or the only four digits in the words that stand for one. */
export function yearOf(date: CslDate | undefined): string | undefined {
  if (date && "literal" in date) return /\b\d{4}\b/.exec(date.literal)?.[0];
  return partsOf(date)[0]?.toString();
}

/** American month and day, `May 22` or `May`; undefined where only the year is known. */
export function monthAndDay(date: CslDate | undefined): string | undefined {
  const [, month, day] = partsOf(date);
  if (month === undefined) return undefined;
  const name = new Intl.DateTimeFormat("en-US", { month: "long", timeZone: "UTC" }).format(Date.UTC(2000, month - 1));
  return day === undefined ? name : `${name} ${day}`;
}

/** The American form that APA and Chicago share: `May 22, 2025`, `May 2025`, `2025`. */
export function americanDate(date: CslDate): string {
  const year = yearOf(date);
  const monthDay = monthAndDay(date);
  if (!year || "literal" in date) return "literal" in date ? date.literal : "";
  return monthDay ? `${monthDay}${partsOf(date).length > 2 ? "," : ""} ${year}` : year;
}

function isCalendarDate([year, month = 1, day = 1]: number[]): boolean {
  if (year === undefined) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
