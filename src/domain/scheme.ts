import { z } from "zod";

import { FactKind, Status, Topic } from "./fact.ts";

export const SchemeName = z.enum(["tier", "approach", "driver", "layer"]);
export type SchemeName = z.infer<typeof SchemeName>;

const Need = z.strictObject({
  topics: z.array(Topic).min(1),
  kinds: z.array(FactKind).min(1),
  statuses: z.array(Status).optional(),
  words: z.array(z.string().max(40)).max(60).optional(),
  at_least: z.number().int().min(1),
});
export type Need = z.infer<typeof Need>;

/** `corpus/schemes.yaml`: how the articles sort countries, and our own rules where they do not. */
export const SchemeFile = z.strictObject({
  schemes: z.record(SchemeName, z.strictObject({ question: z.string(), values: z.record(z.string(), z.string()) })),
  assignments: z.array(
    z.strictObject({
      country: z.string().length(3),
      scheme: SchemeName,
      value: z.string().max(60),
      fact: z.string().max(60),
    }),
  ),
  inferences: z.array(
    z.strictObject({
      id: z.string().max(80),
      scheme: SchemeName,
      value: z.string().max(60),
      says: z.string().max(400),
      unless: SchemeName.optional(),
      kinds: z.array(z.string().max(20)),
      needs: z.array(Need).min(1),
    }),
  ),
});
export type SchemeFile = z.infer<typeof SchemeFile>;

/** Where a country stands in a scheme; `inferred` names the rule of ours, `facts` what it rests on. */
export const Assignment = z.object({
  scheme: SchemeName,
  value: z.string(),
  label: z.string(),
  basis: z.enum(["stated", "inferred"]),
  rule: z.string().nullable(),
  facts: z.array(z.string()),
});
export type Assignment = z.infer<typeof Assignment>;
