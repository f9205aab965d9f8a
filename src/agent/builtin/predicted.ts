import type { AllPredicted } from "../../domain/predicted-questions.ts";
import { contentStems } from "../../library/words.ts";
import type { Knowledge } from "./understanding.ts";

/** What the built-in model knows of the questions that are predicted. */
export function predictedOf({
  questions,
  unanswered,
}: AllPredicted): Pick<Knowledge, "askedAs" | "together" | "unanswered"> {
  const askedAs = new Map<string, string[]>();
  for (const entry of questions)
    if (entry.answers.length === 1)
      for (const { of } of entry.answers) askedAs.set(of, [...(askedAs.get(of) ?? []), ...entry.askedAs]);
  const together = new Map(
    questions.flatMap(({ answers }, at): [string, string[]][] =>
      answers.length > 1 ? [[String(at), answers.map(({ of }) => of)]] : [],
    ),
  );
  return { askedAs, together, unanswered: unanswered.map((question) => new Set(contentStems(question))) };
}
