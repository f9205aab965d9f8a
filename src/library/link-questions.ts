import type { StoredDocument } from "../domain/document.ts";
import type { Fact } from "../domain/fact.ts";
import type { PredictedQuestions, QuestionFile } from "../domain/predicted-questions.ts";
import { quoted } from "../kit/error.ts";
import type { ChunkedPassage } from "./chunk.ts";

/** Predicted questions with the unit each leads to; what is no longer in the corpus goes to `problems`. */
export function linkQuestions(
  questions: QuestionFile["questions"],
  { facts, passages, documents }: { facts: Fact[]; passages: ChunkedPassage[]; documents: StoredDocument[] },
  problems: string[],
): PredictedQuestions[] {
  const known = new Set(facts.map((fact) => fact.id));
  const texts = new Map(documents.map((document) => [document.id, document.text]));
  const sentences = new Map(
    passages.flatMap(({ id, source, parts }) =>
      parts.map(({ start, end }) => [plain(texts.get(source)?.slice(start, end) ?? ""), { unit: id, start, end }]),
    ),
  );
  return questions.flatMap((entry): PredictedQuestions[] => {
    if ("fact" in entry) {
      if (known.has(entry.fact)) return [{ unit: entry.fact, of: entry.fact, askedAs: entry.asked_as }];
      problems.push(`questions/: there is no fact ${quoted(entry.fact)}.`);
      return [];
    }
    const found = sentences.get(plain(entry.sentence));
    if (found) {
      const { unit, ...span } = found;
      return [{ unit, span, of: plain(entry.sentence), askedAs: entry.asked_as }];
    }
    problems.push(`questions/: no document has the sentence ${quoted(entry.sentence)}.`);
    return [];
  });
}

function plain(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
