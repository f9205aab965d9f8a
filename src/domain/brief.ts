import { z } from "zod";

import { Claim, Evidence, ShownConflict } from "./answer.ts";

/** A heading with the verified sentences under it; `gap` says why a section is empty. */
export const BriefSection = z.object({
  id: z.string(),
  heading: z.string(),
  claims: z.array(Claim),
  gap: z.string().nullable(),
});

/** An ordered set of sections made of claims; `evidence` in order of first citation. */
export const Brief = z.object({
  title: z.string(),
  country: z.string(),
  asOf: z.string().nullable(),
  written: z.string(),
  sections: z.array(BriefSection),
  conflicts: z.array(ShownConflict),
  gaps: z.array(z.string()),
  evidence: z.array(Evidence),
  left: z.number().int(),
});
export type Brief = z.infer<typeof Brief>;
