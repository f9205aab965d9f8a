import { createHash } from "node:crypto";
import { join } from "node:path";

import { Output, generateText } from "ai";
import { z } from "zod";

import { modelError } from "../agent/model-error.ts";
import type { CreatedModel } from "../kit/model.ts";
import { evalsFolder } from "./plan.ts";
import { readSettings } from "./settings.ts";

/** What a judge may say of a statement: it is in the answer, a part of it is, or it is not. */
export const judgements = ["support", "partial", "not"] as const;
export type Judgement = (typeof judgements)[number];

/** A model that judges whether an answer makes a statement. */
export interface NuggetJudge {
  /** As the user named it. */
  model: string;
  /** Of the model and of what it is told: another judge is another id. */
  id: string;
  /** Null where its reply was of no use. Throws `model` where the next call would fail as well. */
  judge(asked: { question: string; statement: string; answer: string }, signal: AbortSignal): Promise<Judgement | null>;
}

const JudgeSettings = z.strictObject({
  instruction: z.string().min(1).max(4000),
  maxOutputTokens: z.number().int().min(1).max(100_000),
});

/** A judge over a hosted model, bound to the three words; what it judges reaches it as data, in JSON. */
export function nuggetJudge(specification: string, { model }: CreatedModel): NuggetJudge {
  const { instruction, maxOutputTokens } = readSettings(JudgeSettings, join(evalsFolder(), "judge.json"));
  const told = createHash("sha256").update(instruction).digest("hex").slice(0, 8);
  return {
    model: specification,
    id: `${specification} ${told}`,
    async judge(asked, signal) {
      try {
        const { output } = await generateText({
          model,
          system: instruction,
          prompt: JSON.stringify(asked),
          output: Output.object({ schema: z.object({ judgement: z.enum(judgements) }) }),
          temperature: 0,
          maxRetries: 0,
          maxOutputTokens,
          abortSignal: signal,
        });
        return output.judgement;
      } catch (thrown) {
        signal.throwIfAborted();
        const { error, fatal } = modelError(thrown);
        if (fatal) throw error;
        return null;
      }
    },
  };
}
