import { readFileSync } from "node:fs";

import { z } from "zod";

const Share = z.number().min(0).max(1);

/** What a search lifts, lowers and holds to be relevant; `corpus/models/search.json`. */
export const SearchSettings = z.strictObject({
  /** How far a unit about the asked country is lifted, and one about another country lowered. */
  country: z.strictObject({ bonus: Share, otherMalus: Share }),
  /** How near the query a question of several answers must be for these to be lifted, and to stand within so many results. */
  together: z.strictObject({ near: Share, bonus: Share, within: z.int().min(1) }),
  /**
   * Below this cosine a unit has no meaning in common with the query (measured on questions outside the domain), and below
   * this one its nearest predicted question: two questions are more alike than a question and a statement.
   */
  relevant: z.strictObject({ similarity: Share, asked: Share }),
});
export type SearchSettings = z.infer<typeof SearchSettings>;

export function readSearchSettings(file: string): SearchSettings {
  return SearchSettings.parse(JSON.parse(readFileSync(file, "utf8")));
}
