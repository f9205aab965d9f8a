import type { LanguageModelV3, LanguageModelV3StreamPart, LanguageModelV3Usage } from "@ai-sdk/provider";

import type { AgentEvent } from "../kit/agent.ts";
import type { CreatedModel } from "../kit/model.ts";

/** A model that tells of each call what it spent, as its server reports it. */
export function metered(created: CreatedModel, tell: ((event: AgentEvent) => void) | undefined): CreatedModel {
  if (!tell) return created;
  const { model } = created;
  const told = ({ inputTokens, outputTokens }: LanguageModelV3Usage): void =>
    tell({ type: "usage", inputTokens: inputTokens.total, outputTokens: outputTokens.total });
  const counting: LanguageModelV3 = {
    specificationVersion: model.specificationVersion,
    provider: model.provider,
    modelId: model.modelId,
    supportedUrls: model.supportedUrls,
    async doGenerate(options) {
      const result = await model.doGenerate(options);
      told(result.usage);
      return result;
    },
    async doStream(options) {
      const { stream, ...rest } = await model.doStream(options);
      const counted = new TransformStream<LanguageModelV3StreamPart, LanguageModelV3StreamPart>({
        transform(part, controller) {
          if (part.type === "finish") told(part.usage);
          controller.enqueue(part);
        },
      });
      return { ...rest, stream: stream.pipeThrough(counted) };
    },
  };
  return { ...created, model: counting };
}
