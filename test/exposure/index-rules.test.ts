import { describe, expect, it } from "vitest";

import type { Method, MethodGroup } from "../../src/domain/method.ts";
import { assess } from "../../src/exposure/assess.ts";
import { compile } from "../../src/exposure/compile.ts";
import { coverageOf } from "../../src/exposure/coverage.ts";
import { simulate } from "../../src/exposure/simulate.ts";
import {
  columnsOf,
  dataOf,
  flat,
  methodOf,
  nodeOf,
  observation,
  resultOf,
  tableOf,
} from "../support/exposure-examples.ts";

const raw = { normalisation: { rule: "none" as const } };

describe("an index of three levels, computed by hand", () => {
  const method = methodOf({
    indicators: {
      trade: { denominator: { by: "gdp" } },
      emissions: { direction: "lower", denominator: { by: "people" } },
    },
    index: {
      id: "sustainable-connectivity",
      of: [
        {
          id: "connectivity",
          weight: 2,
          of: [{ id: "exchange", of: [{ indicator: "trade" }, { indicator: "cables" }] }],
        },
        {
          id: "sustainability",
          of: [
            { indicator: "literacy", weight: 1 },
            {
              id: "environment",
              weight: 3,
              of: [
                { indicator: "emissions", weight: 1 },
                { indicator: "forest", weight: 3 },
              ],
            },
          ],
        },
      ],
    },
  });
  const table = columnsOf({
    gdp: [10, 20, 40, 50],
    people: [2, 2, 4, 4],
    trade: [20, 20, 20, 100],
    cables: [0, 5, 10, 5],
    literacy: [60, 80, 100, 70],
    emissions: [20, 10, 20, 60],
    forest: [1, 2, 3, 5],
  });

  it.each([
    ["trade", [100, 100 / 3, 0, 100]],
    ["exchange", [50, 125 / 3, 50, 75]],
    ["emissions", [50, 100, 100, 0]],
    ["environment", [12.5, 43.75, 62.5, 75]],
    ["sustainability", [9.375, 45.3125, 71.875, 62.5]],
    ["sustainable-connectivity", [109.375 / 3, 385.9375 / 9, 171.875 / 3, 212.5 / 3]],
  ])("has the scores of %s", (id, expected) => {
    const found = Object.values(nodeOf(method, table, id));
    expect(found).toHaveLength(4);
    found.forEach((value, unit) => expect(value).toBeCloseTo(expected[unit]!, 10));
  });

  it("ranks the four units, the highest first", () => {
    expect(resultOf(method, table).ranks).toEqual({ A: 4, B: 3, C: 2, D: 1 });
  });
});

describe("a mean", () => {
  it.each([
    ["arithmetic", 16],
    ["geometric", 10 ** 0.8 * 40 ** 0.2],
    ["harmonic", 1 / (0.8 / 10 + 0.2 / 40)],
    ["minimum", 10],
    [{ power: 2 }, Math.sqrt(0.8 * 100 + 0.2 * 1600)],
    [{ power: -1 }, 1 / (0.8 / 10 + 0.2 / 40)],
    [{ power: 0 }, 10 ** 0.8 * 40 ** 0.2],
  ] as const)("of 10 (weight 4) and 40 (weight 1): %s", (aggregation, expected) => {
    const method = flat(["x", "y"], { aggregation, indicators: { x: raw, y: raw } });
    method.index.of[0]!.weight = 4;
    const found = resultOf(method, columnsOf({ x: [10], y: [40] })).scores.A!;
    expect(found).toBeCloseTo(expected, 10);
  });

  it("that is geometric is annulled by a zero, unless the method has a floor", () => {
    const x = { normalisation: { rule: "goalposts" as const, worst: 0, best: 10 } };
    const method = flat(["x", "y"], { aggregation: "geometric", indicators: { x, y: x } });
    const table = columnsOf({ x: [0, 5], y: [10, 5] });
    expect(resultOf(method, table).scores.A).toBe(0);
    expect(resultOf({ ...method, floor: 10 }, table).scores.A).toBeCloseTo(Math.sqrt(10 * 100), 10);
    expect(resultOf({ ...method, floor: 10 }, table).scores.B).toBeCloseTo(55, 10);
  });
});

