import type {
  LanguageModelV3,
  LanguageModelV3CallOptions,
  LanguageModelV3Content,
  LanguageModelV3FinishReason,
  LanguageModelV3StreamPart,
  LanguageModelV3Usage,
} from "@ai-sdk/provider";

import { readWritePrompt } from "../prompts.ts";
import { compose } from "./compose.ts";
import { planCalls } from "./plan.ts";
import { understand } from "./question.ts";
import type { Knowledge } from "./understanding.ts";
import type { Weights } from "./weights.ts";

/**
 * The built-in model: a `LanguageModelV3` with no weights of a language model. Given tools it plans searches, given
 * evidence it writes sentences from it. `knowledge` is asked for on the first call, so that making the model is free.
 */
export function createBuiltinModel(knowledge: () => Promise<Knowledge>, weights: Weights): LanguageModelV3 {
  const respond = async (options: LanguageModelV3CallOptions): Promise<LanguageModelV3Content[]> => {
    options.abortSignal?.throwIfAborted();
    const known = await knowledge();
    const written = readWritePrompt(lastUserText(options));
    if (written) {
      const elements = compose(written.question, written.evidence, known, weights);
      return [{ type: "text", text: JSON.stringify({ elements }) }];
    }
    const asked = /^Question: (.*)$/m.exec(lastUserText(options))?.[1];
    if (!asked || !options.tools?.length || options.prompt.some((message) => message.role === "tool"))
      return [{ type: "text", text: "DONE" }];
    const offered = new Set(options.tools.map((tool) => tool.name));
    const calls = planCalls(understand(asked, known)).filter((call) => offered.has(call.tool));
    if (calls.length === 0) return [{ type: "text", text: "DONE" }];
    return calls.map((call, index) => ({
      type: "tool-call",
      toolCallId: `call-${index + 1}`,
      toolName: call.tool,
      input: JSON.stringify(call.input),
    }));
  };
  return {
    specificationVersion: "v3",
    provider: "attache",
    modelId: "builtin",
    supportedUrls: {},
    async doGenerate(options) {
      const content = await respond(options);
      return { content, finishReason: reasonOf(content), usage, warnings: [] };
    },
    async doStream(options) {
      const content = await respond(options);
      return { stream: streamOf(content) };
    },
  };
}

const usage: LanguageModelV3Usage = {
  inputTokens: { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 0, text: 0, reasoning: 0 },
};

function lastUserText(options: LanguageModelV3CallOptions): string {
  const message = options.prompt.findLast((entry) => entry.role === "user");
  if (message?.role !== "user") return "";
  return message.content.map((part) => (part.type === "text" ? part.text : "")).join("");
}

function reasonOf(content: LanguageModelV3Content[]): LanguageModelV3FinishReason {
  const calls = content.some((part) => part.type === "tool-call");
  return { unified: calls ? "tool-calls" : "stop", raw: undefined };
}

function streamOf(content: LanguageModelV3Content[]): ReadableStream<LanguageModelV3StreamPart> {
  return new ReadableStream<LanguageModelV3StreamPart>({
    start(controller) {
      controller.enqueue({ type: "stream-start", warnings: [] });
      content.forEach((part, index) => {
        if (part.type === "text") {
          const id = `text-${index}`;
          controller.enqueue({ type: "text-start", id });
          // Element by element, so that each sentence can be checked and shown as it comes.
          for (const delta of part.text.split(/(?<=\},)/)) controller.enqueue({ type: "text-delta", id, delta });
          controller.enqueue({ type: "text-end", id });
        } else if (part.type === "tool-call") controller.enqueue(part);
      });
      controller.enqueue({ type: "finish", finishReason: reasonOf(content), usage });
      controller.close();
    },
  });
}
