import { expect, it } from "vitest";

import type { Embedder } from "../../src/kit/embedding.ts";

const texts = [
  "France has committed EUR 109 billion to AI infrastructure.",
  "Saudi Arabia ordered 18,000 accelerators.",
  "x",
  "France has committed EUR 109 billion to AI infrastructure.",
  "Rice is grown in flooded fields.",
];

/** What every embedding must keep to, whoever makes the vectors. */
export function describeEmbedding(open: () => Promise<Embedder>): void {
  it("says what its vectors depend on, and says the same again", async () => {
    const description = await (await open()).describe();
    expect(description.hash).toMatch(/^[\da-f]{64}$/);
    expect(description.dimensions).toBeGreaterThan(0);
    expect(await (await open()).describe()).toEqual(description);
  });

  it("gives one vector a text, in order, each of length 1", async () => {
    const embedder = await open();
    const { dimensions } = await embedder.describe();
    const together = await embedder.embed(texts, "passage");
    expect(together).toHaveLength(texts.length);
    for (const vector of together) {
      expect(vector).toHaveLength(dimensions);
      expect(Math.hypot(...vector)).toBeCloseTo(1, 4);
    }
    for (const [index, text] of texts.entries()) {
      const [alone] = await embedder.embed([text], "passage");
      // Whatever stands beside it: an index built in steps is one that was built at once.
      expect(cosine(alone ?? [], together[index] ?? [])).toBeCloseTo(1, 5);
    }
  });

  it("gives the same text the same vector, in one call and in the next", async () => {
    const embedder = await open();
    const [first, second] = await embedder.embed([texts[0] ?? "", texts[0] ?? ""], "passage");
    const [third] = await (await open()).embed([texts[1] ?? ""], "passage");
    const [fourth] = await embedder.embed([texts[1] ?? ""], "passage");
    expect(cosine(first ?? [], second ?? [])).toBeCloseTo(1, 5);
    expect(cosine(third ?? [], fourth ?? [])).toBeCloseTo(1, 5);
  });

  it("puts a question nearer to what answers it than to anything else", async () => {
    const embedder = await open();
    const [question] = await embedder.embed(["How many accelerators did Saudi Arabia order?"], "query");
    const passages = await embedder.embed([texts[0] ?? "", texts[1] ?? "", texts[4] ?? ""], "passage");
    const near = passages.map((passage) => cosine(question ?? [], passage));
    expect(near.indexOf(Math.max(...near))).toBe(1);
  });

  it("gives nothing for nothing", async () => {
    expect(await (await open()).embed([], "passage")).toEqual([]);
  });

  it("embeds an empty text, one of strange signs and one far too long", async () => {
    const vectors = await (await open()).embed(["", "\u0000😀 ﷽ \uD800", "accelerator ".repeat(20_000)], "query");
    for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 4);
    expect(vectors).toHaveLength(3);
  });

  it("gives more than a batch of texts as one", async () => {
    const many = Array.from({ length: 70 }, (_, index) => `${index} data centres stand in country ${index}.`);
    const embedder = await open();
    const vectors = await embedder.embed(many, "passage");
    expect(vectors).toHaveLength(70);
    const [last] = await embedder.embed(many.slice(69), "passage");
    expect(cosine(vectors[69] ?? [], last ?? [])).toBeGreaterThan(0.95);
  });

  it("stops before the work when it is told to", async () => {
    const embedder = await open();
    await expect(embedder.embed(texts, "passage", AbortSignal.abort())).rejects.toMatchObject({ name: "AbortError" });
    expect(await embedder.embed(["still there"], "passage")).toHaveLength(1);
  });
}

function cosine(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < one.length; index += 1) sum += (one[index] ?? 0) * (other[index] ?? 0);
  return sum;
}
