import { readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";
import { parse } from "yaml";

import { packageRoot } from "../../src/home.ts";
import { openEmbedding } from "../../src/library/embedding/open-embedding.ts";
import { measure, onReferenceScale } from "../../src/library/embedding/similarity.ts";
import { embedders, embeddingContext, sharedModel } from "../support/embedding-context.ts";

interface File {
  reference: { hash: string; related: number; unrelated: number };
  pairs: { question: string; answer: string }[];
}
const file = parse(readFileSync(join(packageRoot(), "corpus", "models", "similarity-pairs.yaml"), "utf8")) as File;

describe("the common scale of similarity", () => {
  it("is that of the model that comes with Attaché, as the file says", async () => {
    const own = await openEmbedding("embedded", embedders, embeddingContext());
    expect((await own.describe()).hash).toBe(file.reference.hash);
    const { related, unrelated } = await measure(own, file.pairs);
    expect(related).toBeCloseTo(file.reference.related, 2);
    expect(unrelated).toBeCloseTo(file.reference.unrelated, 2);
    expect(await own.similarity?.()).toBeUndefined();
  });

  it("keeps the order, and brings an answer's and a stranger's cosine to where the thresholds expect them", () => {
    const reference = { related: 0.7, unrelated: 0.4 };
    const scale = { related: 0.6, unrelated: 0.1, reference };
    const brought = [0.1, 0.35, 0.6, 1].map((similarity) => onReferenceScale(similarity, scale));
    expect(brought.map((value) => Number(value.toFixed(3)))).toEqual([0.4, 0.55, 0.7, 0.94]);
    expect(onReferenceScale(0.3, undefined)).toBe(0.3);
    expect(onReferenceScale(0.3, { related: 0.2, unrelated: 0.2, reference })).toBe(0.3);
    expect(onReferenceScale(1, { related: 0.2, unrelated: 0.1, reference })).toBe(1);
  });

  for (const name of ["all-MiniLM-L6-v2", "bge-small-en-v1.5", "embedded-static/attache-static-256"]) {
    const { folder, missing, title } = sharedModel(name);
    it.skipIf(missing)(`has answers above strangers in ${title}`, async () => {
      const scale = await (await openEmbedding(folder, embedders, embeddingContext())).similarity?.();
      expect(scale?.reference).toEqual({ related: file.reference.related, unrelated: file.reference.unrelated });
      expect((scale?.related ?? 0) - (scale?.unrelated ?? 0)).toBeGreaterThan(0.2);
    });
  }
});
