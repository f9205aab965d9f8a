import { z } from "zod";

import { Grade } from "./source.ts";

/** The part of a source that travels with evidence. */
export const Citation = z.object({
  id: z.string().max(200),
  title: z.string().max(600),
  publisher: z.string().max(300),
  url: z.string().max(2000).nullable(),
  published: z.string().max(10).nullable(),
  grade: z.string().max(2),
});
export type Citation = z.infer<typeof Citation>;

/** What an answer rests on, under an opaque id issued in the run. */
export const Evidence = z.object({
  id: z.string().max(20),
  kind: z.enum(["passage", "fact", "computed"]),
  source: Citation.nullable(),
  quote: z.string().max(20_000),
  start: z.number().int().optional(),
  end: z.number().int().optional(),
  page: z.number().int().optional(),
  locator: z.string().max(300).optional(),
  data: z.record(z.string(), z.unknown()).optional(),
});
export type Evidence = z.infer<typeof Evidence>;

export const Verdict = z.enum(["supported", "partly", "contradicted", "not-found"]);
export type Verdict = z.infer<typeof Verdict>;

/** One sentence of an answer with the evidence it rests on and the verdict of the checks. */
export const Claim = z.object({
  text: z.string().max(4000),
  evidence: z.array(z.string().max(20)).max(60),
  verdict: Verdict,
  reason: z.string().max(600).optional(),
});
export type Claim = z.infer<typeof Claim>;

/** Sources that differ, with the figures of each side. */
export const ShownConflict = z.object({
  id: z.string().max(120),
  note: z.string().max(2000),
  facts: z
    .array(
      z.object({
        id: z.string().max(60),
        claim: z.string().max(1200),
        source: z.string().max(600),
        asOf: z.string().max(10).nullable(),
        grade: Grade.shape.code,
      }),
    )
    .max(40),
});
export type ShownConflict = z.infer<typeof ShownConflict>;

/** The JSON document `attache ask --json` prints; `text` carries markers [1], [2]… in the order of `evidence`. */
export const Answer = z.object({
  status: z.enum(["answered", "partial", "abstained"]),
  text: z.string(),
  claims: z.array(Claim),
  evidence: z.array(Evidence),
  conflicts: z.array(ShownConflict),
  gaps: z.array(z.string()),
  asOf: z.string().nullable(),
  model: z.string(),
  run: z.string(),
});
export type Answer = z.infer<typeof Answer>;

/** One earlier exchange of a conversation. */
export interface Turn {
  question: string;
  answer?: string;
}
