import { americanDate, monthAndDay, yearOf } from "./citation-date.ts";
import type { CslItem } from "./citation-item.ts";
import { authorOf, inEnglish, publisherBesideAuthor, sentences, stopped } from "./citation-prose.ts";

/**
 * An entry of a reference list in Chicago style, author and date (17th edition), as plain text. Our own small writer
 * over CSL-JSON: no package offers the style under a licence that fits this project's. The titles of pages and data
 * sets stand in quotation marks, those of reports and laws are left for italics; the day is repeated after the title,
 * and an access date stands where a page has no date or where `showAccessed` asks.
 */
export function chicago(item: CslItem, showAccessed = false): string {
  const author = authorOf(item);
  const year = yearOf(item.issued) ?? "n.d.";
  const title = titleOf(item);
  return sentences([
    ...(author ? [author, year, title] : [title, year]),
    item.type === "dataset" ? "Data set" : undefined,
    publisherBesideAuthor(item),
    monthAndDay(item.issued) && item.issued ? americanDate(item.issued) : undefined,
    item.accessed && (showAccessed || !item.issued) ? `Accessed ${americanDate(item.accessed)}` : undefined,
    item.URL === undefined ? undefined : `${item.URL}.`,
  ]);
}

function titleOf(item: CslItem): string {
  const english = inEnglish(item);
  if (item.type === "report" || item.type === "legislation") return `${item.title}${english}`;
  const inner = item.title.replace(
    /[“”„]([^“”„]*)[“”]|"([^"]*)"/gu,
    (_all, curly, straight) => `‘${curly ?? straight}’`,
  );
  return english ? `“${inner}”${english}` : `“${stopped(inner)}”`;
}
