import { setTimeout } from "node:timers/promises";

import type { Embedder, EmbeddingDescription } from "../../src/kit/embedding.ts";
import { contentStems } from "../../src/library/words.ts";

const dimensions = 32;

/** An embedder without a model: texts that share words lie near each other, and the same text is always the same. */
export function fakeEmbedder(
  options: {
    id?: string;
    batchSize?: number;
    failAfter?: number;
    pause?: number;
    description?: Partial<EmbeddingDescription>;
  } = {},
): Embedder & { embedded: string[] } {
  const { id = "fake" } = options;
  const embedded: string[] = [];
  let batches = 0;
  return {
    specification: id,
    id,
    lexicalWeight: 0.5,
    batchSize: options.batchSize ?? 32,
    remarks: [],
    embedded,
    describe: async () => ({
      specification: id,
      id,
      hash: `weights of ${id}`,
      dimensions,
      pooling: "mean",
      prefixes: { query: "", passage: "" },
      maxTokens: 512,
      ...options.description,
    }),
    async embed(texts, _role, signal) {
      batches += 1;
      if (options.failAfter !== undefined && batches > options.failAfter) throw new Error("the power went out");
      if (options.pause) await setTimeout(options.pause);
      signal?.throwIfAborted();
      embedded.push(...texts);
      return texts.map(vectorOf);
    },
  };
}

function vectorOf(text: string): Float32Array {
  const vector = new Float32Array(dimensions).fill(0.01);
  for (const stem of contentStems(text)) {
    let place = 7;
    for (const letter of stem) place = (place * 31 + (letter.codePointAt(0) ?? 0)) % dimensions;
    vector[place] = (vector[place] ?? 0) + 1;
  }
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
