import { z } from "zod";

const Text = z.string().min(1).max(2000);

/** What a right answer must say: found when each group of `accept` has one of its strings in the answer. */
export const Nugget = z.object({
  text: Text,
  vital: z.boolean(),
  accept: z.array(z.array(Text).min(1).max(40)).min(1).max(6),
});

/** One question with what makes its answer right or wrong; see `evals/README.md`. */
export const EvalCase = z.strictObject({
  id: z.string().min(1).max(80),
  type: z.enum([
    "fact",
    "list",
    "comparison",
    "aggregation",
    "definition",
    "why",
    "synthesis",
    "conflict",
    "temporal",
    "alias",
    "follow-up",
    "unanswerable",
    "injection",
  ]),
  question: Text,
  turns: z.array(Text).max(20).default([]),
  nuggets: z.array(Nugget).max(20).default([]),
  forbidden: z.array(Text).max(40).default([]),
  abstain: z.boolean().default(false),
  sources: z.array(Text).max(40).default([]),
});
export type EvalCase = z.infer<typeof EvalCase>;
