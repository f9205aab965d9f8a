import type { CslItem } from "./citation-item.ts";

/** Parts of a reference as sentences: empty ones are left out, and a full stop follows where no mark ends the part. */
export function sentences(parts: (string | undefined)[]): string {
  return parts
    .flatMap((part) => (part ? [part] : []))
    .map(stopped)
    .join(" ");
}

/** A full stop after the text, unless it ends in a mark of its own. */
export function stopped(text: string): string {
  return /[.?!…][”’"]?$/u.test(text) ? text : `${text}.`;
}

/** The author in words, if there is one. */
export function authorOf(item: CslItem): string | undefined {
  return item.author?.map(({ literal }) => literal).join("; ");
}

/** The publisher, unless it is the author too. */
export function publisherBesideAuthor(item: CslItem): string | undefined {
  return item.publisher === authorOf(item) ? undefined : item.publisher;
}

/** A title in another language carries its English in square brackets, as APA and Chicago have it. */
export function inEnglish(item: CslItem): string {
  return item.custom.titleEnglish ? ` [${item.custom.titleEnglish}]` : "";
}
