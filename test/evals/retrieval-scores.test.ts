import { describe, expect, it } from "vitest";

import { retrievalScores, type Found } from "../../src/evals/retrieval-scores.ts";
import { foundIn } from "../../src/evals/search-target.ts";

const fact = (id: string): Found => ({ id, kind: "fact", source: "article-1" });
const passage = (id: string, source: string): Found => ({ id, kind: "passage", source });
const others = (count: number): Found[] => Array.from({ length: count }, (_, index) => fact(`other-${index}`));

describe("the scores of a search", () => {
  it("are full when all that is expected stands first", () => {
    expect(retrievalScores(["F-1", "article-2"], [passage("article-2#3", "article-2"), fact("F-1")])).toEqual({
      ndcg10: { right: 1, of: 1 },
      recall5: { right: 1, of: 1 },
      recall10: { right: 1, of: 1 },
      mrr: { right: 1, of: 1 },
    });
  });

  it("fall with the rank", () => {
    const { ndcg10, recall5, recall10, mrr } = retrievalScores(["F-1"], [...others(6), fact("F-1")]);
    expect(ndcg10.right).toBeCloseTo(1 / Math.log2(8), 12);
    expect([recall5.right, recall10.right, mrr.right]).toEqual([0, 1, 1 / 7]);
  });

  it("are those worked by hand for two of three, at ranks 2 and 4", () => {
    const found = [...others(1), fact("F-1"), passage("p", "else"), fact("F-2")];
    const ideal = 1 + 1 / Math.log2(3) + 1 / Math.log2(4);
    const { ndcg10, recall5, mrr } = retrievalScores(["F-1", "F-2", "F-3"], found);
    expect(ndcg10.right).toBeCloseTo((1 / Math.log2(3) + 1 / Math.log2(5)) / ideal, 12);
    expect(recall5.right).toBeCloseTo(2 / 3, 12);
    expect(mrr.right).toBe(0.5);
  });

  it("look at ten results, count an article once, and take no fact for its article", () => {
    expect(retrievalScores(["F-1"], [...others(10), fact("F-1")]).recall10.right).toBe(0);
    const twice = [passage("article-1#1", "article-1"), passage("article-1#2", "article-1")];
    expect(retrievalScores(["article-1", "F-1"], twice).recall10.right).toBe(0.5);
    expect(retrievalScores(["article-1"], [fact("F-9")]).recall10.right).toBe(0);
  });

  it("are nothing where nothing is expected", () => {
    expect(retrievalScores([], others(3)).ndcg10).toEqual({ right: 0, of: 0 });
  });
});

describe("the results of a search tool", () => {
  it("are its first list of things with an id", () => {
    const output = { query: "x", notes: ["a"], results: [{ id: "1", kind: "fact", source: { id: "s" } }, { id: "2" }] };
    expect(foundIn(output)).toEqual([
      { id: "1", kind: "fact", source: "s" },
      { id: "2", kind: "passage", source: null },
    ]);
    expect(foundIn([{ id: "3", source: "doc" }])).toEqual([{ id: "3", kind: "passage", source: "doc" }]);
  });

  it("are none in anything else", () => {
    for (const strange of [null, "text", 3, {}, { results: "none" }, { results: [{ name: "x" }] }])
      expect(foundIn(strange)).toEqual([]);
  });
});
