import type { LanguageModelV3Middleware, LanguageModelV3StreamPart } from "@ai-sdk/provider";

/** No text has so many characters a token, but runs of white space. */
const charactersPerToken = 20;

/**
 * Ends a reply that goes far beyond the tokens asked for, as if the server had kept to them; the server sees the
 * connection close. Some servers do not know the limit, and a small model that repeats itself never ends.
 */
export const withinLength: LanguageModelV3Middleware = {
  specificationVersion: "v3",
  async wrapStream({ doStream, params }) {
    const result = await doStream();
    return params.maxOutputTokens === undefined
      ? result
      : { ...result, stream: result.stream.pipeThrough(endingAfter(params.maxOutputTokens * charactersPerToken)) };
  },
};

function endingAfter(most: number): TransformStream<LanguageModelV3StreamPart, LanguageModelV3StreamPart> {
  let length = 0;
  const open = new Map<string, "text-end" | "reasoning-end">();
  return new TransformStream({
    transform(part, controller) {
      if (part.type === "text-start") open.set(part.id, "text-end");
      if (part.type === "reasoning-start") open.set(part.id, "reasoning-end");
      if (part.type === "text-end" || part.type === "reasoning-end") open.delete(part.id);
      if (part.type === "text-delta" || part.type === "reasoning-delta" || part.type === "tool-input-delta")
        length += part.delta.length;
      controller.enqueue(part);
      if (length <= most) return;
      for (const [id, type] of open) controller.enqueue({ type, id });
      controller.enqueue({ type: "finish", finishReason: { unified: "length", raw: undefined }, usage: unknownUsage });
      controller.terminate();
    },
  });
}

const unknownUsage = {
  inputTokens: { total: undefined, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
  outputTokens: { total: undefined, text: undefined, reasoning: undefined },
};
