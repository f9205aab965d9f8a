import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { ObservationTable } from "../../src/domain/observation.ts";
import { Scenario } from "../../src/domain/scenario.ts";
import { score, type Scored } from "../../src/exposure/score.ts";
import { combineLosses, compileShock, lossOf, middle } from "../../src/exposure/shock.ts";
import { shockNominally, type NominalShock } from "../../src/exposure/shock-result.ts";
import { simulate, type Simulation } from "../../src/exposure/simulate.ts";
import { everyUncertainty, exposureCases, means, type ExposureCase } from "../support/exposure-arbitraries.ts";
import { columnsOf, flat, observation, sampleOf, tableOf } from "../support/exposure-examples.ts";

const options = { numRuns: 50 };
type Range = [number, number];

function scenarioOf(name: string, layers: string[], parts: { severity?: Range; substitution?: Range } = {}): Scenario {
  const { severity = [0.5, 1], substitution = [0, 0.2] } = parts;
  const losses = layers.map((layer) => ({
    layer,
    share: ["share"],
    severity,
    substitution,
    runway: [0, 1],
    horizon: [1, 3],
    reason: "An assumption.",
  }));
  return Scenario.parse({ scenario: name, version: "1", title: name, about: "An invented shock.", losses });
}

/** The case's table with a share at risk for every unit. */
function atRisk({ table, units }: ExposureCase, shares: number[]): ObservationTable {
  const rows = units.map((unit, at) => observation(unit, "share", shares[at % shares.length]!));
  return tableOf([...table.observations, ...rows]);
}

function shocked(
  one: ExposureCase,
  table: ObservationTable,
  scenarios: Scenario[],
): { nominal: Scored; result: NominalShock; samples: Simulation } {
  const sample = sampleOf(one.method, table);
  const shock = compileShock(sample, scenarios, table);
  const nominal = score(sample);
  const result = shockNominally({ sample, nominal }, shock);
  const settings = everyUncertainty({ normalisation: ["declared", "percentile-rank"] });
  return { nominal, result, samples: simulate({ compiled: sample, settings, seed: 3, shock, keep: [] })! };
}

const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 6 });
const anyCase = exposureCases({ relative: true, intervals: true, top: [...means, "outranking"] });
const losing = exposureCases({ intervals: true });

describe("a shock of nothing", () => {
  it.each<[string, { severity?: Range; substitution?: Range }]>([
    ["no severity", { severity: [0, 0] }],
    ["full substitution", { substitution: [1, 1] }],
  ])("changes no score and no sample: %s", (_, parts) => {
    fc.assert(
      fc.property(anyCase, shares, (one, own) => {
        const scenario = scenarioOf("nothing", ["layer-0", "layer-1"], parts);
        const { nominal, result, samples } = shocked(one, atRisk(one, own), [scenario]);
        expect(result.scores).toEqual(nominal.scores);
        expect(result.ranksAfter).toEqual(nominal.ranks);
        expect(samples.after).toEqual(samples.scores);
      }),
      options,
    );
  });

  it("is also one that shifts an indicator by nothing", () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const shift = { indicator: one.indicators[0], by: [0, 0], reason: "An assumption." };
        const scenario = Scenario.parse({ scenario: "s", version: "1", title: "s", about: "s", shifts: [shift] });
        const { nominal, result, samples } = shocked(one, one.table, [scenario]);
        expect(result.scores).toEqual(nominal.scores);
        expect(samples.after).toEqual(samples.scores);
      }),
      options,
    );
  });

  it("is any for the countries it spares, and they are the only ones", () => {
    fc.assert(
      fc.property(exposureCases({ layers: means, top: ["arithmetic"] }), (one) => {
        const unit = { ...one, table: tableOf(one.table.observations.filter(({ country }) => country < "C")) };
        const own = (code: string): ExposureCase["table"]["observations"] =>
          unit.table.observations.map((row) => (row.country === code ? { ...row, country: "AAA" } : row));
        const table = tableOf([...own("A"), observation("AAA", "share", 1), observation("B", "share", 1)]);
        const scenario = { ...scenarioOf("s", ["layer-0"]), spares: ["AAA"] };
        const { nominal, result } = shocked(unit, table, [scenario]);
        expect(result.scores[0]).toBe(nominal.scores[0]);
        expect([...result.losses].some((loss) => loss > 0)).toBe(nominal.scores.length > 1);
      }),
      options,
    );
  });
});

