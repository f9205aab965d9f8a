import { z } from "zod";

import { FactRecord } from "./fact.ts";
import { PartialDate, PublisherKind } from "./source.ts";

/** Front matter of a digest in `corpus/documents`: the source it digests. */
export const DocumentHead = z.object({
  id: z.string().min(1).max(200),
  title: z.string().min(1).max(600),
  publisher: z.string().min(1).max(300),
  kind: PublisherKind,
  author: z.string().max(300).nullable(),
  published: PartialDate.nullable(),
  url: z.string().max(2000).nullable(),
  language: z.string().max(10),
  accessed: PartialDate.optional(),
  grade: z.string().length(2),
  grade_reason: z.string().min(1).max(600),
  note: z.string().max(1000).nullish(),
});
export type DocumentHead = z.infer<typeof DocumentHead>;

/** The facts file that stands beside a digest. */
export const DocumentFacts = z.object({ document: z.string().max(200), facts: z.array(FactRecord) });

/** How facts of several sources stand to each other; `note` says it in words. */
export const Conflict = z.object({
  id: z.string().max(60),
  topic: z.string().max(120),
  kind: z.string().max(120),
  status: z.enum(["open", "agreed", "explained", "closed"]),
  relation: z.enum(["conflict", "agreement", "gap"]),
  facts: z.array(z.string().max(60)).max(40),
  country_facts: z.array(z.string().max(60)).max(40).default([]),
  note: z.string().min(1).max(2000),
});
export type Conflict = z.infer<typeof Conflict>;

export const ConflictFile = z.object({ conflicts: z.array(Conflict) });

/** A quotable span of a source: `text` is exactly `document text.slice(start, end)` (UTF-16 offsets). */
export const Passage = z.object({
  id: z.string().max(200),
  source: z.string().max(200),
  heading: z.string().max(400).nullable(),
  text: z.string().max(20_000),
  start: z.number().int().min(0),
  end: z.number().int().min(0),
  countries: z.array(z.string().max(3)).max(60),
  page: z.number().int().optional(),
});
export type Passage = z.infer<typeof Passage>;

/** A document with its stored text; `sha256` is of that text. */
export const StoredDocument = z.object({ id: z.string(), text: z.string(), sha256: z.string() });
export type StoredDocument = z.infer<typeof StoredDocument>;
