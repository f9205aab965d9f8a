import { z } from "zod";

import { Status } from "./fact.ts";
import { Layer } from "./supplier.ts";

/** One country's reliance on one foreign supplier, as one fact shows it. */
export const Dependency = z.object({
  country: z.string().max(3),
  layer: Layer,
  supplier: z.string().max(120),
  jurisdiction: z.string().max(3),
  /** Percent of that thing, where the fact's figure is the supplier's share of it. */
  share: z.number().nullable(),
  status: Status.nullable(),
  asOf: z.string().max(10).nullable(),
  fact: z.string().max(60),
  /** Whether the fact lists the supplier as a party, or only its claim names it. */
  from: z.enum(["parties", "claim"]),
  /** `stated`: the claim says that the supplier gives and the country takes; else it is assumed. */
  direction: z.enum(["stated", "assumed"]),
  /** The fact says that the reliance is refused, ending or over: no dependence. */
  ends: z.boolean(),
});
export type Dependency = z.infer<typeof Dependency>;

/** Reliance of one country on one jurisdiction in one layer. Edges that end are told apart and not counted. */
export const DependencyGroup = z.object({
  layer: Layer,
  jurisdiction: z.string().max(3),
  /** Facts that show the reliance. */
  count: z.number().int(),
  facts: z.array(z.string().max(60)),
  suppliers: z.array(
    z.object({ supplier: z.string().max(120), count: z.number().int(), share: z.number().nullable() }),
  ),
  /** Facts that say it is refused, ending or over. */
  ending: z.array(z.string().max(60)),
});
export type DependencyGroup = z.infer<typeof DependencyGroup>;