describe("a larger shock", () => {
  const pair = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }));
  const exposed = losing.map((one) => ({
    ...one,
    method: { ...one.method, score: { ...one.method.score, as: "complement" as const } },
  }));

  it("never lowers exposure, nominally or in any run", () => {
    fc.assert(
      fc.property(exposed, shares, pair, (one, own, [a, b]) => {
        const table = atRisk(one, own);
        const at = (severity: number): ReturnType<typeof shocked> =>
          shocked(one, table, [scenarioOf("s", ["layer-0", "layer-1"], { severity: [severity, severity] })]);
        const [less, more] = [at(Math.min(a, b)), at(Math.max(a, b))];
        less.result.scores.forEach((value, unit) =>
          expect(more.result.scores[unit]).toBeGreaterThanOrEqual(value - 1e-9),
        );
        less.samples.after.forEach((value, run) => {
          expect(value).toBeGreaterThanOrEqual(less.samples.scores[run]! - 1e-9);
          expect(more.samples.after[run]).toBeGreaterThanOrEqual(value - 1e-9);
        });
      }),
      options,
    );
  });

  it("is two together, of which each layer loses 1 − Π(1 − loss)", () => {
    fc.assert(
      fc.property(exposed, shares, pair, (one, own, [a, b]) => {
        const table = atRisk(one, own);
        const scenarios = [
          scenarioOf("one", ["layer-0", "layer-1"], { severity: [a, 1] }),
          scenarioOf("two", ["layer-0"], { severity: [0, b] }),
        ];
        const sample = sampleOf(one.method, table);
        const losses = (some: Scenario[]): Float64Array => shocked(one, table, some).result.losses;
        const [first, second, both] = [losses(scenarios.slice(0, 1)), losses(scenarios.slice(1)), losses(scenarios)];
        expect(both).toHaveLength(sample.nodes.length * sample.units.length);
        both.forEach((loss, cell) => {
          expect(loss).toBeCloseTo(1 - (1 - first[cell]!) * (1 - second[cell]!), 12);
          expect(loss).toBeGreaterThanOrEqual(0);
          expect(loss).toBeLessThanOrEqual(1);
        });
      }),
      options,
    );
  });
});

describe("a loss", () => {
  const sample = sampleOf(flat(["chips", "cloud"]), columnsOf({ chips: [1, 2, 3], cloud: [3, 2, 1] }));

  it("is share × severity × (1 − substitution) × exp(−runway / horizon)", () => {
    expect(lossOf(0.5, 0.8, 0.25, 0, 1)).toBeCloseTo(0.3, 12);
    expect(lossOf(1, 1, 0, 2, 1)).toBeCloseTo(Math.exp(-2), 12);
  });

  it("multiplies shares, takes nothing where a share cannot be, and is unknown where a share is", () => {
    const table = tableOf([
      observation("A", "foreign", 0.5),
      observation("A", "gas", 0.4),
      observation("B", "foreign", 0.5),
      observation("B", "gas", null, { state: "not-applicable" }),
      observation("C", "gas", 1),
    ]);
    const loss = {
      layer: "chips",
      share: ["foreign", "gas"],
      severity: [1, 1],
      substitution: [0, 0],
      runway: [0, 0],
      horizon: [1, 1],
      reason: "An assumption.",
    };
    const scenario = Scenario.parse({ scenario: "s", version: "1", title: "s", about: "s", losses: [loss] });
    const shock = compileShock(sample, [scenario], table);
    const out = new Float64Array(sample.nodes.length * 3);
    combineLosses(shock, 3, middle, (column, unit) => column.values[unit]!, out);
    expect([...out.subarray(0, 3)].map((value) => Number(value.toFixed(12)))).toEqual([0.2, 0, Number.NaN]);
    const { scores } = shockNominally({ sample, nominal: score(sample) }, shock);
    expect(scores[2]).toBeNaN();
  });

  it.each([
    ["a layer that is not there", scenarioOf("s", ["energy"]), /layer "energy".*"example" does not have/],
    [
      "an indicator that is not there",
      Scenario.parse({
        scenario: "s",
        version: "1",
        title: "s",
        about: "s",
        shifts: [{ indicator: "energy", by: [1, 1], reason: "r" }],
      }),
      /indicator "energy".*"example" does not have/,
    ],
  ])("of %s is refused", (_, scenario, message) => {
    expect(() => compileShock(sample, [scenario], columnsOf({}))).toThrow(message);
  });

  it("of an indicator on a log scale is refused as a shift, since its unit is another", () => {
    const method = flat(["chips"], { indicators: { chips: { transformation: "ln" } } });
    const shift = { indicator: "chips", by: [1, 1], reason: "r" };
    const scenario = Scenario.parse({ scenario: "s", version: "1", title: "s", about: "s", shifts: [shift] });
    expect(() => compileShock(sampleOf(method, columnsOf({ chips: [1, 2] })), [scenario], columnsOf({}))).toThrow(
      /which the method transforms/,
    );
  });
});
