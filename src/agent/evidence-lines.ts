import { z } from "zod";

import { Quantity } from "../domain/fact.ts";
import { Together } from "../domain/search.ts";
import type { LedgerEntry } from "./ledger.ts";

/** One item of evidence as a model reads it: a JSON object on a line of its own. */
export const EvidenceLine = z.object({
  id: z.string(),
  text: z.string(),
  kind: z.enum(["passage", "fact", "computed"]),
  source: z.string().nullable(),
  sourceId: z.string().nullable().default(null),
  grade: z.string().nullable().default(null),
  heading: z.string().nullish(),
  fact: z.string().nullish(),
  /** The passage it stands in, where in its document, and whether it is an item of a list. */
  passage: z.string().nullish(),
  start: z.number().nullish(),
  item: z.boolean().nullish(),
  topic: z.string().nullish(),
  factKind: z.string().nullish(),
  countries: z.array(z.string()).default([]),
  asOf: z.string().nullish(),
  targetDate: z.string().nullish(),
  status: z.string().nullish(),
  certainty: z.string().nullish(),
  quantity: Quantity.nullish(),
  parties: z.array(z.string()).default([]),
  conflictsWith: z.array(z.string()).default([]),
  supersededBy: z.array(z.string()).default([]),
  conflictSets: z.array(z.string()).default([]),
  /** Which part of a computed result it says, such as `score` or `pair`. */
  part: z.string().nullish(),
  matches: z
    .array(
      z.object({
        query: z.string(),
        score: z.number(),
        similarity: z.number(),
        asked: z.number().default(0),
        unanswered: z.number().default(0),
        together: Together.optional(),
      }),
    )
    .default([]),
});
export type EvidenceLine = z.infer<typeof EvidenceLine>;

const Data = z
  .object({
    id: z.string(),
    heading: z.string().nullable(),
    topic: z.string(),
    kind: z.string(),
    countries: z.array(z.string()),
    asOf: z.string().nullable(),
    targetDate: z.string(),
    status: z.string(),
    certainty: z.string(),
    quantity: Quantity,
    parties: z.array(z.string()),
    conflictsWith: z.array(z.string()),
    supersededBy: z.array(z.string()),
    conflictSets: z.array(z.string()),
    part: z.string(),
    item: z.boolean(),
  })
  .partial();

/** Evidence as a model reads it; with `scores` also how well each item matched the searches. */
export function evidenceLine({ evidence, matches }: LedgerEntry, scores: boolean): EvidenceLine {
  const parsed = Data.safeParse(evidence.data ?? {});
  const data = parsed.success ? parsed.data : {};
  return {
    id: evidence.id,
    text: evidence.quote,
    kind: evidence.kind,
    source: evidence.source ? `${evidence.source.publisher}: ${evidence.source.title}` : null,
    sourceId: evidence.source?.id ?? null,
    grade: evidence.source?.grade ?? null,
    heading: data.heading,
    fact: evidence.kind === "fact" ? data.id : undefined,
    ...(scores && evidence.kind === "passage" ? { passage: data.id, start: evidence.start, item: data.item } : {}),
    topic: data.topic,
    factKind: data.kind,
    countries: data.countries ?? [],
    asOf: data.asOf ?? evidence.source?.published,
    targetDate: data.targetDate,
    status: data.status,
    certainty: data.certainty,
    quantity: data.quantity,
    parties: data.parties ?? [],
    conflictsWith: data.conflictsWith ?? [],
    supersededBy: data.supersededBy ?? [],
    conflictSets: data.conflictSets ?? [],
    part: data.part,
    matches: scores ? matches : [],
  };
}
