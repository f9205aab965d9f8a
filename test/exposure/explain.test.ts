import { describe, expect, it } from "vitest";

import type { Method } from "../../src/domain/method.ts";
import { explain } from "../../src/exposure/explain.ts";
import { score } from "../../src/exposure/score.ts";
import { columnsOf, flat, sampleOf } from "../support/exposure-examples.ts";

const table = columnsOf({ x: [10, 20, 60], y: [40, 90, 10], z: [1, 2, null] });

function explained(method: Method, unit: number): { score: number; reference: number; adds: number[] } {
  const sample = sampleOf(method, table);
  const { parts, ...rest } = explain(sample, score(sample), unit)!;
  return { ...rest, adds: parts.map(({ adds }) => adds) };
}

describe("an explanation against the median", () => {
  const method = flat(["x", "y"], { normalisation: { rule: "none" } });

  it("of a mean gives each part its weight times its distance from the median", () => {
    expect(explained(method, 2)).toEqual({ score: 35, reference: 30, adds: [20, -15] });
    method.index.of[0]!.weight = 3;
    expect(explained(method, 2)).toEqual({ score: 47.5, reference: 25, adds: [30, -7.5] });
    method.index.of[0]!.weight = 1;
  });

  it("of a complement turns the sign round", () => {
    const exposure: Method = { ...method, score: { ...method.score, as: "complement" } };
    expect(explained(exposure, 2)).toEqual({ score: 65, reference: 70, adds: [-20, 15] });
  });

  it("of a geometric mean averages over both orders in which two parts can change", () => {
    const found = explained({ ...method, aggregation: "geometric" }, 1);
    const [own, medians] = [Math.sqrt(20 * 90), Math.sqrt(20 * 40)];
    expect(found.score).toBeCloseTo(own, 9);
    expect(found.reference).toBeCloseTo(medians, 9);
    expect(found.adds[0]).toBeCloseTo(0, 9);
    expect(found.adds[1]).toBeCloseTo(own - medians, 9);
  });

  it("compares what the unit has, and leaves out on both sides what it has not", () => {
    const three = flat(["x", "y", "z"], { normalisation: { rule: "none" } });
    expect(explained(three, 2)).toEqual({ score: 35, reference: 30, adds: [20, -15, Number.NaN] });
  });
});
