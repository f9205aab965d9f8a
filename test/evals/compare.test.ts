import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { compareResults } from "../../src/evals/compare.ts";
import { comparePairs, signFlip, type Pair } from "../../src/evals/paired-tests.ts";
import { readResults, type Results } from "../../src/evals/results-file.ts";
import { showComparison } from "../../src/evals/show-comparison.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const pairs = (...values: [number, number][]): Pair[] => values.map(([a, b]) => ({ a, b, weight: 1 }));
const many = (count: number, a: number, b: number): Pair[] =>
  Array.from({ length: count }, () => ({ a, b, weight: 1 }));

/** Results of one split: each case passed or not, and so many of its vital statements found. */
function results(cases: Record<string, [boolean, number, number]>, change: Partial<Results> = {}): Results {
  const items = Object.entries(cases).map(([id, [passed, right, of]]) => ({
    id,
    hash: id,
    outcome: passed ? "passed" : "wrong",
    shares: { pass: { right: Number(passed), of: 1 }, vitalRecall: { right, of } },
    runs: [{}],
  }));
  const splits: Results["splits"] = [{ kind: "answers", suite: "s", split: "development", items }];
  return { model: "m", version: "1", corpus: "c", at: "2026-01-01", splits, ...change };
}

describe("paired tests", () => {
  it("find no difference between a run and itself", () => {
    const same = [...many(30, 1, 1), ...many(10, 0, 0)];
    expect(comparePairs(same, 1)).toEqual({ a: 0.75, b: 0.75, difference: 0, low: 0, high: 0, p: 1 });
  });

  it("count all ways to swap where few cases differ", () => {
    expect(signFlip([1, 1, 1, 1, 1], 1)).toBe(2 / 32);
    expect(signFlip([1, -1], 1)).toBe(1);
    expect(signFlip([1, 1, 1, -1], 1)).toBe(10 / 16);
    expect(signFlip([2, 1], 1)).toBe(0.5);
    expect(signFlip([0, 0, 1], 1)).toBe(1);
    expect(signFlip([], 1)).toBe(1);
  });

  it("draw where many differ, near the exact value and never zero", () => {
    // 20 flips of which 15 one way: the exact two-sided sign test gives 0.0414.
    const gains = Array.from({ length: 20 }, (_, index) => (index < 15 ? 1 : -1));
    expect(signFlip(gains, 1)).toBeCloseTo(0.0414, 2);
    expect(signFlip(gains, 1)).toBe(signFlip(gains, 1));
    expect(
      signFlip(
        Array.from({ length: 60 }, () => 1),
        1,
      ),
    ).toBe(1 / 10_001);
  });

  it("give an interval around the difference, the same for the same seed", () => {
    const some = [...many(20, 0, 1), ...many(5, 1, 0), ...many(75, 1, 1)];
    const found = comparePairs(some, 7);
    expect(found?.difference).toBeCloseTo(0.15, 12);
    // Normal approximation: 0.15 ± 1.96 × sqrt((0.25 − 0.0225) / 100) = [0.057, 0.243].
    expect(found?.low).toBeCloseTo(0.057, 1);
    expect(found?.high).toBeCloseTo(0.243, 1);
    expect(comparePairs(some, 7)).toEqual(found);
  });

  it("weigh a case by what it asks for", () => {
    const weighed = [
      { a: 0, b: 1, weight: 3 },
      { a: 1, b: 1, weight: 1 },
    ];
    expect(comparePairs(weighed, 1)).toMatchObject({ a: 0.25, b: 1, difference: 0.75 });
    expect(comparePairs(pairs(), 1)).toBeNull();
  });

  it("turn round with the order of the two", () => {
    const [one, other] = [
      comparePairs(pairs([0, 1], [1, 1], [1, 0], [0, 1]), 1),
      comparePairs(pairs([1, 0], [1, 1], [0, 1], [1, 0]), 1),
    ];
    expect(one?.difference).toBe(-(other?.difference ?? 0));
    expect(one?.p).toBe(other?.p);
  });
});

describe("two results", () => {
  const before = results({ x: [true, 2, 2], y: [false, 0, 1], z: [false, 1, 2] });
  const after = results({ x: [false, 1, 2], y: [true, 1, 1], z: [true, 2, 2] });

  it("are compared in passes and vital statements, with the cases that went over", () => {
    const { splits, warnings } = compareResults(before, after);
    expect(warnings).toEqual([]);
    expect(splits).toMatchObject([
      {
        suite: "s",
        cases: 3,
        gained: ["y", "z"],
        lost: ["x"],
        metrics: { pass: { a: 1 / 3, b: 2 / 3, p: 1 }, vitalRecall: { a: 3 / 5, b: 4 / 5 } },
      },
    ]);
    expect(showComparison(compareResults(before, after), (text) => text)).toMatch(/only B passes \(2\): y, z/);
  });

  it("of the same run differ in nothing", () => {
    const { splits } = compareResults(before, before);
    expect(splits[0]?.metrics.pass).toMatchObject({ difference: 0, p: 1 });
    expect(splits[0]).toMatchObject({ gained: [], lost: [] });
  });

  it("warn where their cases, splits or corpora are not the same", () => {
    const other = results({ x: [true, 2, 2], y: [false, 0, 1], w: [true, 1, 1] }, { corpus: "d" });
    const split = other.splits[0];
    if (split?.kind === "answers" && split.items[0]) split.items[0].hash = "changed";
    other.splits.push({ kind: "retrieval", suite: "r", split: "development", items: [] });
    const { warnings, splits } = compareResults(before, other);
    expect(splits[0]?.cases).toBe(2);
    expect(warnings).toEqual([
      expect.stringMatching(/different corpora/),
      expect.stringMatching(/1 cases are in A only/),
      expect.stringMatching(/1 cases are in B only/),
      expect.stringMatching(/1 cases differ.*: x\./),
      "r development is in B only.",
    ]);
  });

  it("without a case in common cannot be compared", () => {
    expect(() => compareResults(before, results({ q: [true, 1, 1] }))).toThrow(/no case in common/);
  });

  it("with repeats weigh as those without", () => {
    const thrice = results({ x: [true, 2, 2], y: [false, 0, 1], z: [false, 1, 2] });
    const split = thrice.splits[0];
    if (split?.kind === "answers")
      for (const item of split.items) {
        item.runs = [{}, {}, {}];
        for (const share of Object.values(item.shares)) {
          share.right *= 3;
          share.of *= 3;
        }
      }
    expect(compareResults(before, thrice).splits[0]?.metrics.vitalRecall).toMatchObject({ difference: 0, p: 1 });
    expect(compareResults(thrice, before).splits[0]?.metrics.vitalRecall).toMatchObject({ a: 0.6, b: 0.6 });
  });
});

describe("a file of results", () => {
  it("is read by its name or its folder's", () => {
    const folder = join(temporaryFolder(), "run");
    mkdirSync(folder);
    writeFileSync(join(folder, "results.json"), JSON.stringify(results({ x: [true, 1, 1] })));
    expect(readResults(folder)).toEqual(readResults(join(folder, "results.json")));
  });

  it.each([
    ["missing", undefined, /There are no results in/],
    ["not JSON", "{", /is not JSON/],
    ["something else", '{"a":1}', /holds no results of attache eval/],
  ])("that is %s is wrong usage", (_name, text, message) => {
    const folder = temporaryFolder();
    if (text !== undefined) writeFileSync(join(folder, "results.json"), text);
    expect(() => readResults(folder)).toThrow(message);
  });
});
