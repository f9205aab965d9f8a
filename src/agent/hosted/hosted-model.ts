import type {
  LanguageModelV3,
  LanguageModelV3CallOptions,
  LanguageModelV3Middleware,
  LanguageModelV3StreamPart,
} from "@ai-sdk/provider";
import { extractReasoningMiddleware, wrapLanguageModel } from "ai";

import { callsInText } from "./calls-in-text.ts";
import { forLocalModel } from "./local-schema.ts";
import { withinLength } from "./within-length.ts";

/**
 * A hosted model made fit for the loop: schemas as local servers can hold them, replies no longer than asked for,
 * calls printed as text turned into calls, thoughts kept out of the text.
 */
export function hostedModel(model: LanguageModelV3): LanguageModelV3 {
  return wrapLanguageModel({
    model,
    // The first is the outermost: a call that a model only thinks of is none.
    middleware: [recoverCalls, extractReasoningMiddleware({ tagName: "think" }), withinLength, localSchemas],
  });
}

const localSchemas: LanguageModelV3Middleware = {
  specificationVersion: "v3",
  async transformParams({ params }) {
    const { responseFormat, tools } = params;
    return {
      ...params,
      ...(responseFormat?.type === "json" && responseFormat.schema
        ? { responseFormat: { ...responseFormat, schema: forLocalModel(responseFormat.schema) } }
        : {}),
      ...(tools
        ? {
            tools: tools.map((tool) =>
              tool.type === "function" ? { ...tool, inputSchema: forLocalModel(tool.inputSchema) } : tool,
            ),
          }
        : {}),
    };
  },
};

const recoverCalls: LanguageModelV3Middleware = {
  specificationVersion: "v3",
  async wrapStream({ doStream, params }) {
    const result = await doStream();
    return namesOf(params).length === 0
      ? result
      : { ...result, stream: result.stream.pipeThrough(recovering(namesOf(params))) };
  },
};

// Text is held back until the end: while tools are offered none of it is shown to anybody.
function recovering(names: string[]): TransformStream<LanguageModelV3StreamPart, LanguageModelV3StreamPart> {
  let text = "";
  let called = false;
  return new TransformStream({
    transform(part, controller) {
      if (part.type === "text-delta") text += part.delta;
      if (part.type === "text-start" || part.type === "text-delta" || part.type === "text-end") return;
      if (part.type === "tool-call") called = true;
      if (part.type !== "finish") return controller.enqueue(part);
      const calls = called ? [] : callsInText(text, names);
      calls.forEach(({ tool, input }, index) =>
        controller.enqueue({
          type: "tool-call",
          toolCallId: `text-call-${index + 1}`,
          toolName: tool,
          input: JSON.stringify(input),
        }),
      );
      if (calls.length === 0 && text) {
        controller.enqueue({ type: "text-start", id: "held" });
        controller.enqueue({ type: "text-delta", id: "held", delta: text });
        controller.enqueue({ type: "text-end", id: "held" });
      }
      controller.enqueue(
        calls.length > 0 ? { ...part, finishReason: { unified: "tool-calls", raw: undefined } } : part,
      );
    },
  });
}

function namesOf({ tools }: LanguageModelV3CallOptions): string[] {
  return (tools ?? []).map((tool) => tool.name);
}
