import { z } from "zod";

import type { Verdict } from "../../../domain/answer.ts";
import type { MismatchKind } from "../../../domain/verification.ts";

/** What a natural-language-inference model makes of a claim, given its evidence. */
export interface NliScores {
  entailment: number;
  /** Null for a model of two labels that tells entailment from all else. */
  contradiction: number | null;
}

/** A cross-encoder that reads evidence and claim together. */
export interface NliModel {
  /** Name of its folder. */
  name: string;
  score(evidence: string, claim: string): Promise<NliScores>;
}

/** From which probabilities on a reading counts; in `corpus/models/verify.json`. */
export const NliThresholds = z.strictObject({
  /** A contradiction so sure makes of what the checks support a contradicted claim. */
  contradicts: z.number().min(0).max(1),
  /** One so sure makes of it a claim that is partly borne out. */
  doubts: z.number().min(0).max(1),
  /** An entailment so sure stands in for words that both have. */
  entails: z.number().min(0).max(1),
});
export type NliThresholds = z.infer<typeof NliThresholds>;

/** The one mismatch that a reading may get over: evidence often says "the company" where the claim has a name. */
const passable = new Set<MismatchKind>(["name-not-there"]);

/** May a reading change the verdict at all? Where the checks found something wrong, they stand. */
export function isOpen(verdict: Verdict, mismatches: { kind: MismatchKind }[]): boolean {
  if (verdict === "supported") return true;
  return verdict === "not-found" && mismatches.every(({ kind }) => passable.has(kind));
}

/** The verdict after a reading of what was open to it. */
export function afterReading(verdict: Verdict, scores: NliScores, thresholds: NliThresholds): Verdict {
  const { entailment, contradiction } = scores;
  if (verdict === "supported" && contradiction !== null) {
    if (contradiction >= thresholds.contradicts) return "contradicted";
    return contradiction >= thresholds.doubts ? "partly" : verdict;
  }
  return verdict === "not-found" && entailment >= thresholds.entails ? "supported" : verdict;
}
