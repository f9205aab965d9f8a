import { z } from "zod";

/** Who publishes: the kind decides the reliability (see `corpus/publishers.yaml` and `grade.ts`). */
export const PublisherKind = z.enum([
  "official",
  "actor",
  "agency",
  "law-firm",
  "dataset",
  "journal",
  "trade-press",
  "newspaper",
  "think-tank",
  "consultancy",
  "republisher",
  "aggregator",
  "ai-digest",
  "crypto-feed",
  "seo-site",
  "forum",
  "blog",
  "mirror",
]);
export type PublisherKind = z.infer<typeof PublisherKind>;

/** Admiralty reliability of a publisher, A (completely reliable) to F (cannot be judged). */
export const Reliability = z.enum(["A", "B", "C", "D", "E", "F"]);
export type Reliability = z.infer<typeof Reliability>;

/** Admiralty grade: reliability letter and credibility digit with the reason for both, e.g. `C3`. */
export const Grade = z.object({
  code: z.string().max(2),
  reliability: Reliability,
  credibility: z.number().int().min(1).max(6),
  reason: z.string().max(600),
});
export type Grade = z.infer<typeof Grade>;

/** A calendar date known to the year, the month or the day: YYYY, YYYY-MM or YYYY-MM-DD. */
export const PartialDate = z.union([z.string().max(10), z.number().int()]).transform((value) => String(value));

export const Publisher = z.object({
  publisher: z.string().max(300),
  kind: PublisherKind,
  reliability: Reliability,
  reason: z.string().max(600),
  hosts: z.array(z.string().max(200)).max(50).default([]),
});
export type Publisher = z.infer<typeof Publisher>;

/** A source as a country file writes it, under its key in the `sources` map. */
export const SourceRecord = z.object({
  title: z.string().min(1).max(600),
  title_en: z.string().max(600).optional(),
  publisher: z.string().min(1).max(300),
  kind: PublisherKind,
  url: z.string().max(2000).nullable(),
  published: PartialDate.nullable(),
  note: z.string().max(1000).optional(),
});

/** A document someone published. */
export const Source = z.object({
  id: z.string().max(200),
  title: z.string().max(600),
  titleEnglish: z.string().max(600).optional(),
  publisher: z.string().max(300),
  kind: PublisherKind,
  author: z.string().max(300).nullable(),
  url: z.string().max(2000).nullable(),
  published: z.string().max(10).nullable(),
  grade: Grade,
  /** What may be done with it, where that is known. */
  licence: z.string().max(120).optional(),
  note: z.string().max(1000).optional(),
});
export type Source = z.infer<typeof Source>;
