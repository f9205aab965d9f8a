import type { z } from "zod";

import { Method } from "../../src/domain/method.ts";
import type { Observation, ObservationTable } from "../../src/domain/observation.ts";
import type { ExposureData } from "../../src/exposure/exposure-data.ts";
import { compile, type Compiled } from "../../src/exposure/compile.ts";
import { screened } from "../../src/exposure/coverage.ts";
import { score } from "../../src/exposure/score.ts";

/** A method from the parts that matter to a test, with the defaults of the schema. */
export function methodOf(parts: Pick<z.input<typeof Method>, "index"> & Partial<z.input<typeof Method>>): Method {
  const ids = leavesOf(parts.index);
  const plain = Object.fromEntries(ids.map((id) => [id, {}]));
  return Method.parse({
    method: "example",
    version: "1",
    title: "Example",
    ...parts,
    indicators: { ...plain, ...parts.indicators },
  });
}

function leavesOf(node: unknown): string[] {
  const { indicator, of } = node as { indicator?: string; of?: unknown[] };
  return indicator === undefined ? (of ?? []).flatMap(leavesOf) : [indicator];
}

/** A method whose top stands directly above some indicators of equal weight. */
export function flat(ids: string[], parts: Partial<z.input<typeof Method>> = {}): Method {
  return methodOf({ index: { id: "top", of: ids.map((indicator) => ({ indicator })) }, ...parts });
}

export function observation(
  country: string,
  indicator: string,
  value: number | null,
  rest: Partial<Observation> = {},
): Observation {
  const nothing = { year: null, low: null, high: null, unit: null, source: null, row: null, licence: null };
  return { country, indicator, value, state: value === null ? "not-reported" : "observed", ...nothing, ...rest };
}

export function tableOf(observations: Observation[], groups: ObservationTable["groups"] = {}): ObservationTable {
  return { observations, names: {}, groups };
}

/** A table from indicator → one value a unit; units are called A, B, C and so on. */
export function columnsOf(columns: Record<string, (number | null)[]>): ObservationTable {
  return tableOf(
    Object.entries(columns).flatMap(([indicator, values]) =>
      values.map((value, unit) => observation(letter(unit), indicator, value)),
    ),
  );
}

export function letter(unit: number): string {
  return String.fromCodePoint(65 + unit);
}

/** The units with enough data, as a score sees them. */
export function sampleOf(method: Method, table: ObservationTable): Compiled {
  return screened(compile(method, table));
}

/** Printed scores and ranks by unit. */
export function resultOf(
  method: Method,
  table: ObservationTable,
): { scores: Record<string, number>; ranks: Record<string, number> } {
  const sample = sampleOf(method, table);
  const { scores, ranks } = score(sample);
  const byUnit = (values: Float64Array): Record<string, number> =>
    Object.fromEntries(sample.units.map((unit, index) => [unit, values[index] ?? Number.NaN]));
  return { scores: byUnit(scores), ranks: byUnit(ranks) };
}

/** Scores of one node by unit. */
export function nodeOf(method: Method, table: ObservationTable, id: string): Record<string, number> {
  const sample = sampleOf(method, table);
  const { nodes } = score(sample);
  const at = sample.nodes.findIndex((node) => node.id === id) * sample.units.length;
  return Object.fromEntries(sample.units.map((unit, index) => [unit, nodes[at + index] ?? Number.NaN]));
}

/** What an assessment reads, with nothing known beyond the table. */
export function dataOf(table: ObservationTable): ExposureData {
  return { table, indicator: () => undefined, source: () => null, name: (code) => code };
}
