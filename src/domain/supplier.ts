import { z } from "zod";

/** What a supplier supplies, from the sand to the sentence; `capital` is money. */
export const Layer = z.enum(["silicon", "compute", "cloud", "models", "energy", "data", "network", "capital"]);
export type Layer = z.infer<typeof Layer>;

const Name = z.string().min(1).max(120);

/** Who supplies technology or capital, and under whose jurisdiction. */
export const Supplier = z.strictObject({
  name: Name,
  aliases: z.array(Name).max(20).default([]),
  /** Country of the head office (ISO 3166 alpha-3, or a bloc's code). */
  jurisdiction: z.string().length(3),
  /** What it is best known for stands first. */
  layers: z.array(Layer).min(1).max(8),
  kind: z.enum(["company", "state body", "public research"]),
  /** Names of its products: in a claim they stand for it. */
  products: z.array(Name).max(30).default([]),
  /** Its name is an everyday word or another thing's name too, and counts as a party only. */
  ambiguous: z.boolean().default(false),
  note: z.string().max(300).optional(),
});
export type Supplier = z.infer<typeof Supplier>;

const Words = z.array(z.string().min(1).max(60)).max(200).default([]);

/** The words that say whether, and which way, a country depends on a supplier that a claim names. */
export const DependencyWords = z.strictObject({
  ends: z
    .strictObject({ before: Words, after: Words, not: Words, stops: Words })
    .default({ before: [], after: [], not: [], stops: [] }),
  supplies: Words,
  no_share: Words,
  observes: Words,
});
export type DependencyWords = z.infer<typeof DependencyWords>;

/** `corpus/suppliers.yaml`. */
export const SupplierFile = DependencyWords.extend({
  suppliers: z.array(Supplier).max(2000).default([]),
  /** Names of others that hold a supplier's name. */
  other_names: z.array(Name).max(200).default([]),
});
export type SupplierFile = z.infer<typeof SupplierFile>;
