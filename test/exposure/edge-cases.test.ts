import { fileURLToPath } from "node:url";

import { describe, expect, it } from "vitest";

import { Uncertainty } from "../../src/domain/method.ts";
import { assess } from "../../src/exposure/assess.ts";
import { compile } from "../../src/exposure/compile.ts";
import { screened } from "../../src/exposure/coverage.ts";
import { explain } from "../../src/exposure/explain.ts";
import { score } from "../../src/exposure/score.ts";
import { scoreReport } from "../../src/exposure/score-report.ts";
import { leaveOneOut } from "../../src/exposure/sensitivity.ts";
import { simulate } from "../../src/exposure/simulate.ts";
import { createExposures } from "../../src/exposures.ts";
import { scoreText } from "../../src/faces/cli/exposure/show-score.ts";
import { openExposureFiles } from "../../src/library/exposure-files.ts";
import { readMethod } from "../../src/library/method-file.ts";
import { readObservations } from "../../src/library/observation-table.ts";
import {
  columnsOf,
  dataOf,
  flat,
  methodOf,
  observation,
  resultOf,
  sampleOf,
  tableOf,
} from "../support/exposure-examples.ts";

const head = 'method: m\nversion: "1"\ntitle: M\n';
const sound = `${head}indicators: { x: {} }\nindex: { id: top, of: [{ indicator: x }] }\n`;
const none = { normalisation: { rule: "none" as const } };

// What went wrong once.
describe("ranks and rounding", () => {
  // 0.1 + 0.2 + 0.3 and 0.3 + 0.2 + 0.1 differ in the last bit.
  it("units with the same score share a rank", () => {
    const table = columnsOf({ x: [0.1, 0.3], y: [0.2, 0.2], z: [0.3, 0.1] });
    expect(resultOf(flat(["x", "y", "z"], none), table).ranks).toEqual({ A: 1, B: 1 });
  });

  // Support of 0.1 + 0.2 against 0.3 is a draw, whatever the last bit says.
  it("an outranking does not depend on the order of siblings", () => {
    const method = flat(["x", "y", "z"], { aggregation: "outranking" });
    method.index.of.forEach((node, at) => (node.weight = [0.1, 0.2, 0.3][at]!));
    const turned = { ...method, index: { ...method.index, of: [...method.index.of].reverse() } };
    const table = columnsOf({ x: [2, 1], y: [2, 1], z: [1, 2] });
    expect(resultOf(turned, table).scores).toEqual(resultOf(method, table).scores);
  });

  // Nominal ranks are taken of rounded scores, simulated ones are not: rank 1, and rank 2 in every run.
  it("a tie is one in the runs too, where nothing varies", () => {
    const table = columnsOf({ x: [0.1, 0.3], y: [0.2, 0.2], z: [0.3, 0.1] });
    const compiled = sampleOf(flat(["x", "y", "z"], none), table);
    const settings = Uncertainty.parse({ runs: 1 });
    expect([...simulate({ compiled, settings, seed: 1, keep: [] })!.ranks]).toEqual([1, 1]);
  });

  // Rounding to so many digits does not help at zero: 0 and 1.4e-14 are two ranks.
  it("a tie at the end of the scale is one", () => {
    const normalisation = { rule: "goalposts" as const, worst: 0, best: 1 };
    const method = flat(["x", "y", "z"], { normalisation, score: { as: "complement" } });
    method.index.of.forEach((node, at) => (node.weight = [0.1, 0.2, 0.7][at]!));
    expect(resultOf(method, columnsOf({ x: [1, 1], y: [1, 1], z: [1, null] })).ranks).toEqual({ A: 1, B: 1 });
  });

  // Layers that differ in the last bit are compared as if one were better: 100 against 0 for what is a draw.
  it("layers with the same score are a draw in an outranking", () => {
    const of = [{ id: "layer", of: ["x", "y", "z"].map((indicator) => ({ indicator })) }];
    const method = methodOf({ ...none, index: { id: "top", aggregation: "outranking", of } });
    const table = columnsOf({ x: [0.1, 0.3], y: [0.2, 0.2], z: [0.3, 0.1] });
    expect(resultOf(method, table).scores).toEqual({ A: 50, B: 50 });
  });
});

describe("a weight of zero", () => {
  it("is explained as it is scored, by the minimum too", () => {
    const method = flat(["x", "y"], { aggregation: "minimum", ...none });
    method.index.of[0]!.weight = 0;
    const sample = sampleOf(method, columnsOf({ x: [1, 5], y: [9, 2] }));
    const scored = score(sample);
    expect(explain(sample, scored, 0)!.score).toBe(scored.scores[0]);
  });

  it("leaves an indicator out of a minimum", () => {
    const sample = sampleOf(flat(["x", "y"], { aggregation: "minimum", ...none }), columnsOf({ x: [1, 5], y: [9, 2] }));
    expect([...leaveOneOut(sample, "indicators")[0]!.scores]).toEqual([9, 2]);
  });

  // Unit C has a value of weight zero only.
  it("does not make a unit count as scored", () => {
    const method = flat(["x", "y"]);
    method.index.of[1]!.weight = 0;
    expect(resultOf(method, columnsOf({ x: [1, 2, null], y: [1, 2, 3] })).scores).toEqual({ A: 0, B: 100 });
  });
});

