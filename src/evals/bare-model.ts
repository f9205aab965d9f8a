import { join } from "node:path";

import { generateText } from "ai";
import { z } from "zod";

import { metered } from "../agent/metered.ts";
import { modelError } from "../agent/model-error.ts";
import type { CreatedModel } from "../kit/model.ts";
import { asOneText, textAnswer, type Answerer } from "./answerer.ts";
import { evalsFolder } from "./plan.ts";
import { readSettings } from "./settings.ts";

const BareModel = z.strictObject({
  instruction: z.string().min(1).max(2000),
  maxOutputTokens: z.number().int().min(1).max(100_000),
});

/** A model that is asked the question alone, without tools or evidence: what it knows by itself. Its text is scored. */
export function bareModel(specification: string, created: CreatedModel, abstains: (text: string) => boolean): Answerer {
  const { instruction, maxOutputTokens } = readSettings(BareModel, join(evalsFolder(), "bare-model.json"));
  const name = `${specification}, bare`;
  return {
    model: name,
    async ask(question, options = {}) {
      try {
        const { text } = await generateText({
          model: metered(created, options.onEvent).model,
          system: instruction,
          prompt: asOneText(question, options.turns),
          temperature: 0,
          maxRetries: 0,
          maxOutputTokens,
          abortSignal: options.signal,
        });
        return textAnswer(withoutThoughts(text), name, abstains);
      } catch (thrown) {
        options.signal?.throwIfAborted();
        throw modelError(thrown).error;
      }
    },
  };
}

// Some servers leave the thoughts of a model in its text.
function withoutThoughts(text: string): string {
  return text.replace(/^\s*<think>[\s\S]*?<\/think>/, "");
}
