import { readFileSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

import type { Embedder, SimilarityScale } from "../../kit/embedding.ts";
import { readYaml } from "../yaml.ts";
import { cosine } from "./unit-vectors.ts";

const share = z.number().min(-1).max(1);
const Pairs = z.strictObject({
  reference: z.strictObject({ hash: z.string(), related: share, unrelated: share }),
  pairs: z.array(z.strictObject({ question: z.string().min(1), answer: z.string().min(1) })).min(2),
});

/**
 * Measures where questions and their answers lie in an embedding, and questions and the answers of others. Each question
 * goes alone, as in a search. Undefined for the model that the scale is that of.
 */
export async function measureSimilarity(
  embedder: Embedder,
  models: string,
  signal?: AbortSignal,
): Promise<SimilarityScale | undefined> {
  const { reference, pairs } = readYaml(
    Pairs,
    readFileSync(join(models, "similarity-pairs.yaml"), "utf8"),
    "similarity-pairs.yaml",
  );
  const { related, unrelated, hash } = reference;
  if (hash === (await embedder.describe(signal)).hash) return undefined;
  return { ...(await measure(embedder, pairs, signal)), reference: { related, unrelated } };
}

/** Mean cosine of a question and its answer, and of a question and every other answer. */
export async function measure(
  embedder: Embedder,
  pairs: { question: string; answer: string }[],
  signal?: AbortSignal,
): Promise<{ related: number; unrelated: number }> {
  const answers = await embedder.embed(
    pairs.map((pair) => pair.answer),
    "passage",
    signal,
  );
  let [related, unrelated] = [0, 0];
  for (const [at, { question }] of pairs.entries()) {
    const [vector] = await embedder.embed([question], "query", signal);
    answers.forEach((answer, place) => {
      const near = cosine(vector ?? [], answer);
      if (place === at) related += near;
      else unrelated += near;
    });
  }
  const count = pairs.length;
  return { related: related / count, unrelated: unrelated / (count * (count - 1)) };
}

/**
 * A cosine on the scale of the model that comes with Attaché. An embedding in which answers lie no nearer than anything else
 * has no scale: its cosines stay as they are.
 */
export function onReferenceScale(similarity: number, scale: SimilarityScale | undefined): number {
  if (!scale || scale.related - scale.unrelated < 0.01) return similarity;
  const { related, unrelated, reference } = scale;
  const place = (similarity - unrelated) / (related - unrelated);
  return Math.min(1, reference.unrelated + place * (reference.related - reference.unrelated));
}
