import type { Candidate } from "./candidates.ts";
import { membersAsked } from "./members-asked.ts";
import type { Sentence } from "./sentence.ts";
import type { Asked } from "./understanding.ts";

/**
 * "Who is in the middle tier", "how many states are in the top two tiers", "… are rated High": the countries with that place in a
 * scheme, counted where that is asked for.
 */
export function membersTold(asked: Asked, candidates: Candidate[]): Sentence[] {
  const told = membersAsked(asked, candidates);
  const stated = told.map(({ text, line }) => ({ text, evidence: [line.id] }));
  if (!/\bhow many|\bnumber of|\bcount\b/iu.test(asked.text)) return told.length < 2 ? [] : stated;
  if (told.length === 0) return [];
  return [
    ...stated,
    {
      text: `That makes ${told.length} ${told.length === 1 ? "country" : "countries"}.`,
      evidence: told.map(({ line }) => line.id),
    },
  ];
}