describe("availability thresholds", () => {
  // A has all; B lacks the heavy indicator; C lacks two light ones; D cannot have the heavy one.
  const of = [
    { indicator: "heavy", weight: 6 },
    { indicator: "light", weight: 3 },
    { indicator: "lightest", weight: 1 },
  ];
  const rows = [
    ...columnsOf({ heavy: [1, null, 1], light: [1, 1, null], lightest: [1, 1, null] }).observations,
    observation("D", "heavy", null, { state: "not-applicable" }),
    observation("D", "light", 1),
    observation("D", "lightest", 1),
  ];
  const scored = (needs: MethodGroup["needs"]): string =>
    Object.keys(resultOf(methodOf({ index: { id: "top", needs, of } }), tableOf(rows)).scores).join("");

  it.each<[string, MethodGroup["needs"], string]>([
    ["none", {}, "ABCD"],
    ["two of three children", { children: 0.66 }, "ABD"],
    ["half of the weight", { weight: 0.5 }, "ACD"],
    ["all children", { children: 1 }, "AD"],
    ["seven tenths of the indicators below", { indicators: 0.7 }, "AD"],
    ["children and weight", { children: 0.6, weight: 0.6 }, "AD"],
  ])("%s: who lacks more has no score, and what cannot apply does not count", (_, needs, expected) => {
    expect(scored(needs)).toBe(expected);
  });

  it("count the indicators below by their weight in the whole index", () => {
    const index = {
      id: "top",
      of: [
        {
          id: "left",
          weight: 3,
          of: [
            { indicator: "a", weight: 1 },
            { indicator: "b", weight: 2 },
          ],
        },
        { indicator: "c", weight: 1 },
      ],
    };
    const compiled = compile(methodOf({ index }), columnsOf({ a: [1, null], b: [null, 1], c: [1, 1] }));
    const { share } = coverageOf(compiled);
    const root = share.subarray(compiled.root * 2);
    expect([...root].map((value) => value.toFixed(9))).toEqual(["0.500000000", "0.750000000"]);
  });

  it("close a group, and the group's weight goes to the others", () => {
    const index = {
      id: "top",
      of: [
        { id: "left", needs: { children: 1 }, of: [{ indicator: "a" }, { indicator: "b" }] },
        { indicator: "c", weight: 9 },
      ],
    };
    const method = methodOf({ index, normalisation: { rule: "none" } });
    const table = columnsOf({ a: [0, 0], b: [20, null], c: [50, 50] });
    expect(resultOf(method, table).scores).toEqual({ A: 46, B: 50 });
    expect(nodeOf(method, table, "left")).toEqual({ A: 10, B: Number.NaN });
  });
});

describe("a group that is inactive", () => {
  const index = {
    id: "top",
    of: [
      { id: "here", weight: 1, of: [{ indicator: "a" }] },
      { id: "law", title: "Law", weight: 9, inactive: "No source yet.", of: [{ indicator: "b" }] },
    ],
  };
  it("counts for nothing, needs no data, and is named with its reason", async () => {
    const method = methodOf({ index, normalisation: { rule: "none" } });
    const table = columnsOf({ a: [5, 7] });
    expect(resultOf(method, table).scores).toEqual({ A: 5, B: 7 });
    const request = { countries: ["A"], method, weights: {}, scenarios: [], asOf: undefined, runs: 5, seed: 1 };
    const report = await assess(request, dataOf(table), (work) => Promise.resolve(simulate(work)!));
    expect(report.leftOut).toEqual(["Law is inactive: No source yet."]);
    expect(report.countries[0]!.layers.map(({ layer }) => layer)).toEqual(["here"]);
    expect(report.countries[0]!.gaps).toEqual(["Law is not part of the score yet."]);
  });
});

describe("ranks", () => {
  const table = columnsOf({ x: [10, 20, 20, 30] });
  const ranks = (parts: Partial<Parameters<typeof flat>[1]>): number[] =>
    Object.values(resultOf(flat(["x"], { indicators: { x: raw }, ...parts }), table).ranks);

  it.each([
    ["standard", [4, 2, 2, 1]],
    ["average", [4, 2.5, 2.5, 1]],
    ["dense", [3, 2, 2, 1]],
  ] as const)("treat ties as the method says: %s", (ties, expected) => {
    expect(ranks({ ties })).toEqual(expected);
  });

  it("start at the end that the method names, of the score or of its complement", () => {
    expect(ranks({ score: { rank_one: "lowest" } })).toEqual([1, 2, 2, 4]);
    expect(ranks({ score: { as: "complement" } })).toEqual([1, 2, 2, 4]);
    expect(ranks({ score: { as: "complement", rank_one: "lowest" } })).toEqual([4, 2, 2, 1]);
  });

  it("of a complement belong to the scale less the aggregate", () => {
    const method = flat(["x"], { indicators: { x: raw }, scale: [0, 100], score: { as: "complement" } });
    expect(resultOf(method, table).scores).toEqual({ A: 90, B: 80, C: 80, D: 70 });
  });
});

describe("the weakest link", () => {
  it.each([
    [19.9, 0, "foreign"],
    [20, 1, "mixed"],
    [59.9, 1, "mixed"],
    [60, 2, "own"],
  ])("of a lowest layer of %d is level %d, whatever the other layers have", async (value, level, label) => {
    const method: Method = {
      ...flat(["low", "high"], { normalisation: { rule: "none" } }),
      weakest_link: { thresholds: [20, 60], labels: ["foreign", "mixed", "own"] },
    };
    const table = columnsOf({ low: [value, 50], high: [100, 100] });
    const request = { countries: ["A"], method, weights: {}, scenarios: [], asOf: undefined, runs: 5, seed: 1 };
    const report = await assess(request, dataOf(table), (work) => Promise.resolve(simulate(work)!));
    expect(report.countries[0]!.weakest).toEqual({ layer: "low", title: "low", score: value, level, label });
  });
});
