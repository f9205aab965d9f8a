import { z } from "zod";

import { Normalised } from "./normalised.ts";
import { Grade, PartialDate } from "./source.ts";

export const Topic = z.enum([
  "strategy",
  "compute",
  "chips",
  "cloud",
  "models",
  "data-law",
  "energy",
  "talent",
  "capital",
  "governance",
  "partnership",
  "risk",
  "outcomes",
]);
export type Topic = z.infer<typeof Topic>;

export const FactKind = z.enum([
  "policy",
  "law",
  "project",
  "model",
  "deal",
  "indicator",
  "event",
  "institution",
  "assessment",
]);
export type FactKind = z.infer<typeof FactKind>;

export const Bound = z.enum(["exact", "about", "at-least", "more-than", "at-most", "less-than", "up-to", "range"]);
export type Bound = z.infer<typeof Bound>;

export const Status = z.enum([
  "announced",
  "committed",
  "under-construction",
  "operational",
  "adopted",
  "in-force",
  "proposed",
  "expired",
  "cancelled",
]);

export const Certainty = z.enum(["stated", "reported", "projected", "disputed"]);

/** A typed number: the scale stands in `unit` (`EUR billion`, `GW`, `percent`). */
export const Quantity = z.object({
  value: z.number(),
  low: z.number().optional(),
  high: z.number().optional(),
  unit: z.string().min(1).max(60),
  bound: Bound.default("exact"),
  per: z.enum(["year", "month", "day", "quarter"]).optional(),
  of: z.string().max(300).optional(),
});
export type Quantity = z.infer<typeof Quantity>;

const Id = z.string().min(1).max(60);

/** A fact as a corpus file writes it; `about` only where the file is not one country's. */
export const FactRecord = z.strictObject({
  id: Id,
  about: z.array(z.string().length(3)).max(20).optional(),
  topic: Topic,
  kind: FactKind,
  claim: z.string().min(10).max(1200),
  quantity: Quantity.optional(),
  as_of: PartialDate.nullable(),
  target_date: PartialDate.optional(),
  status: Status.optional(),
  certainty: Certainty,
  source: z.string().min(1).max(200),
  locator: z.string().max(300).optional(),
  also: z.array(z.string().max(200)).max(20).default([]),
  conflicts_with: z.array(Id).max(20).default([]),
  supersedes: z.array(Id).max(20).default([]),
  parties: z.array(z.string().max(200)).max(40).default([]),
});
export type FactRecord = z.infer<typeof FactRecord>;

/** One checkable statement about countries, blocs or the world (`countries` holds ISO 3166 alpha-3 or bloc codes). */
export const Fact = z.object({
  id: Id,
  countries: z.array(z.string().max(3)).max(20),
  topic: Topic,
  kind: FactKind,
  claim: z.string().max(1200),
  quantity: Quantity.optional(),
  normalised: Normalised.optional(),
  asOf: z.string().max(10).nullable(),
  targetDate: z.string().max(10).optional(),
  status: Status.optional(),
  certainty: Certainty,
  source: z.string().max(200),
  locator: z.string().max(300).optional(),
  also: z.array(z.string().max(200)).max(20),
  conflictsWith: z.array(Id).max(40),
  supersedes: z.array(Id).max(20),
  supersededBy: z.array(Id).max(20),
  /** Open conflict sets it belongs to (`corpus/conflicts.yaml`). */
  conflictSets: z.array(Id).max(20),
  parties: z.array(z.string().max(200)).max(40),
  grade: Grade,
});
export type Fact = z.infer<typeof Fact>;
