import { createHash } from "node:crypto";

import type { EmbeddingDescription } from "../../kit/embedding.ts";
import { cosine } from "./unit-vectors.ts";

/**
 * The same text through the same model: its vector differs a little between batches where a server computes in eight
 * bits (.997 was the lowest seen of a long text); other models, and other versions of one, lie below.
 */
const leastOfSameModel = 0.99;

/** Are two probes of one model? */
export function sameProbe(one: ArrayLike<number>, other: ArrayLike<number>): boolean {
  return cosine(one, other) >= leastOfSameModel;
}

/** Can vectors of the one be compared with vectors of the other? By what they are made with, not by where it lies. */
export function sameEmbedding(one: EmbeddingDescription, other: EmbeddingDescription): boolean {
  if (waysOf(one) !== waysOf(other)) return false;
  if (one.probe && other.probe) return one.id === other.id && sameProbe(one.probe, other.probe);
  return one.hash === other.hash;
}

/** A short name for an embedding's vectors, for files. */
export function embeddingKey(description: EmbeddingDescription): string {
  return createHash("sha256")
    .update(`${description.hash}\n${waysOf(description)}`)
    .digest("hex")
    .slice(0, 16);
}

function waysOf({ dimensions, pooling, prefixes, maxTokens }: EmbeddingDescription): string {
  return JSON.stringify([dimensions, pooling, prefixes.query, prefixes.passage, maxTokens]);
}
