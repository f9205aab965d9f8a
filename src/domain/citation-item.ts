import { cslDate, type CslDate } from "./citation-date.ts";
import { cslTypeOf, type CslType } from "./citation-type.ts";
import type { Source } from "./source.ts";

/** A source as CSL-JSON: what reference managers read, and what every style here is written from. */
export interface CslItem {
  id: string;
  type: CslType;
  title: string;
  author?: { literal: string }[];
  publisher?: string;
  issued?: CslDate;
  accessed?: CslDate;
  URL?: string;
  page?: string;
  note: string;
  /** What CSL has no variable for. */
  custom: { grade: string; titleEnglish?: string; licence?: string };
}

/** Where in the source what is cited stands. */
export interface Pinpoint {
  /** In words, for a note: `FRA-036, at the words “…”`. */
  text: string;
  page?: string | undefined;
}

export interface ItemOptions {
  /** The day on which the source was consulted, YYYY-MM-DD; a source without an address has none. */
  accessed?: string | undefined;
  pinpoints?: Pinpoint[];
}

/** A source as CSL-JSON. Who publishes it stands for an author that is not named. */
export function cslItem(source: Source, { accessed, pinpoints = [] }: ItemOptions = {}): CslItem {
  const publisher = unnamed.test(source.publisher) ? undefined : oneLine(source.publisher);
  const author = source.author === null ? publisher : oneLine(source.author);
  const url = source.url === null ? "" : address(source.url);
  const titleEnglish = source.titleEnglish === undefined ? "" : oneLine(source.titleEnglish);
  const licence = source.licence === undefined ? "" : oneLine(source.licence);
  const pages = [...new Set(pinpoints.flatMap(({ page }) => page ?? []))];
  return {
    id: oneLine(source.id),
    type: cslTypeOf(source),
    title: oneLine(source.title),
    ...(author ? { author: [{ literal: author }] } : {}),
    ...(publisher ? { publisher } : {}),
    ...(source.published === null ? {} : { issued: cslDate(oneLine(source.published)) }),
    ...(url && accessed !== undefined ? { accessed: cslDate(accessed) } : {}),
    ...(url ? { URL: url } : {}),
    ...(pages.length > 0 ? { page: pages.join(", ") } : {}),
    note: [
      ...(titleEnglish ? [`Title in English: ${titleEnglish}`] : []),
      `Grade: ${source.grade.code}`,
      ...(licence ? [`Licence: ${licence}`] : []),
      ...pinpoints.map(({ text }) => `Cited for ${oneLine(text)}`),
    ].join("; "),
    custom: {
      grade: source.grade.code,
      ...(titleEnglish ? { titleEnglish } : {}),
      ...(licence ? { licence } : {}),
    },
  };
}

// A corpus writes `unnamed (…)` where nobody signs for a text.
const unnamed = /^unnamed\b/i;

/** Text on one line, without control characters and without marks that turn the direction of writing. */
function oneLine(text: string): string {
  return text
    .replace(/[\u202A-\u202E\u2066-\u2069\uFEFF]/g, "")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();
}

function address(url: string): string {
  return url.trim().replace(/[\p{Cc}\s]/gu, encodeURIComponent);
}
