import {
  APICallError,
  NoObjectGeneratedError,
  Output,
  streamText,
  type LanguageModelUsage,
  type TelemetrySettings,
} from "ai";
import { z } from "zod";

import type { CreatedModel, ModelTraits } from "../kit/model.ts";
import type { FittingEvidence } from "./evidence-room.ts";
import type { LoopLimits } from "./limits.ts";
import { PromptCut, isTooLong } from "./model-error.ts";
import { instructions, writeLinesPrompt, writePrompt } from "./prompts.ts";
import { sentencesInText, type WrittenSentence } from "./sentences-in-text.ts";

export interface WriteSetting {
  created: CreatedModel;
  traits: ModelTraits;
  limits: LoopLimits;
  signal: AbortSignal | undefined;
  telemetry?: TelemetrySettings | undefined;
  spent(usage: LanguageModelUsage): void;
}

/**
 * The model's sentences, one by one as they are complete, with the evidence each names. No tools are sent. Where the
 * server holds a schema, evidence ids are offered as an enum; where it does not, or refuses, sentences come as lines.
 */
export async function* writeSentences(
  question: string,
  evidence: FittingEvidence,
  setting: WriteSetting,
): AsyncGenerator<WrittenSentence> {
  if (setting.traits.schema) {
    let count = 0;
    try {
      for await (const sentence of bySchema(question, evidence, setting)) {
        count += 1;
        yield sentence;
      }
      return;
    } catch (thrown) {
      // A server without schemas says 400 or 500 at once: the same is asked for in lines.
      const refused = APICallError.isInstance(thrown) && [400, 422, 500, 501].includes(thrown.statusCode ?? 0);
      if (count > 0 || !refused || isTooLong(thrown) || setting.signal?.aborted) throw thrown;
    }
  }
  yield* byLines(question, evidence, setting);
}

/** The prompt that will be sent for some evidence, to be counted before. */
export function writePromptText(question: string, traits: ModelTraits): (lines: object[]) => string {
  const prompt = traits.schema ? writePrompt : writeLinesPrompt;
  return (lines) => `${instructions}\n${prompt(question, lines)}`;
}

async function* bySchema(
  question: string,
  { lines, ids }: FittingEvidence,
  setting: WriteSetting,
): AsyncGenerator<WrittenSentence> {
  const element = z.object({
    text: z.string().max(600),
    evidence: z.array(z.enum(ids as [string, ...string[]])).max(16),
  });
  let failure: unknown;
  const enough = new AbortController();
  const result = streamText({
    ...callOf(setting, enough.signal),
    prompt: writePrompt(question, lines),
    output: Output.array({ element }),
    onError: ({ error }) => {
      failure = error;
    },
  });
  let count = 0;
  try {
    for await (const sentence of result.elementStream) {
      if (count === setting.limits.sentences && !setting.created.builtin) return enough.abort();
      count += 1;
      yield sentence;
    }
    if (failure === undefined && count === 0) await result.output;
  } catch (thrown) {
    failure ??= thrown;
  }
  if (setting.signal?.aborted) setting.signal.throwIfAborted();
  if (failure !== undefined) {
    // Nearly right: JSON with a small fault, other field names, or prose with ids.
    const text = NoObjectGeneratedError.isInstance(failure) ? failure.text : undefined;
    const found = count === 0 && text ? sentencesInText(text, ids) : [];
    if (found.length === 0) throw failure;
    yield* found.slice(0, setting.limits.sentences);
  }
  await account(result.usage, setting);
}

async function* byLines(
  question: string,
  { lines, ids }: FittingEvidence,
  setting: WriteSetting,
): AsyncGenerator<WrittenSentence> {
  let failure: unknown;
  const enough = new AbortController();
  const result = streamText({
    ...callOf(setting, enough.signal),
    prompt: writeLinesPrompt(question, lines),
    onError: ({ error }) => {
      failure = error;
    },
  });
  let rest = "";
  let count = 0;
  const structured = (): boolean => /^\s*(?:[[{]|```)/.test(rest);
  for await (const delta of result.textStream) {
    rest += delta;
    if (structured()) continue; // JSON is read as a whole
    const end = rest.lastIndexOf("\n");
    if (end < 0) continue;
    for (const sentence of sentencesInText(rest.slice(0, end), ids)) {
      if (count++ === setting.limits.sentences) return enough.abort();
      yield sentence;
    }
    rest = rest.slice(end + 1);
  }
  if (setting.signal?.aborted) setting.signal.throwIfAborted();
  if (failure !== undefined) throw failure;
  for (const sentence of sentencesInText(rest, ids)) if (count++ < setting.limits.sentences) yield sentence;
  await account(result.usage, setting);
}

// `enough` frees the server when what it goes on writing is not wanted.
function callOf({ created, limits, traits, signal, telemetry }: WriteSetting, enough: AbortSignal) {
  return {
    model: created.model,
    system: instructions,
    temperature: 0,
    maxRetries: 0,
    maxOutputTokens: created.builtin
      ? limits.outputTokens
      : Math.min(limits.outputTokens, Math.floor(traits.contextTokens / 4)),
    abortSignal: signal ? AbortSignal.any([signal, enough]) : enough,
    ...(telemetry ? { experimental_telemetry: telemetry } : {}),
  };
}

async function account(usage: PromiseLike<LanguageModelUsage>, setting: WriteSetting): Promise<void> {
  const spent = await usage;
  setting.spent(spent);
  if ((spent.inputTokens ?? 0) >= setting.traits.contextTokens) throw new PromptCut();
}
