import type { StoredDocument } from "../domain/document.ts";
import type { Fact } from "../domain/fact.ts";
import type { AskedFor, PredictedQuestions, QuestionFile, Statement } from "../domain/predicted-questions.ts";
import { quoted } from "../kit/error.ts";
import type { ChunkedPassage } from "./chunk.ts";

/** Predicted questions with the units that answer them; what is no longer in the corpus goes to `problems`. */
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
  const answerOf = (statement: Statement): AskedFor[] => {
    if ("fact" in statement) {
      if (known.has(statement.fact)) return [{ unit: statement.fact, of: statement.fact }];
      problems.push(`questions/: there is no fact ${quoted(statement.fact)}.`);
      return [];
    }
    const of = plain(statement.sentence);
    const found = sentences.get(of);
    if (found) return [{ unit: found.unit, of, span: { start: found.start, end: found.end } }];
    problems.push(`questions/: no document has the sentence ${quoted(statement.sentence)}.`);
    return [];
  };
  return questions.flatMap((entry): PredictedQuestions[] => {
    const answers = ("together" in entry ? entry.together : [entry]).flatMap(answerOf);
    return answers.length > 0 ? [{ answers, askedAs: entry.asked_as }] : [];
  });
}

function plain(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
