import { setTimeout } from "node:timers/promises";

import type { Embedder } from "../../src/library/embedder.ts";
import { contentStems } from "../../src/library/words.ts";

const dimensions = 32;

/** An embedder without a model: texts that share words lie near each other, and the same text is always the same. */
export function fakeEmbedder(
  options: { id?: string; failAfter?: number; pause?: number } = {},
): Embedder & { embedded: string[] } {
  const embedded: string[] = [];
  let batches = 0;
  return {
    id: options.id ?? "fake",
    dimensions,
    lexicalWeight: 0.5,
    embedded,
    hash: async () => `weights of ${options.id ?? "fake"}`,
    async embed(texts, signal) {
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
