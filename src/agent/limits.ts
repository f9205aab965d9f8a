import { readFileSync } from "node:fs";

import { z } from "zod";

import { AttacheError, quoted } from "../kit/error.ts";

const Count = z.number().int().positive();

/** What a hosted model may spend on one question; `corpus/models/loop.json`. */
export const LoopLimits = z.strictObject({
  /** Calls in which it may gather evidence. */
  steps: Count,
  /** Time for the whole question. */
  seconds: z.number().positive(),
  /** Tokens read and written for the whole question; beyond them no more evidence is gathered. */
  tokens: Count,
  /** Tokens of the answer. */
  outputTokens: Count,
  /** Tokens of one tool call asked for as an object. */
  callTokens: Count,
  /** Tokens of a tool's result, as a model sees it while it gathers. */
  resultTokens: Count,
  /** Tokens that a chat template adds to a prompt, which no count of the text has. */
  templateTokens: Count,
  /** Tokens of evidence in a prompt, where the context has room for as many. */
  evidenceTokens: Count,
  /** A server that gives no byte for so long is given up. */
  idleSeconds: z.number().positive(),
  /** Context of a server that does not tell its own. */
  assumedContextTokens: Count,
  /** To estimate tokens where the runtime does not count them: few, so that an estimate errs on the long side. */
  charactersPerToken: z.number().positive(),
  /** Sentences of an answer. */
  sentences: Count,
});
export type LoopLimits = z.infer<typeof LoopLimits>;

/** A day; timers of the machine overflow after some weeks. */
const mostSeconds = 86_400;

/** Reads the limits; ATTACHE_MODEL_TIMEOUT sets `idleSeconds`, for slow machines. Throws `usage` when it is no number. */
export function readLimits(file: string, environment: Record<string, string | undefined>): LoopLimits {
  const limits = LoopLimits.parse(JSON.parse(readFileSync(file, "utf8")));
  const timeout = environment.ATTACHE_MODEL_TIMEOUT;
  if (!timeout) return limits;
  const idleSeconds = Number(timeout);
  if (!(idleSeconds > 0 && idleSeconds <= mostSeconds))
    throw new AttacheError("usage", `ATTACHE_MODEL_TIMEOUT is ${quoted(timeout)}, which is no number of seconds.`, {
      next: "Set it to a number such as 300 (a day at most), or unset it.",
    });
  return { ...limits, idleSeconds, seconds: Math.max(limits.seconds, Math.ceil(idleSeconds)) };
}
