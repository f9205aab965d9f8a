import { z } from "zod";

import { Citation, Verdict } from "./answer.ts";

export const MismatchKind = z.enum([
  "wrong-number",
  "wrong-scale",
  "wrong-unit",
  "wrong-date",
  "bound-violated",
  "bound-dropped",
  "bound-added",
  "number-not-there",
  "date-not-there",
  "wrong-country",
  "country-not-there",
  "wrong-name",
  "name-not-there",
  "cause-not-there",
  "planned-told-as-done",
  "announced-told-as-spent",
  "projected-told-as-fact",
  "exaggerated",
  "contrary",
  "swapped",
  "superseded",
  "wrong-source",
  "unknown-source",
]);
export type MismatchKind = z.infer<typeof MismatchKind>;

/** One way in which a sentence says it otherwise than its evidence, in words of both and as a sentence. */
export const Mismatch = z.object({
  kind: MismatchKind,
  claim: z.string(),
  evidence: z.string().nullable(),
  says: z.string(),
});
export type Mismatch = z.infer<typeof Mismatch>;

/** What a natural-language-inference model made of a claim; `was` is the verdict of the checks where it changed it. */
export const Reading = z.object({
  model: z.string(),
  entailment: z.number(),
  contradiction: z.number().nullable(),
  was: Verdict.optional(),
});
export type Reading = z.infer<typeof Reading>;

/** What a sentence was held against. */
export const HeldAgainst = z.object({
  id: z.string(),
  kind: z.enum(["fact", "passage"]),
  quote: z.string(),
  source: Citation,
  asOf: z.string().nullable(),
});
export type HeldAgainst = z.infer<typeof HeldAgainst>;

/** One sentence of a draft with the verdict of the checks. */
export const CheckedSentence = z.object({
  sentence: z.string(),
  /** UTF-16 offsets into the draft. */
  start: z.number().int(),
  end: z.number().int(),
  /** `unchecked`: it states nothing that could be checked. */
  verdict: z.union([Verdict, z.literal("unchecked")]),
  reason: z.string(),
  mismatches: z.array(Mismatch),
  /** What bears it out or contradicts it; for one not found, nothing. */
  evidence: z.array(HeldAgainst),
  /** The nearest thing the corpus says, where that is no evidence. */
  nearest: HeldAgainst.nullable(),
  /** What other sources say of the same quantity. */
  conflicts: z.array(z.string()),
  /** Only where a model was given to read it again, and did. */
  nli: Reading.optional(),
});
export type CheckedSentence = z.infer<typeof CheckedSentence>;
