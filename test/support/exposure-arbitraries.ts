import fc from "fast-check";

import {
  Uncertainty,
  type Aggregation,
  type Method,
  type MethodGroup,
  type Normalisation,
} from "../../src/domain/method.ts";
import type { Observation, ObservationTable } from "../../src/domain/observation.ts";
import { letter, methodOf, observation, tableOf } from "./exposure-examples.ts";

/** A small random method with a table that it can score. */
export interface ExposureCase {
  method: Method;
  table: ObservationTable;
  /** Indicators, and units of which the first has every value. */
  indicators: string[];
  units: string[];
}

export const means: Aggregation[] = ["arithmetic", "geometric", "harmonic", "minimum", { power: 2 }, { power: -2 }];
const goalposts: Normalisation[] = [
  { rule: "goalposts", worst: 0, best: 100, clip: true },
  { rule: "goalposts", worst: 80, best: 10, clip: true },
];
const relative: Normalisation[] = [{ rule: "min-max" }, { rule: "percentile-rank" }, { rule: "rank" }];

export interface CaseOptions {
  /** Rules of the layers. */
  layers?: Aggregation[];
  /** Rules of the top. */
  top?: Aggregation[];
  /** Rules that measure a unit against the others, too. */
  relative?: boolean;
  /** Intervals around some values. */
  intervals?: boolean;
}

/** Methods of 2–4 layers with 1–4 indicators each, over 3–6 units, with every fifth value missing. */
export function exposureCases(options: CaseOptions = {}): fc.Arbitrary<ExposureCase> {
  const { layers: inner = [...means, "outranking"], top = means } = options;
  const rules = options.relative ? [...goalposts, ...relative] : goalposts;
  return fc
    .tuple(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 4 }), fc.integer({ min: 3, max: 6 }))
    .chain(([sizes, count]) => {
      const indicators = sizes.flatMap((size, layer) => Array.from({ length: size }, (_, at) => `i${layer}-${at}`));
      const units = Array.from({ length: count }, (_, unit) => letter(unit));
      return fc
        .record({
          weights: fc.array(weight, { minLength: indicators.length, maxLength: indicators.length }),
          layerWeights: fc.array(weight, { minLength: sizes.length, maxLength: sizes.length }),
          inner: fc.array(fc.constantFrom(...inner), { minLength: sizes.length, maxLength: sizes.length }),
          top: fc.constantFrom(...top),
          rules: fc.array(fc.constantFrom(...rules), { minLength: indicators.length, maxLength: indicators.length }),
          higher: fc.array(fc.boolean(), { minLength: indicators.length, maxLength: indicators.length }),
          floor: fc.constantFrom(undefined, 10),
          as: fc.constantFrom("aggregate" as const, "complement" as const),
          needs: fc.constantFrom({}, { children: 0.6 }, { indicators: 0.5 }),
          ties: fc.constantFrom("standard" as const, "average" as const, "dense" as const),
          cells: fc.array(cell(options.intervals ?? false), {
            minLength: indicators.length * count,
            maxLength: indicators.length * count,
          }),
        })
        .map((drawn): ExposureCase => {
          const index: MethodGroup = {
            id: "top",
            weight: 1,
            aggregation: drawn.top,
            needs: drawn.needs,
            of: sizes.map((_, layer) => ({
              id: `layer-${layer}`,
              weight: drawn.layerWeights[layer] ?? 1,
              aggregation: drawn.inner[layer],
              of: indicators.flatMap((indicator, at) =>
                indicator.startsWith(`i${layer}-`) ? [{ indicator, weight: drawn.weights[at] ?? 1 }] : [],
              ),
            })),
          };
          const defined = Object.fromEntries(
            indicators.map((id, at) => {
              const normalisation = drawn.rules[at] ?? { rule: "min-max" };
              const direction = drawn.higher[at] ? ("higher" as const) : ("lower" as const);
              return [id, normalisation.rule === "goalposts" ? { normalisation } : { normalisation, direction }];
            }),
          );
          const { floor, as, ties } = drawn;
          const method = methodOf({ index, indicators: defined, floor, ties, score: { as } });
          return { method, table: tableOf(observationsOf(indicators, units, drawn.cells)), indicators, units };
        });
    });
}

const weight = fc.integer({ min: 1, max: 9 });

interface Cell {
  value: number;
  width: number;
  there: boolean;
}

function cell(intervals: boolean): fc.Arbitrary<Cell> {
  return fc.record({
    value: fc.integer({ min: 0, max: 1000 }).map((value) => value / 10),
    width: intervals ? fc.constantFrom(0, 0, 5, 20) : fc.constant(0),
    there: fc.integer({ min: 0, max: 4 }).map((draw) => draw > 0),
  });
}

function observationsOf(indicators: string[], units: string[], cells: Cell[]): Observation[] {
  return units.flatMap((country, unit) =>
    indicators.map((indicator, at) => {
      const { value = 0, width = 0, there = true } = cells[unit * indicators.length + at] ?? {};
      if (!there && unit > 0) return observation(country, indicator, null);
      const interval = width > 0 ? { low: value - width, high: value + width } : {};
      return observation(country, indicator, value, interval);
    }),
  );
}

/** Uncertainty of every kind that a method can declare. */
export function everyUncertainty(parts: Partial<Uncertainty> = {}): Uncertainty {
  return Uncertainty.parse({
    runs: 30,
    weights: 0.3,
    floor: [5, 10],
    goalposts: 0.1,
    data: "intervals",
    unobserved: "uniform",
    ...parts,
  });
}

/** The same tree with the children of every group in another order, drawn from `order`. */
export function reordered(method: Method, order: (index: number) => number): Method {
  const walk = (group: MethodGroup): MethodGroup => ({
    ...group,
    of: group.of
      .map((node, index) => ({ node: "indicator" in node ? node : walk(node), key: order(index) }))
      .sort((a, b) => a.key - b.key)
      .map(({ node }) => node),
  });
  return { ...method, index: walk(method.index) };
}

/** The same tree with all weights of siblings times a constant of their group. */
export function rescaled(method: Method, factors: number[]): Method {
  let next = 0;
  const walk = (group: MethodGroup): MethodGroup => {
    const factor = factors[next++ % factors.length] ?? 1;
    return {
      ...group,
      of: group.of.map((node) => {
        const weight = node.weight * factor;
        return "indicator" in node ? { ...node, weight } : { ...walk(node), weight };
      }),
    };
  };
  return { ...method, index: walk(method.index) };
}
