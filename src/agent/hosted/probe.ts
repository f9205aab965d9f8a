import type { z } from "zod";

import { AttacheError, quoted } from "../../kit/error.ts";

/** A server that is asked about itself, with a key where it wants one. */
export interface Probe {
  host: URL;
  fetch: typeof globalThis.fetch;
  key: string | undefined;
}

/**
 * What a server says of itself under a path, or undefined where it has no such path or says something else. Throws
 * what `fetch` throws, and `model` when the key is refused.
 */
export async function ask<Schema extends z.ZodType>(
  { host, fetch, key }: Probe,
  path: string,
  schema: Schema,
  options: { body?: unknown; signal?: AbortSignal | undefined } = {},
): Promise<z.output<Schema> | undefined> {
  const response = await fetch(new URL(path, host), {
    method: options.body === undefined ? "GET" : "POST",
    headers: {
      ...(options.body === undefined ? {} : { "content-type": "application/json" }),
      ...(key ? { authorization: `Bearer ${key}` } : {}),
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    ...(options.signal ? { signal: options.signal } : {}),
  });
  if (response.status === 401 || response.status === 403)
    throw new AttacheError("model", `The model server at ${host.host} refuses the key.`, {
      next: key
        ? "Set ATTACHE_MODEL_KEY, or the file that ATTACHE_MODEL_KEY_FILE names, to the right key."
        : "Put its key into ATTACHE_MODEL_KEY, or into a file that ATTACHE_MODEL_KEY_FILE names.",
    });
  if (!response.ok) {
    await response.body?.cancel();
    return undefined;
  }
  const parsed = schema.safeParse(await jsonOf(response).catch(() => undefined));
  return parsed.success ? parsed.data : undefined;
}

// A list of models or of tokens is never so long.
const longestAnswer = 8_000_000;

async function jsonOf(response: Response): Promise<unknown> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > longestAnswer) return undefined;
  }
  return JSON.parse(text + decoder.decode());
}

/** The error for a name that a server does not have. */
export function unknownModel(name: string, host: URL, known: string[]): AttacheError {
  const names = known.slice(0, 6).map((other) => quoted(other, 60));
  return new AttacheError("model", `The model server at ${host.host} has no model ${quoted(name)}.`, {
    next: names.length > 0 ? `It has ${names.join(", ")}.` : "It names no model of its own: load one first.",
  });
}
