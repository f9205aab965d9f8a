import type { JSONSchema7, JSONSchema7Definition, LanguageModelV3CallOptions } from "@ai-sdk/provider";

import { AttacheError } from "../../kit/error.ts";
import type { HistoryItem, Loaded } from "./gguf-runtime.ts";
import { messagesOf, type Writer, type Written } from "./in-process-model.ts";

const mostTokens = 1200;

/**
 * A GGUF model's way of writing. It has no tools; an answer is held to a JSON schema by a grammar. A prompt that is
 * longer than the context is refused, since the runtime would cut it in silence.
 */
export function ggufWriter(load: () => Promise<Loaded>): Writer {
  return (options, onText) => writeNow(options, onText, load);
}

async function writeNow(
  options: LanguageModelV3CallOptions,
  onText: (text: string) => void,
  load: () => Promise<Loaded>,
): Promise<Written> {
  const { llama, model, context, module } = await load();
  options.abortSignal?.throwIfAborted();
  const { history, last } = historyOf(options);
  const maxTokens = Math.min(options.maxOutputTokens ?? mostTokens, mostTokens);
  const prompt = [...history.map((item) => (item.type === "model" ? item.response.join("") : item.text)), last].join(
    "\n",
  );
  const input = model.tokenize(prompt).length;
  if (input + maxTokens > context.contextSize)
    throw new AttacheError("model", `The prompt (${input} tokens) does not fit the context (${context.contextSize}).`, {
      next: "Give the model more context with ATTACHE_CONTEXT_TOKENS, or use --model builtin.",
    });
  const schema = options.responseFormat?.type === "json" ? options.responseFormat.schema : undefined;
  const grammar = schema && (await llama.createGrammarForJsonSchema(withOneOf(schema)));
  const sequence = context.getSequence();
  const session = new module.LlamaChatSession({ contextSequence: sequence, autoDisposeSequence: false });
  try {
    session.setChatHistory(history);
    const { responseText, stopReason } = await session.promptWithMeta(last, {
      ...(grammar ? { grammar } : {}),
      maxTokens,
      temperature: options.temperature ?? 0,
      ...(options.abortSignal ? { signal: options.abortSignal } : {}),
      ...(options.stopSequences ? { customStopTriggers: options.stopSequences } : {}),
      onTextChunk: onText,
    });
    return {
      text: responseText,
      atLimit: stopReason === "maxTokens",
      input,
      output: model.tokenize(responseText).length,
    };
  } finally {
    session.dispose();
    sequence.dispose();
  }
}

function historyOf(options: LanguageModelV3CallOptions): { history: HistoryItem[]; last: string } {
  const items = messagesOf(options).map(({ role, content }): HistoryItem =>
    role === "assistant" ? { type: "model", response: [content] } : { type: role, text: content },
  );
  const last = items.at(-1);
  return { history: items.slice(0, -1), last: last && last.type !== "model" ? last.text : "Go on." };
}

/** node-llama-cpp knows `oneOf` and takes `anyOf` for null. */
function withOneOf(schema: JSONSchema7): JSONSchema7 {
  const { anyOf, ...rest } = schema;
  const below = (inner: JSONSchema7Definition): JSONSchema7Definition =>
    typeof inner === "boolean" ? inner : withOneOf(inner);
  const oneOf = anyOf ?? rest.oneOf;
  return {
    ...rest,
    ...(oneOf ? { oneOf: oneOf.map(below) } : {}),
    ...(rest.properties
      ? { properties: Object.fromEntries(Object.entries(rest.properties).map(([key, value]) => [key, below(value)])) }
      : {}),
    ...(rest.items && !Array.isArray(rest.items) ? { items: below(rest.items) } : {}),
  };
}
