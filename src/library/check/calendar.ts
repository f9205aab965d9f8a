/** Is it YYYY, YYYY-MM or YYYY-MM-DD, and does the calendar have it? */
export function isPossible(date: string): boolean {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date);
  if (!match) return false;
  const [year = 0, month = 1, day = 1] = match.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  if (year < 1800 || year > 2200 || month < 1 || month > 12) return false;
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Does the date, which may be a year or a month, begin after the day? A year that runs is not later. */
export function isLater(date: string, day: string): boolean {
  return date > day.slice(0, date.length);
}

/** Whole months from the end of a date (a year ends in December) to a day; negative when it is not over. */
export function monthsSince(date: string, day: string): number {
  const [year = 0, month = 12] = date.split("-").map(Number);
  const [dayYear = 0, dayMonth = 1] = day.split("-").map(Number);
  return (dayYear - year) * 12 + dayMonth - month;
}
