import { z } from "zod";

import { ShownConflict } from "./answer.ts";
import { DependencyGroup } from "./dependency.ts";
import { Fact } from "./fact.ts";
import { Assignment } from "./scheme.ts";

/** The view of one country built from its facts. */
export const Profile = z.object({
  country: z.string().length(3),
  name: z.string(),
  officialName: z.string().optional(),
  kind: z.string(),
  region: z.string().nullable(),
  capitals: z.array(z.string()),
  memberships: z.array(z.string()),
  note: z.string().nullable(),
  tier: z.object({ tier: z.string(), fact: z.string(), inferred: z.boolean() }).nullable(),
  assignments: z.array(Assignment),
  facts: z.array(Fact),
  conflicts: z.array(ShownConflict),
  /** Reliance on suppliers of other jurisdictions, the most shown first. */
  dependencies: z.array(DependencyGroup),
  gaps: z.array(z.string()),
  asOf: z.string().nullable(),
  counts: z.record(z.string(), z.number()),
});
export type Profile = z.infer<typeof Profile>;
