import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { Method } from "../../src/domain/method.ts";
import type { ObservationTable } from "../../src/domain/observation.ts";
import { assess } from "../../src/exposure/assess.ts";
import { explain } from "../../src/exposure/explain.ts";
import { score } from "../../src/exposure/score.ts";
import { simulate, type Simulation } from "../../src/exposure/simulate.ts";
import {
  everyUncertainty,
  exposureCases,
  means,
  reordered,
  rescaled,
  type ExposureCase,
} from "../support/exposure-arbitraries.ts";
import { dataOf, observation, resultOf, sampleOf, tableOf } from "../support/exposure-examples.ts";

const options = { numRuns: 60 };

/** Ranks agree wherever no other score lies within rounding; scores agree to 1e-9. */
function expectSame(left: ReturnType<typeof resultOf>, right: ReturnType<typeof resultOf>): void {
  expect(Object.keys(left.scores)).toEqual(Object.keys(right.scores));
  const scores = Object.values(left.scores);
  const tied = scores.some((a, at) => scores.some((b, other) => other !== at && Math.abs(a - b) < 1e-9));
  for (const [unit, value] of Object.entries(left.scores)) {
    expect(right.scores[unit]).toBeCloseTo(value, 9);
    if (!tied) expect(right.ranks[unit]).toBe(left.ranks[unit]);
  }
}

function samplesByUnit(method: Method, table: ObservationTable, settings = everyUncertainty()): Map<string, number[]> {
  const compiled = sampleOf(method, table);
  const { scored, scores, runs } = simulate({ compiled, settings, seed: 7, keep: [] })!;
  return new Map(
    scored.map((unit, row) => [compiled.units[unit]!, [...scores.subarray(row * runs, (row + 1) * runs)]]),
  );
}

describe("an explanation", () => {
  it("has parts that sum to the score less the reference, whatever the rules", () => {
    fc.assert(
      fc.property(exposureCases({ relative: true }), ({ method, table }) => {
        const sample = sampleOf(method, table);
        const scored = score(sample);
        sample.units.forEach((_, unit) => {
          const { parts, score: own, reference } = explain(sample, scored, unit)!;
          const sum = parts.reduce((total, { adds }) => total + (Number.isNaN(adds) ? 0 : adds), 0);
          expect(own).toBeCloseTo(scored.scores[unit]!, 9);
          expect(sum).toBeCloseTo(own - reference, 9);
        });
      }),
      options,
    );
  });

  it("has indicators that sum to their layer, weight times score, where the layer is an arithmetic mean", async () => {
    const cases = exposureCases({ layers: ["arithmetic"] });
    await fc.assert(
      fc.asyncProperty(cases, async ({ method, table, units }) => {
        const request = { countries: units, method, weights: {}, scenarios: [], asOf: undefined, runs: 2, seed: 1 };
        const report = await assess(request, dataOf(table), (work) => Promise.resolve(simulate(work)!));
        for (const { layers, score: own, reference } of report.countries) {
          const there = layers.filter((layer) => layer.score !== null);
          for (const layer of there) {
            const adds = layer.indicators.reduce((sum, part) => sum + (part.adds ?? 0), 0);
            const weights = layer.indicators.reduce((sum, part) => sum + (part.weight ?? 0), 0);
            expect(adds).toBeCloseTo(layer.score!, 9);
            expect(weights).toBeCloseTo(1, 9);
          }
          if (own === null) continue;
          expect(there.reduce((sum, layer) => sum + layer.weight!, 0)).toBeCloseTo(1, 9);
          expect(there.reduce((sum, layer) => sum + layer.adds!, 0)).toBeCloseTo(own - reference!.score, 9);
        }
      }),
      options,
    );
  });

  it("is not given of an outranking at the top, where no part adds points", () => {
    fc.assert(
      fc.property(exposureCases({ top: ["outranking"] }), ({ method, table }) => {
        const sample = sampleOf(method, table);
        expect(explain(sample, score(sample), 0)).toBeUndefined();
      }),
      { numRuns: 5 },
    );
  });
});

