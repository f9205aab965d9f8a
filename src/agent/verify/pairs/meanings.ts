import type { Embedder } from "../../../kit/embedding.ts";

/** Vectors of words and sentences by the embedded model: how near two of them are in meaning. */
export interface Meanings {
  /** Looks up what is not known yet. */
  learn(texts: string[]): Promise<void>;
  /** Cosine of two texts that were learnt; undefined where one was not. */
  cosine(one: string, other: string): number | undefined;
}

/** So many vectors are kept: 384 numbers each, some 30 MB in all. */
const mostKept = 20_000;

/** Keeps what was learnt, for words come again from pair to pair. */
export function createMeanings(embedder: Pick<Embedder, "embed">): Meanings {
  const known = new Map<string, Float32Array>();
  return {
    async learn(texts) {
      const missing = [...new Set(texts)].filter((text) => !known.has(text));
      if (missing.length === 0) return;
      if (known.size + missing.length > mostKept) known.clear();
      const wanted = known.size === 0 ? [...new Set(texts)] : missing;
      const vectors = await embedder.embed(wanted, "passage");
      for (const [index, text] of wanted.entries()) {
        const vector = vectors[index];
        if (vector) known.set(text, vector);
      }
    },
    cosine(one, other) {
      const [a, b] = [known.get(one), known.get(other)];
      if (!a || !b) return undefined;
      let sum = 0;
      for (let index = 0; index < a.length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0);
      return sum;
    },
  };
}
