import { z } from "zod";

export const PredictedQuestion = z.string().min(8).max(200);
const AskedAs = z.array(PredictedQuestion).min(1).max(12);
const Statement = z.union([
  z.strictObject({ fact: z.string().min(1).max(60) }),
  z.strictObject({ sentence: z.string().min(1).max(1000) }),
]);
export type Statement = z.infer<typeof Statement>;

/**
 * Questions that somebody who has not seen a statement may ask for it. They widen what the search finds (document
 * expansion by query prediction: Nogueira, Yang, Lin and Cho 2019) and are neither shown nor cited. `together` are
 * statements of which only all of them answer.
 */
export const AskedStatement = z.union([
  z.strictObject({ fact: z.string().min(1).max(60), asked_as: AskedAs }),
  z.strictObject({ sentence: z.string().min(1).max(1000), asked_as: AskedAs }),
  z.strictObject({ together: z.array(Statement).min(2).max(12), asked_as: AskedAs }),
]);
export type AskedStatement = z.infer<typeof AskedStatement>;

/** A file below `corpus/questions`. */
export const QuestionFile = z.strictObject({
  questions: z.array(AskedStatement).default([]),
  /** Questions on what the corpus speaks of, whose answer it does not hold. */
  unanswered: z.array(PredictedQuestion).default([]),
});
export type QuestionFile = z.infer<typeof QuestionFile>;

/** A statement that questions are predicted for: a fact, or a sentence of a passage by its span in the document. */
export interface AskedFor {
  unit: string;
  /** The id of the fact, or the sentence itself. */
  of: string;
  span?: { start: number; end: number };
}

/** Predicted questions with what answers them: one statement, or several together. */
export interface PredictedQuestions {
  answers: AskedFor[];
  askedAs: string[];
}

/** All that is predicted to be asked: what the corpus answers, and what it does not. */
export interface AllPredicted {
  questions: PredictedQuestions[];
  unanswered: string[];
}