describe("a score", () => {
  it("does not fall when a value moves the way that is good, under any rule", () => {
    const cases = exposureCases({ relative: true, top: [...means, "outranking"] });
    const where = fc.tuple(fc.nat(), fc.nat(), fc.double({ min: 0.1, max: 50, noNaN: true }));
    fc.assert(
      fc.property(cases, where, ({ method, table, indicators, units }: ExposureCase, [at, who, by]) => {
        const indicator = indicators[at % indicators.length]!;
        const unit = units[who % units.length]!;
        const { normalisation, direction } = method.indicators[indicator]!;
        const up =
          normalisation?.rule === "goalposts" ? normalisation.best > normalisation.worst : direction !== "lower";
        const observations = table.observations.map((one) =>
          one.indicator === indicator && one.country === unit && one.value !== null
            ? { ...one, value: one.value + (up ? by : -by) }
            : one,
        );
        const [before, after] = [resultOf(method, table), resultOf(method, tableOf(observations))];
        const sign = method.score.as === "complement" ? -1 : 1;
        if (unit in before.scores)
          expect(sign * after.scores[unit]!).toBeGreaterThanOrEqual(sign * before.scores[unit]! - 1e-9);
      }),
      options,
    );
  });

  it("is untouched by another country, and so are its samples, as long as goalposts are the measure", () => {
    const cases = exposureCases({ layers: means, intervals: true });
    const newcomer = fc.record({
      name: fc.constantFrom("0", "Bb", "Z"),
      value: fc.integer({ min: 0, max: 100 }),
      unobserved: fc.constantFrom("skip" as const, "uniform" as const),
    });
    fc.assert(
      fc.property(cases, newcomer, ({ method, table, indicators }, { name, value, unobserved }) => {
        const added = indicators.map((indicator) => observation(name, indicator, value));
        const larger = tableOf([...table.observations, ...added]);
        const [before, after] = [resultOf(method, table), resultOf(method, larger)];
        expect(after.scores).toMatchObject(before.scores);
        expect(after.scores).toHaveProperty(name);
        const settings = everyUncertainty({ unobserved, aggregation: ["geometric", "arithmetic"] });
        const samples = samplesByUnit(method, larger, settings);
        for (const [unit, own] of samplesByUnit(method, table, settings)) expect(samples.get(unit)).toEqual(own);
      }),
      options,
    );
  });

  it("does not depend on the order of rows", () => {
    const shuffled = exposureCases({ relative: true }).chain((one) =>
      fc
        .shuffledSubarray(one.table.observations, { minLength: one.table.observations.length })
        .map((observations) => ({ ...one, other: tableOf(observations) })),
    );
    fc.assert(
      fc.property(shuffled, ({ method, table, other }) => {
        expect(resultOf(method, other)).toEqual(resultOf(method, table));
        expect(samplesByUnit(method, other)).toEqual(samplesByUnit(method, table));
      }),
      options,
    );
  });

  it("does not depend on the order of siblings, of layers as of indicators", () => {
    const order = fc.array(fc.nat(), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(exposureCases({ relative: true }), order, ({ method, table }, keys) => {
        const other = reordered(method, (index) => keys[index] ?? index);
        expectSame(resultOf(method, table), resultOf(other, table));
      }),
      options,
    );
  });

  it("depends on the ratios of siblings' weights only", () => {
    const factors = fc.array(fc.constantFrom(0.125, 0.3, 7, 1000), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(exposureCases({ relative: true, layers: means }), factors, ({ method, table }, by) => {
        expectSame(resultOf(method, table), resultOf(rescaled(method, by), table));
      }),
      options,
    );
  });

  it("stays on the scale, between the floor and the top, where every rule has bounds", () => {
    fc.assert(
      fc.property(exposureCases({ top: [...means, "outranking"] }), ({ method, table }) => {
        const [low, high] =
          method.score.as === "complement" ? [0, 100 - (method.floor ?? 0)] : [method.floor ?? 0, 100];
        for (const value of Object.values(resultOf(method, table).scores)) {
          expect(value).toBeGreaterThanOrEqual(low - 1e-9);
          expect(value).toBeLessThanOrEqual(high + 1e-9);
        }
      }),
      options,
    );
  });
});

describe("a seed", () => {
  const bytes = ({ scores, ranks, layers }: Simulation): string =>
    [scores, ranks, layers].map((one) => Buffer.from(one.buffer).toString("base64")).join(" ");

  it("gives the same bytes each time, and other bytes than another seed", () => {
    const seeds = fc.tuple(fc.integer({ min: 0, max: 2 ** 31 }), fc.integer({ min: 0, max: 2 ** 31 }));
    fc.assert(
      fc.property(exposureCases({ intervals: true }), seeds, ({ method, table }, [seed, another]) => {
        const settings = everyUncertainty({ floor: [1, 2, 3, 5, 10] });
        const run = (own: number): string =>
          bytes(simulate({ compiled: sampleOf(method, table), settings, seed: own, keep: [0] })!);
        expect(run(seed)).toBe(run(seed));
        if (seed !== another) expect(run(seed)).not.toBe(run(another));
      }),
      options,
    );
  });
});
