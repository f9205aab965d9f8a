import type { Citation, ShownConflict } from "../domain/answer.ts";
import { dateInWords } from "../domain/dates.ts";

/** A source in one line of Markdown: publisher, title, date, grade, link. */
export function sourceLine(source: Citation): string {
  const date = source.published ? `, ${dateInWords(source.published)}` : ", undated";
  const title = source.url ? `[${source.title}](${source.url})` : source.title;
  return `${source.publisher}: ${title}${date} (grade ${source.grade})`;
}

/** Conflicts as Markdown, every side with its source. */
export function conflictLines(conflicts: ShownConflict[]): string[] {
  return conflicts.flatMap((conflict) => [
    `- ${conflict.note}`,
    ...conflict.facts.map((fact) => `  - ${fact.claim} (${fact.id}; ${fact.source}; grade ${fact.grade})`),
  ]);
}

/** A cell of a Markdown table: one line, pipes escaped. */
export function cell(text: string): string {
  return text.replace(/\s+/g, " ").replaceAll("|", "\\|").trim();
}
