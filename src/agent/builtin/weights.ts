import { readFileSync } from "node:fs";

import { z } from "zod";

import { Features } from "./features.ts";

/** The weights and thresholds of the built-in model, kept in `corpus/models/builtin.json`. */
export const Weights = z.strictObject({
  /** What each feature of a sentence adds to its score; `npm run fit` fits them. */
  rank: Features,
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
