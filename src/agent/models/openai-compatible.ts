import { createOpenAICompatible } from "@ai-sdk/openai-compatible";

import { AttacheError, quoted } from "../../kit/error.ts";
import { defineModel } from "../../kit/model.ts";

/** Any OpenAI-compatible server the user hosts: llama-server, vLLM, LM Studio, Ollama's /v1. */
export default defineModel({
  usage: "http://HOST:PORT/v1#NAME",
  accepts: (specification) => /^https?:\/\//i.test(specification),
  create(specification, context) {
    const { url, name } = parse(specification);
    const provider = createOpenAICompatible({
      name: "hosted",
      baseURL: url.href.replace(/\/$/, ""),
      supportsStructuredOutputs: true,
      fetch: context.fetchFor(url),
      ...(context.environment.ATTACHE_MODEL_KEY ? { apiKey: context.environment.ATTACHE_MODEL_KEY } : {}),
    });
    return { model: provider.chatModel(name), evidenceCharacters: 14_000, scores: false };
  },
});

function parse(specification: string): { url: URL; name: string } {
  const [address = "", name] = specification.split("#");
  if (!name || !URL.canParse(address))
    throw new AttacheError("usage", `${quoted(specification)} is not a model address.`, {
      next: "Write http://HOST:PORT/v1#NAME, for example http://127.0.0.1:8080/v1#qwen3.",
    });
  const url = new URL(address);
  if (url.username || url.password)
    throw new AttacheError("usage", "A model address must not hold a key.", {
      next: "Put the key into the environment variable ATTACHE_MODEL_KEY.",
    });
  return { url, name };
}
