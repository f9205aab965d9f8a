import { readFileSync } from "node:fs";

import { z } from "zod";

/** The weights and thresholds of the built-in model, kept in `corpus/models/builtin.json`. */
export const Weights = z.strictObject({
  /** Per unit of cosine above .5. */
  similarity: z.number(),
  retrieval: z.number(),
  /** Share of the question's terms, by rarity, that the sentence and its context have. */
  coverage: z.number(),
  /** Share of the sentence's own terms that the question has. */
  density: z.number(),
  /** How much a near word of the thesaurus counts in coverage. */
  near: z.number(),
  /** For a date of the question that the sentence bears, and against one that it does not. */
  date: z.number(),
  country: z.number(),
  otherCountry: z.number(),
  source: z.number(),
  otherSource: z.number(),
  answerType: z.number(),
  missingName: z.number(),
  /** For newer statements, where the question asks for the latest. */
  recency: z.number(),
  grade: z.number(),
  superseded: z.number(),
  fact: z.number(),
  /** For our own notes on a source, which are no statement of it. */
  caution: z.number(),
  /** Below this score no sentence answers. */
  answerFrom: z.number(),
  coverageFrom: z.number(),
  /** With less of the question's words than this, only a sentence as near as this answers. */
  coverageLeast: z.number(),
  similarityLeast: z.number(),
  similarityFrom: z.number(),
  /** From here a sentence may answer although it lacks a name that the corpus does not know. */
  similarityUnknown: z.number(),
});
export type Weights = z.infer<typeof Weights>;

export function readWeights(file: string): Weights {
  return Weights.parse(JSON.parse(readFileSync(file, "utf8")));
}
