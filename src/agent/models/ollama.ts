import { createOllama } from "ollama-ai-provider-v2";
import { z } from "zod";

import { AttacheError, quoted } from "../../kit/error.ts";
import { defineModel, type Served } from "../../kit/model.ts";
import { hostedModel } from "../hosted/hosted-model.ts";
import { wholeLines } from "../hosted/ollama-lines.ts";
import { ask, unknownModel, type Probe } from "../hosted/probe.ts";

const usualAddress = "http://127.0.0.1:11434";
/** Longer than this needs more memory than most machines give one model. */
const longestContext = 16_384;

/**
 * A model of an Ollama server, by its native API: its OpenAI-compatible one ignores the context length and cuts a long
 * prompt in silence.
 */
export default defineModel({
  usage: "ollama:NAME",
  accepts: (specification) => specification.startsWith("ollama:"),
  create(specification, context) {
    const name = specification.slice("ollama:".length).trim();
    const host = addressOf(context.environment.OLLAMA_HOST);
    if (!name)
      throw new AttacheError("usage", "The name of the Ollama model is missing.", {
        next: "Write ollama:NAME, for example ollama:qwen3. OLLAMA_HOST names another server than the usual one.",
      });
    const key = context.key();
    const fetch = context.fetchFor(host, { startedBy: "ollama serve", addressIn: "OLLAMA_HOST" });
    let contextTokens = context.assumedContextTokens;
    const threads = context.environment.ATTACHE_THREADS ? context.threads : undefined; // else the server's own choice
    const provider = createOllama({
      baseURL: `${host.origin}/api`,
      fetch: async (input, init) => wholeLines(await fetch(input, withLimits(init, contextTokens, threads)), host.host),
      ...(key ? { headers: { authorization: `Bearer ${key}` } } : {}),
    });
    const probe: Probe = { host: new URL(`${host.origin}/`), fetch, key };
    return {
      model: hostedModel(provider.chat(name)),
      builtin: false,
      host,
      async inspect(signal) {
        const served = await inspect(probe, name, context.assumedContextTokens, signal);
        contextTokens = served.contextTokens;
        return served;
      },
      countTokens: async () => undefined,
      close: async () => {},
    };
  },
});

const Tags = z.object({ models: z.array(z.object({ name: z.string() })) });
const Shown = z.object({
  capabilities: z.array(z.string()).nullish(),
  model_info: z.record(z.string(), z.unknown()).nullish(),
  parameters: z.string().nullish(),
});
const Version = z.object({ version: z.string() });

async function inspect(probe: Probe, name: string, assumed: number, signal?: AbortSignal): Promise<Served> {
  const [tags, version] = await Promise.all([
    ask(probe, "api/tags", Tags, { signal }),
    ask(probe, "api/version", Version, { signal }),
  ]);
  const names = tags?.models.map((model) => model.name) ?? [];
  const full = names.find((known) => known === name) ?? names.find((known) => known === `${name}:latest`);
  if (!tags || !full) throw unknownModel(name, probe.host, names);
  const shown = await ask(probe, "api/show", Shown, { body: { model: full }, signal });
  const trained = lengthOf(
    Object.entries(shown?.model_info ?? {}).find(([field]) => field.endsWith(".context_length"))?.[1],
  );
  const set = lengthOf(Number(/^num_ctx\s+(\d+)/m.exec(shown?.parameters ?? "")?.[1]));
  const tools = shown?.capabilities ? shown.capabilities.includes("tools") : true;
  return {
    contextTokens: set ?? Math.min(trained ?? assumed, longestContext),
    toolCalls: tools ? "native" : "schema",
    schema: true,
    runtime: `Ollama${version ? ` ${quoted(version.version, 20)}` : ""}`,
    notes: [
      ...(tools ? [] : ["It has no tools in its template: calls are asked for as an object."]),
      ...(trained ? [] : ["It does not tell the model's context length."]),
    ],
  };
}

function lengthOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isInteger(value) && value > 0 ? value : undefined;
}

// Sets the context length and forbids cutting, in the native request, which the provider library cannot say.
function withLimits(
  init: RequestInit | undefined,
  contextTokens: number,
  threads: number | undefined,
): RequestInit | undefined {
  if (typeof init?.body !== "string") return init;
  const body = JSON.parse(init.body) as { options?: Record<string, unknown> };
  const options = { ...body.options, num_ctx: contextTokens, ...(threads ? { num_thread: threads } : {}) };
  return { ...init, body: JSON.stringify({ ...body, options, truncate: false, shift: false }) };
}

function addressOf(written: string | undefined): URL {
  const text = written?.trim() || usualAddress;
  const address = /^https?:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(address))
    throw new AttacheError("usage", `OLLAMA_HOST is ${quoted(text)}, which is no address.`, {
      next: `Set it to the server's address, for example ${usualAddress}.`,
    });
  const url = new URL(address);
  if (url.hostname === "0.0.0.0") url.hostname = "127.0.0.1";
  if (!url.port && url.protocol === "http:") url.port = "11434";
  return url;
}
