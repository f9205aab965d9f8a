import { z } from "zod";

const AskedAs = z.array(z.string().min(8).max(200)).min(1).max(12);

/**
 * Questions that somebody who has not seen a statement may ask for it. They widen what the search finds (document
 * expansion by query prediction: Nogueira, Yang, Lin and Cho 2019) and are neither shown nor cited.
 */
export const AskedStatement = z.union([
  z.strictObject({ fact: z.string().min(1).max(60), asked_as: AskedAs }),
  z.strictObject({ sentence: z.string().min(1).max(1000), asked_as: AskedAs }),
]);
export type AskedStatement = z.infer<typeof AskedStatement>;

/** A file of `corpus/questions`. */
export const QuestionFile = z.strictObject({ questions: z.array(AskedStatement) });
export type QuestionFile = z.infer<typeof QuestionFile>;

/** Predicted questions with what they lead to: a fact, or a sentence of a passage by its span in the document. */
export interface PredictedQuestions {
  unit: string;
  /** The id of the fact, or the sentence itself. */
  of: string;
  span?: { start: number; end: number };
  askedAs: string[];
}
