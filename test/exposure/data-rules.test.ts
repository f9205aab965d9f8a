import { describe, expect, it } from "vitest";

import { compile } from "../../src/exposure/compile.ts";
import { winsorise } from "../../src/exposure/winsorise.ts";
import { columnsOf, flat, nodeOf, observation, resultOf, tableOf } from "../support/exposure-examples.ts";

const limits = { rule: "winsorise" as const, skewness: 2, kurtosis: 3.5, most: 5 };
const raw = { normalisation: { rule: "none" as const } };

describe("an outlier", () => {
  it("is pulled in to the next value, and only as many as it takes", () => {
    const [treated, moved] = winsorise(Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 1000), limits);
    expect([...treated]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 9]);
    expect(moved).toBe(1);
  });

  it("on the low side is pulled up, a missing value stays missing, and two outliers take two steps", () => {
    const [low] = winsorise(Float64Array.of(-1000, Number.NaN, 1, 2, 3, 4, 5, 6, 7, 8, 9), limits);
    expect([...low]).toEqual([1, Number.NaN, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const many = Float64Array.from({ length: 22 }, (_, at) => (at < 20 ? at : at * 1000));
    const [two, moved] = winsorise(many, limits);
    expect([moved, two[20], two[21]]).toEqual([2, 19, 19]);
  });

  it("is left where the method allows no more steps, or the distribution is within the limits", () => {
    const many = Float64Array.from({ length: 22 }, (_, at) => (at < 20 ? at : at * 1000));
    expect([...winsorise(many, { ...limits, most: 1 })[0]].slice(-2)).toEqual([20_000, 20_000]);
    expect(winsorise(Float64Array.of(1, 2, 3, 4, 9), limits)).toEqual([Float64Array.of(1, 2, 3, 4, 9), 0]);
  });

  it("is one only where skewness and kurtosis are both above their limits", () => {
    const column = Float64Array.of(1, 2, 3, 4, 9);
    const moved = (skewness: number, kurtosis: number): number =>
      winsorise(column, { ...limits, skewness, kurtosis })[1];
    expect([moved(1, 1), moved(1, 10), moved(10, 1)]).toEqual([1, 0, 0]);
  });

  it("is named in the notes of a score", () => {
    const method = flat(["x"], { indicators: { x: { outliers: limits } } });
    const compiled = compile(method, columnsOf({ x: [1, 2, 3, 4, 5, 6, 7, 8, 9, 1000] }));
    expect(compiled.notes).toEqual(["x: 1 outlying values winsorised, as the method declares."]);
    expect(compiled.columns[0]!.values[9]).toBe(9);
  });
});

describe("a missing value", () => {
  const groups = { continent: { A: "north", B: "north", C: "north", D: "south", E: "south", F: "east" } };
  const table = { ...columnsOf({ x: [0, 10, null, 50, null, null], y: [1, 1, 1, 1, 1, 1] }), groups };
  const filled = (with_: "mean" | "median" | "group-mean" | "group-median"): (number | undefined)[] => {
    const method = flat(["x", "y"], {
      missing: { policy: "impute", with: with_, group: "continent" },
      indicators: { x: raw },
    });
    const column = compile(method, table).columns.find(({ id }) => id === "x")!;
    return [...column.values].map((value, unit) => (column.states[unit] === "imputed" ? value : undefined));
  };
  const none = undefined;

  it.each([
    ["mean", [none, none, 20, none, 20, 20]],
    ["median", [none, none, 10, none, 10, 10]],
    ["group-mean", [none, none, 5, none, 50, none]],
    ["group-median", [none, none, 5, none, 50, none]],
  ] as const)("is filled with the %s where the method says so, and not in a group without any", (rule, expected) => {
    expect(filled(rule)).toEqual(expected);
  });

  it("that was filled is counted in the notes, and what cannot apply is not filled", () => {
    const method = flat(["x"], { missing: { policy: "impute", with: "mean" } });
    const rows = [observation("A", "x", 1), observation("B", "x", null)];
    const apart = observation("C", "x", null, { state: "not-applicable" });
    const { notes, columns } = compile(method, tableOf([...rows, apart]));
    expect(notes).toEqual(["x: 1 missing values imputed (mean), as the method declares."]);
    expect(columns[0]!.states).toEqual(["observed", "imputed", "not-applicable"]);
    expect(columns[0]!.values[2]).toBeNaN();
  });

  it("is otherwise left out, and its weight goes to its siblings", () => {
    const method = flat(["x", "y", "z"], { indicators: { x: raw, y: raw, z: raw } });
    method.index.of.forEach((node, at) => (node.weight = [5, 2, 1][at]!));
    const { scores } = resultOf(method, columnsOf({ x: [0, null], y: [30, 30], z: [60, 60] }));
    expect(scores.A).toBeCloseTo((2 * 30 + 60) / 8, 12);
    expect(scores.B).toBeCloseTo((2 * 30 + 60) / 3, 12);
  });

  it("takes its unit out where the method is strict, and the notes name it", () => {
    const method = flat(["x", "y"], { missing: { policy: "exclude-unit" } });
    const wide = columnsOf({ x: [1, null, 3], y: [1, 2, 3] });
    expect(Object.keys(resultOf(method, wide).scores)).toEqual(["A", "C"]);
    expect(compile(method, wide).notes).toEqual(["Left out for a missing value, as the method declares: B."]);
    const lenient = {
      ...method,
      indicators: { ...method.indicators, x: { ...method.indicators.x!, missing: { policy: "skip" as const } } },
    };
    expect(Object.keys(resultOf(lenient, wide).scores)).toEqual(["A", "B", "C"]);
  });

  it("is never taken for zero: a unit without it scores as its other indicators say", () => {
    const { scores } = resultOf(flat(["x", "y"]), columnsOf({ x: [0, 100, null], y: [0, 100, 100] }));
    expect(scores).toEqual({ A: 0, B: 100, C: 100 });
  });

  it("of an indicator that no unit has is wrong usage, and says which", () => {
    expect(() => compile(flat(["x", "y"]), columnsOf({ x: [1, 2], y: [null, null] }))).toThrow(/no value.*"y"/);
    expect(() => compile(flat(["x"]), columnsOf({ z: [1, 2] }))).toThrow(/no observation of any indicator.*"example"/);
  });
});

