import { z } from "zod";

import { Decision } from "./decision.ts";

const Share = z.number().min(0).max(1);

/** How a claim is judged by the evidence given with it; `pairs` in `corpus/models/verify.json`. */
export const PairSettings = z.strictObject({
  /** What a relation is worth, and the cosines between which two words without one are taken for alike. Set by hand. */
  likenesses: z.strictObject({
    synonym: Share,
    broader: Share,
    narrower: Share,
    sibling: Share,
    floor: Share,
    ceiling: Share,
    most: Share,
  }),
  /** With the embedded model. */
  meanings: Decision,
  /** Where it cannot be loaded. */
  words: Decision,
});
export type PairSettings = z.infer<typeof PairSettings>;