describe("data", () => {
  // Its value is infinite, and would be the best there is.
  it("divided by zero has no score", () => {
    const normalisation = { rule: "goalposts" as const, worst: 0, best: 10 };
    const method = flat(["x"], { indicators: { x: { normalisation, denominator: { by: "people" } } } });
    expect(resultOf(method, columnsOf({ x: [5, 5], people: [0, 5] })).scores).toEqual({ B: 10 });
  });

  // Of two rows for a year the later one counts.
  it("of the user's own override what is shown beside the score, too", async () => {
    const method = { ...flat(["x"]), shown: [{ indicator: "y", as: "context" as const }] };
    const rows = [observation("A", "x", 1), observation("B", "x", 2)];
    const table = tableOf([
      ...rows,
      observation("A", "y", 1, { year: 2020 }),
      observation("A", "y", 2, { year: 2020 }),
    ]);
    const request = { countries: ["A"], method, weights: {}, scenarios: [], asOf: undefined, runs: 2, seed: 1 };
    const report = await assess(request, dataOf(table), (work) => Promise.resolve(simulate(work)!));
    expect(report.countries[0]!.beside[0]!.value).toBe(2);
  });

  // Unit C has too little data, and would stretch the scale of x.
  it("of units that cannot be scored do not move the layers shown for others", async () => {
    const method = flat(["x", "y"]);
    method.index.needs = { children: 1 };
    const table = columnsOf({ x: [0, 10, 1000], y: [0, 10, null] });
    const request = { countries: ["B"], method, weights: {}, scenarios: [], asOf: undefined, runs: 2, seed: 1 };
    const report = await assess(request, dataOf(table), (work) => Promise.resolve(simulate(work)!));
    const { score: own, layers } = report.countries[0]!;
    expect(layers.reduce((sum, layer) => sum + layer.weight! * layer.score!, 0)).toBeCloseTo(own!, 9);
  });

  // Every JavaScript object has a member of that name.
  it("may have a unit called constructor", () => {
    expect(compile(flat(["x"]), tableOf([observation("constructor", "x", 1)])).names).toEqual(["constructor"]);
  });

  // "New" and "York x", "New York" and "x": not the same when joined with a blank.
  it("may have units and indicators with blanks", () => {
    const text = "country,indicator,value\nNew,York x,1\nNew York,x,1\n";
    expect(readObservations(text, "t.csv").observations).toHaveLength(2);
  });
});

describe("a report", () => {
  // Ids and names of a data file are printed as they are: a cell can clear the terminal or colour it.
  it("carries no control characters of a data file to the terminal", () => {
    const all = compile(flat(["x"]), tableOf([observation("A\u001B[2J", "x", 1), observation("B", "x", 2)]));
    expect(scoreText(scoreReport(all, screened(all), undefined, 1))).not.toContain("\u001B");
  });

  // The request that came first brings its signal to all that wait for the same result.
  it("is not lost to one caller because another one cancels", async () => {
    const corpus = fileURLToPath(new URL("../../corpus/", import.meta.url));
    const exposures = createExposures(openExposureFiles(corpus), { source: () => undefined, countries: [] });
    const request = { countries: ["FRA"], method: "sovereign-ai-exposure", weights: {}, scenarios: [], runs: 500 };
    const controller = new AbortController();
    const first = exposures.report(request, { signal: controller.signal });
    const second = exposures.report(request);
    controller.abort();
    await expect(first).rejects.toMatchObject({ kind: "cancelled" });
    await expect(second).resolves.toMatchObject({ runs: 500 });
  });

  // What cannot apply to a country is told as "too little is observed (missing: everything)".
  it("does not call missing what cannot apply", async () => {
    const rows = [observation("A", "x", 1), observation("B", "x", 2), observation("B", "y", 2)];
    const table = tableOf([...rows, observation("A", "y", null, { state: "not-applicable" })]);
    const request = { countries: ["A"], weights: {}, scenarios: [], asOf: undefined, runs: 2, seed: 1 };
    const report = await assess({ ...request, method: flat(["x", "y"]) }, dataOf(table), (work) =>
      Promise.resolve(simulate(work)!),
    );
    expect(report.countries[0]!.gaps.join()).not.toMatch(/missing/);
  });
});

describe("a method file", () => {
  const message = (read: () => unknown): string => {
    try {
      read();
    } catch (thrown) {
      return (thrown as Error).message;
    }
    return "";
  };

  // The message of the schema library repeats a key in full.
  it("with a hostile key is refused in one short line", () => {
    const text = message(() => readMethod(`${sound}? "\\e[2J${"k".repeat(10_000)}"\n: 1\n`, "m.yaml"));
    expect(text.length > 300 || /\p{Cc}/u.test(text)).toBe(false);
  });

  // A part of the index may be a leaf or a group; the error is about the group that it is.
  it("with an unknown aggregation of a layer is told so", () => {
    const group = "index: { id: top, of: [{ id: g, aggregation: avarage, of: [{ indicator: x }] }] }";
    const text = message(() => readMethod(`${head}indicators: { x: {} }\n${group}\n`, "m.yaml"));
    expect(text).toContain("aggregation");
  });

  it("must describe an indicator called toString", () => {
    const text = sound.replace("indicator: x }", "indicator: toString }");
    expect(message(() => readMethod(text, "m.yaml"))).toContain("is not described");
  });

  it("cannot add an indicator to an indicator", () => {
    const variant = `${head}extends: base\nadd: [{ to: x, indicator: y, weight: 1, define: {} }]\n`;
    expect(() => readMethod(variant, "m.yaml", () => readMethod(sound, "base.yaml"))).toThrow(/"x"/);
  });
});
