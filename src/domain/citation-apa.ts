import { americanDate, monthAndDay, yearOf } from "./citation-date.ts";
import type { CslItem } from "./citation-item.ts";
import { authorOf, inEnglish, publisherBesideAuthor, sentences, stopped } from "./citation-prose.ts";

/**
 * A reference in APA style (7th edition) as plain text, written by us: the one processor of CSL style files for
 * JavaScript is under a licence (CPAL or AGPL) that does not fit this project's. Titles keep the letters their
 * publishers gave them; italics are left to the reader's editor. A retrieval date stands where a page has no date, as
 * APA asks, or where `showAccessed` asks.
 */
export function apa(item: CslItem, showAccessed = false): string {
  const title = `${item.title}${inEnglish(item)}${item.type === "dataset" ? " [Data set]" : ""}`;
  const address = addressOf(item, showAccessed);
  if (item.type === "legislation") return join(stopped(`${title} (${yearOf(item.issued) ?? "n.d."})`), address);
  const author = authorOf(item);
  const date = `(${dateOf(item)})`;
  const head = author ? [author, date, title] : [title, date];
  return join(sentences([...head, publisherBesideAuthor(item)]), address);
}

// A report and a data set bear their year, a page its day.
function dateOf({ issued, type }: CslItem): string {
  if (!issued) return "n.d.";
  if ("literal" in issued) return issued.literal;
  if (type !== "webpage") return yearOf(issued) ?? "n.d.";
  return [yearOf(issued), monthAndDay(issued)].filter(Boolean).join(", ");
}

function addressOf({ URL, accessed, issued }: CslItem, showAccessed: boolean): string | undefined {
  if (URL === undefined || !accessed || (issued && !showAccessed)) return URL;
  return `Retrieved ${americanDate(accessed)}, from ${URL}`;
}

function join(text: string, address: string | undefined): string {
  return address === undefined ? text : `${text} ${address}`;
}
