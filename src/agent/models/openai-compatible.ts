import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { z } from "zod";

import { AttacheError, quoted } from "../../kit/error.ts";
import { defineModel, type Served } from "../../kit/model.ts";
import { hostedModel } from "../hosted/hosted-model.ts";
import { ask, unknownModel, type Probe } from "../hosted/probe.ts";

/** Any OpenAI-compatible server the user hosts: llama-server, vLLM, LM Studio, TGI. */
export default defineModel({
  usage: "http(s)://HOST:PORT/v1#NAME",
  accepts: (specification) => /^https?:\/\//i.test(specification),
  create(specification, context) {
    const { url, name } = parse(specification);
    const key = context.key();
    const fetch = context.fetchFor(url);
    const provider = createOpenAICompatible({
      name: "hosted",
      baseURL: url.href.replace(/\/$/, ""),
      supportsStructuredOutputs: true,
      includeUsage: true,
      fetch,
      ...(key ? { apiKey: key } : {}),
    });
    const probe: Probe = { host: new URL(`${url.href.replace(/\/$/, "")}/`), fetch, key };
    return {
      model: hostedModel(provider.chatModel(name)),
      builtin: false,
      host: url,
      inspect: (signal) => inspect(probe, name, context.assumedContextTokens, signal),
      async countTokens(text, signal) {
        const counted = await ask(probe, "../tokenize", Tokens, { body: { content: text }, signal });
        return counted?.tokens.length;
      },
      close: async () => {},
    };
  },
});

// What servers say of themselves: the list of models is OpenAI's, `max_model_len` is vLLM's, `/props` llama.cpp's.
const Length = z.number().int().positive().nullish().catch(undefined);
const Models = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      aliases: z.array(z.string()).nullish(),
      max_model_len: Length,
      owned_by: z.string().nullish(),
    }),
  ),
});
const Properties = z.object({
  default_generation_settings: z.object({ n_ctx: Length }),
  chat_template_caps: z.record(z.string(), z.unknown()).nullish(),
  build_info: z.string().nullish(),
});
const Tokens = z.object({ tokens: z.array(z.unknown()).min(1) });

async function inspect(probe: Probe, name: string, assumed: number, signal?: AbortSignal): Promise<Served> {
  const models = await ask(probe, "models", Models, { signal });
  const own = models?.data.find((model) => model.id === name || model.aliases?.includes(name));
  // Some servers answer whatever the name, with another model than the one meant.
  if (models && !own)
    throw unknownModel(
      name,
      probe.host,
      models.data.map((model) => model.id),
    );
  const properties = await ask(probe, "../props", Properties, { signal });
  const capable = properties?.chat_template_caps?.supports_tools;
  const context = own?.max_model_len ?? properties?.default_generation_settings.n_ctx ?? undefined;
  return {
    contextTokens: context ?? assumed,
    toolCalls: capable === false ? "schema" : "native",
    schema: true,
    runtime: properties
      ? `llama.cpp server${properties.build_info ? ` ${quoted(properties.build_info, 40)}` : ""}`
      : own?.owned_by === "vllm"
        ? "vLLM server"
        : "OpenAI-compatible server",
    notes: [
      ...(models ? [] : ["It does not list its models, so the name could not be checked."]),
      ...(context === undefined ? [`It does not tell its context length: ${assumed} tokens are assumed.`] : []),
      ...(capable === false ? ["Its chat template has no tools: calls are asked for as an object."] : []),
    ],
  };
}

function parse(specification: string): { url: URL; name: string } {
  const hash = specification.indexOf("#");
  const address = hash < 0 ? specification : specification.slice(0, hash);
  const name = hash < 0 ? "" : specification.slice(hash + 1).trim();
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
