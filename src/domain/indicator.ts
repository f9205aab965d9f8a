import { z } from "zod";

import { PartialDate, PublisherKind } from "./source.ts";

const Text = z.string().min(1).max(1500);

/** `corpus/indicators/NAME.yaml`: what an indicator measures; its observations are `NAME.csv` beside it. */
export const Indicator = z.strictObject({
  indicator: z.string().min(1).max(80),
  title: z.string().min(1).max(160),
  /** A short name for tables and charts. */
  short: z.string().min(1).max(40),
  unit: z.string().min(1).max(120),
  layer: z.enum(["silicon", "compute", "cloud", "models", "data-law", "energy", "talent", "shown", "scenario", "base"]),
  measures: Text,
  /** The id of its source in `corpus/datasets.yaml`. */
  source: z.string().max(200),
  /** Further sources it is computed from. */
  also: z.array(z.string().max(200)).max(10).default([]),
  /** How the observations follow from the source's rows. */
  derivation: Text,
  /** How low and high were set. */
  interval: Text.optional(),
  /** What a structural zero means here and why it is a zero and no gap. */
  structural_zero: Text.optional(),
  cautions: z.array(Text).max(12).default([]),
});
export type Indicator = z.infer<typeof Indicator>;

/** `corpus/datasets.yaml`: the data sets that observations come from. */
export const Dataset = z.strictObject({
  title: z.string().min(1).max(600),
  publisher: z.string().min(1).max(300),
  kind: PublisherKind,
  url: z.string().max(2000).nullable(),
  published: PartialDate.nullable(),
  licence: z.string().max(120),
  /** Whether figures may be used for any purpose; those that may not stay out of what is shipped. */
  open: z.boolean(),
  /** The stored copy that was read, where it was not the publisher's own. */
  copy: z.string().max(300).optional(),
  note: z.string().max(1000).optional(),
});
export type Dataset = z.infer<typeof Dataset>;

export const DatasetFile = z.record(z.string().max(200), Dataset);
export type DatasetFile = z.infer<typeof DatasetFile>;