describe("a value", () => {
  it("is divided, and has no score where its divisor is missing", () => {
    const indicators = { chips: { ...raw, denominator: { by: "people", per: 1000 } } };
    const method = flat(["chips"], { indicators });
    const table = columnsOf({ chips: [50, 50, 50], people: [10_000, 2000, null] });
    expect(resultOf(method, table).scores).toEqual({ A: 5, B: 25 });
    expect(() => compile(method, columnsOf({ chips: [1] }))).toThrow(/no values of "people", which divides "chips"/);
  });

  it.each([
    ["none", 100, 100],
    ["log10", 100, 2],
    ["ln", Math.E, 1],
    ["log10-plus-one", 99, 2],
    ["ln-plus-one", Math.E - 1, 1],
    ["square-root", 81, 9],
  ] as const)("is transformed: %s", (transformation, value, expected) => {
    const method = flat(["x"], { indicators: { x: { ...raw, transformation } } });
    expect(resultOf(method, columnsOf({ x: [value] })).scores.A).toBeCloseTo(expected, 12);
  });

  it("that a transformation is not defined for is missing", () => {
    const method = flat(["x"], { indicators: { x: { ...raw, transformation: "log10" } } });
    expect(resultOf(method, columnsOf({ x: [0, -1, 10] })).scores).toEqual({ C: 1 });
  });

  it("between goalposts on a log scale stands where its logarithm does, and beyond them at the end", () => {
    const normalisation = { rule: "goalposts" as const, worst: 1, best: 10_000 };
    const method = flat(["x"], { indicators: { x: { transformation: "log10", normalisation } } });
    const { A, B, C } = resultOf(method, columnsOf({ x: [100, 1e9, 0.001] })).scores;
    expect([A, B, C].map((value) => value!.toFixed(9))).toEqual(["50.000000000", "100.000000000", "0.000000000"]);
  });

  it("is the newest one of the year asked for or earlier, and not older than the method takes", () => {
    const rows = [
      observation("A", "x", 1, { year: 2019 }),
      observation("A", "x", 3, { year: 2023 }),
      observation("A", "x", 2, { year: 2021 }),
      observation("B", "x", 9, { year: 2015 }),
    ];
    const table = tableOf(rows);
    const method = flat(["x"], { indicators: { x: { ...raw, oldest: 2018 } } });
    const at = (asOf: number | undefined): number[] => [...compile(method, table, { asOf }).columns[0]!.values];
    expect([at(undefined), at(2023), at(2022), at(2020)]).toEqual([[3], [3], [2], [1]]);
    expect(() => at(2018)).toThrow(/no observation/);
  });
});

describe("a rule that measures a unit against the others", () => {
  it("measures it against those that have enough data only", () => {
    const method = flat(["x", "y"]);
    method.index.needs = { children: 1 };
    const table = columnsOf({ x: [0, 10, 1000], y: [0, 10, null] });
    expect(nodeOf(method, table, "x")).toEqual({ A: 0, B: 100 });
  });
});
