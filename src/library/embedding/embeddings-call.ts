import { z } from "zod";

import { AttacheError, quoted } from "../../kit/error.ts";

/** Longer than the longest answer: 64 texts of 8,192 numbers. */
const mostCharacters = 32_000_000;

const Reply = z.object({
  data: z.array(z.object({ index: z.number().int().optional(), embedding: z.array(z.number()).min(1) })),
});

/**
 * A call of `/v1/embeddings` that gives one list of numbers a text, in their order. Whatever goes wrong becomes a sentence;
 * the key stands in the request and nowhere else.
 */
export function createEmbeddingsCall({
  url,
  name,
  key,
  fetch,
  patience = 60_000,
}: {
  url: URL;
  name: string;
  key: string | undefined;
  fetch: typeof globalThis.fetch;
  /** Milliseconds to wait for the next byte. */
  patience?: number | undefined;
}): (texts: string[], signal: AbortSignal) => Promise<number[][]> {
  const endpoint = new URL(`${url.href.replace(/\/$/, "")}/embeddings`);
  const headers = { "content-type": "application/json", ...(key ? { authorization: `Bearer ${key}` } : {}) };
  return async (texts, signal) => {
    signal.throwIfAborted();
    const body = JSON.stringify({ model: name, input: texts, encoding_format: "float" });
    const silence = new AbortController();
    const heard = watch(silence, patience);
    try {
      const response = await fetch(endpoint, {
        method: "POST",
        headers,
        body,
        signal: AbortSignal.any([signal, silence.signal]),
      });
      heard.again();
      const text = await bodyOf(response, () => heard.again());
      if (!response.ok) throw refusal(response.status, url.host, name, quoted(text, 300));
      return vectorsOf(text, texts.length, url.host);
    } catch (thrown) {
      signal.throwIfAborted();
      if (thrown instanceof AttacheError) throw thrown;
      if (silence.signal.aborted)
        throw failure(
          url.host,
          `sent nothing for ${Math.round(patience / 1000)} seconds`,
          "Look at its log; is it loaded?",
          thrown,
        );
      throw new AttacheError("network", `No embedding server answers at ${url.host}.`, {
        next: "Start it, check the address, or use --embedding embedded.",
        cause: thrown,
      });
    } finally {
      heard.stop();
    }
  };
}

function watch(silence: AbortController, patience: number): { again(): void; stop(): void } {
  const timer = setTimeout(() => silence.abort(), patience);
  return { again: () => void timer.refresh(), stop: () => clearTimeout(timer) };
}

async function bodyOf(response: Response, heard: () => void): Promise<string> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    heard();
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length > mostCharacters)
      throw new AttacheError("model", "The embedding server sends an answer without end.", {
        next: "Check that the address is that of an embedding server.",
      });
  }
  return text + decoder.decode();
}

function vectorsOf(text: string, count: number, host: string): number[][] {
  const parsed = Reply.safeParse(jsonOf(text));
  if (!parsed.success)
    throw failure(
      host,
      "answered something that is no list of embeddings",
      "Check that the address ends in /v1 and the model is one for embeddings.",
      parsed.error,
    );
  const { data } = parsed.data;
  if (data.length !== count)
    throw failure(host, `gave ${data.length} vectors for ${count} texts`, "Update the server, or use another.");
  const vectors = Array.from<number[] | undefined>({ length: count });
  data.forEach(({ index, embedding }, place) => (vectors[index ?? place] = embedding));
  const whole = vectors.flatMap((vector) => (vector ? [vector] : []));
  if (whole.length !== count)
    throw failure(host, "numbered its vectors so that some text has none", "Update the server, or use another.");
  return whole;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusal(status: number, host: string, name: string, text: string): AttacheError {
  // What the server says may repeat the key: it is not kept.
  if (status === 401 || status === 403)
    return failure(
      host,
      "refuses the key",
      "Set ATTACHE_EMBEDDING_KEY, or ATTACHE_EMBEDDING_KEY_FILE, to the right key.",
    );
  if (status === 404)
    return failure(
      host,
      `does not know the model ${quoted(name)} or this path`,
      "Check the name after # and that the address ends in /v1.",
      text,
    );
  return failure(
    host,
    `failed (HTTP ${status})`,
    "Look at its log: was it started for embeddings, and does it take texts of 500 tokens?",
    text,
  );
}

function failure(host: string, what: string, next: string, cause?: unknown): AttacheError {
  return new AttacheError("model", `The embedding server at ${host} ${what}.`, { next, cause });
}
