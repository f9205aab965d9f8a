import type {
  JSONSchema7,
  JSONSchema7Definition,
  LanguageModelV3,
  LanguageModelV3CallOptions,
  LanguageModelV3StreamPart,
  LanguageModelV3Usage,
} from "@ai-sdk/provider";

import { AttacheError } from "../../kit/error.ts";
import type { HistoryItem, Loaded } from "./gguf-runtime.ts";

const mostTokens = 1200;

/**
 * A model in this process as a `LanguageModelV3`. It has no tools; an answer is held to a JSON schema by a grammar. A
 * prompt that is longer than the context is refused, since the runtime would cut it in silence. One answer at a time.
 */
export function createGgufModel(name: string, load: () => Promise<Loaded>): LanguageModelV3 {
  let busy: Promise<unknown> = Promise.resolve();
  const write = (options: LanguageModelV3CallOptions, onText: (text: string) => void): Promise<Written> => {
    const next = busy.then(() => writeNow(options, onText, load));
    busy = next.catch(() => {});
    return next;
  };
  return {
    specificationVersion: "v3",
    provider: "gguf",
    modelId: name,
    supportedUrls: {},
    async doGenerate(options) {
      const { text, stopReason, usage } = await write(options, () => {});
      return { content: [{ type: "text", text }], finishReason: reasonOf(stopReason), usage, warnings: [] };
    },
    async doStream(options) {
      const stream = new ReadableStream<LanguageModelV3StreamPart>({
        async start(controller) {
          controller.enqueue({ type: "stream-start", warnings: [] });
          controller.enqueue({ type: "text-start", id: "text" });
          try {
            const { stopReason, usage } = await write(options, (delta) =>
              controller.enqueue({ type: "text-delta", id: "text", delta }),
            );
            controller.enqueue({ type: "text-end", id: "text" });
            controller.enqueue({ type: "finish", finishReason: reasonOf(stopReason), usage });
          } catch (error) {
            controller.enqueue({ type: "error", error });
          }
          controller.close();
        },
      });
      return { stream };
    },
  };
}

interface Written {
  text: string;
  stopReason: string;
  usage: LanguageModelV3Usage;
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
    return { text: responseText, stopReason, usage: usageOf(input, model.tokenize(responseText).length) };
  } finally {
    session.dispose();
    sequence.dispose();
  }
}

function historyOf({ prompt }: LanguageModelV3CallOptions): { history: HistoryItem[]; last: string } {
  const items = prompt.flatMap((message): HistoryItem[] => {
    if (message.role === "system") return [{ type: "system", text: message.content }];
    const text = message.content.map((part) => ("text" in part ? part.text : JSON.stringify(part))).join("\n");
    return [message.role === "assistant" ? { type: "model", response: [text] } : { type: "user", text }];
  });
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

function reasonOf(stopReason: string): { unified: "stop" | "length"; raw: string } {
  return { unified: stopReason === "maxTokens" ? "length" : "stop", raw: stopReason };
}

function usageOf(input: number, output: number): LanguageModelV3Usage {
  return {
    inputTokens: { total: input, noCache: input, cacheRead: 0, cacheWrite: 0 },
    outputTokens: { total: output, text: output, reasoning: 0 },
  };
}
