import { z } from "zod";

/** Thresholds of the check of a claim against the evidence given with it; fitted by `npm run calibrate -- --write`. */
export const PairThresholds = z.strictObject({
  /** Share of the claim's words from which on the evidence speaks of what the claim says. */
  related: z.number().min(0).max(1),
  /** From here on the words bear it out, if nothing else is wrong. */
  supports: z.number().min(0).max(1),
});
export type PairThresholds = z.infer<typeof PairThresholds>;
