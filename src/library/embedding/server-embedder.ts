import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

import type { Embedder, EmbeddingContext, EmbeddingDescription } from "../../kit/embedding.ts";
import { AttacheError, quoted } from "../../kit/error.ts";
import { createEmbeddingsCall } from "./embeddings-call.ts";
import { conventionsOf } from "./families.ts";
import { sameProbe } from "./same-embedding.ts";
import { cosine, unitVector } from "./unit-vectors.ts";

/** One less than servers commonly take at once: the probe goes along with each batch. */
const batchSize = 31;
/** Some 500 tokens: what the usual models read. Servers refuse longer texts instead of cutting them. */
const longestText = 2000;
/** What a server is asked with each call, so that a change of its model cannot go unnoticed. Never change it. */
const probeText =
  "A country that buys every accelerator from one supplier abroad can lose its data centres to one refused licence.";

/** A model behind `/v1/embeddings`. Its weights cannot be seen, so each call is checked by a fixed text's vector. */
export function openEmbeddingServer({ url, name }: { url: URL; name: string }, context: EmbeddingContext): Embedder {
  const { query, passage, lexicalWeight } = conventionsOf([name], context.models);
  const prefixes = { query, passage };
  const specification = `${url.href.replace(/\/$/, "")}#${name}`;
  const call = createEmbeddingsCall({
    url,
    name,
    key: keyOf(context),
    fetch: context.fetchFor(url),
    patience: context.patience,
  });
  let probe: Float32Array | undefined;
  let described: Promise<EmbeddingDescription> | undefined;

  const ask = async (texts: string[], signal: AbortSignal | undefined): Promise<Float32Array[]> => {
    const signals = [signal, context.signal].filter((one) => one !== undefined);
    const values = await call([probeText, ...texts], AbortSignal.any(signals));
    const vectors = values.map((vector) => unitVector(vector, `The embedding server at ${url.host}`));
    const [first, ...rest] = vectors;
    probe ??= first;
    if (vectors.some((vector) => vector.length !== probe?.length))
      throw changed(url, "its vectors have another length than before");
    if (first && probe && !sameProbe(first, probe))
      throw changed(url, `the same text has another vector than before (cosine ${cosine(first, probe).toFixed(2)})`);
    return rest;
  };
  return {
    specification,
    id: name,
    lexicalWeight,
    batchSize,
    remarks: [],
    describe(signal) {
      described ??= ask([], signal).then(
        () => {
          const values = Array.from(probe ?? [], (value) => Math.round(value * 1e4) / 1e4);
          const coarse = values.map((value) => value.toFixed(2)).join(" ");
          return {
            specification,
            id: name,
            hash: createHash("sha256").update(`${name}\n${coarse}`).digest("hex"),
            dimensions: values.length,
            pooling: "server",
            prefixes,
            maxTokens: null,
            probe: values,
          };
        },
        (thrown: unknown) => {
          described = undefined;
          throw thrown;
        },
      );
      return described;
    },
    async embed(texts, role, signal) {
      signal?.throwIfAborted();
      const vectors: Float32Array[] = [];
      for (let start = 0; start < texts.length; start += batchSize) {
        const batch = texts.slice(start, start + batchSize);
        // A server refuses an empty text; a full stop has as little to say.
        const sent = batch.map((text) => prefixes[role] + text.slice(0, longestText)).map((text) => text.trim() || ".");
        vectors.push(...(await ask(sent, signal)));
      }
      return vectors;
    },
  };
}

function keyOf({ environment }: EmbeddingContext): string | undefined {
  const file = environment.ATTACHE_EMBEDDING_KEY_FILE;
  if (environment.ATTACHE_EMBEDDING_KEY || !file) return environment.ATTACHE_EMBEDDING_KEY || undefined;
  try {
    return readFileSync(file, "utf8").trim() || undefined;
  } catch (cause) {
    throw new AttacheError("usage", `The file ${quoted(file)} that ATTACHE_EMBEDDING_KEY_FILE names cannot be read.`, {
      next: "Name a file that holds the key and nothing else.",
      cause,
    });
  }
}

function changed(url: URL, how: string): AttacheError {
  return new AttacheError("model", `The model behind ${url.host} was changed in mid-run: ${how}.`, {
    next: "Keep one model there; to use the new one, run: attache corpus reindex --embedding SPEC",
  });
}
