import type { Band } from "../domain/exposure.ts";
import { bandOf, number } from "./assess-country.ts";
import type { Compiled } from "./compile.ts";
import { coverageOf } from "./coverage.ts";
import { explain } from "./explain.ts";
import { score } from "./score.ts";
import type { Simulation } from "./simulate.ts";

export interface ScoredUnit {
  unit: string;
  name: string;
  score: number | null;
  rank: number | null;
  band: Band | null;
  rankBand: Band | null;
  /** Share of all indicator weight that is observed. */
  coverage: number;
  /** Scores of every node of the index, by id: groups, and indicators as normalised. */
  parts: Record<string, number | null>;
  /** Points that each part below the top adds against the median unit, or the reference that was named. */
  adds: Record<string, number | null>;
  missing: string[];
}

/** What `attache score` gives: every unit of a data file by a method file. */
export interface ScoreReport {
  method: { method: string; version: string; title: string; score: string; rankOne: "highest" | "lowest" };
  /** Parts directly below the top, in the order of the method. */
  layers: { id: string; title: string }[];
  runs: number;
  seed: number;
  /** The best rank first; units without enough data last. */
  units: ScoredUnit[];
  notes: string[];
}

/**
 * Joins the nominal result of every unit with a simulation, if there was one. `sample` is `screened(all)`; `reference` is the
 * unit that parts are explained against, by default the median one.
 */
export function scoreReport(
  all: Compiled,
  sample: Compiled,
  simulation: Simulation | undefined,
  seed: number,
  reference?: string,
): ScoreReport {
  const { method, nodes, root } = sample;
  const nominal = score(sample);
  const coverage = coverageOf(all);
  const among = reference === undefined ? undefined : [sample.units.indexOf(reference)];
  const units = all.units.map((id, at): ScoredUnit => {
    const unit = sample.units.indexOf(id);
    const explained = unit < 0 ? undefined : explain(sample, nominal, unit, among);
    const adds = explained?.parts.map(({ node, adds: points }) => [nodes[node]!.id, number(points)]) ?? [];
    return {
      unit: id,
      name: all.names[at]!,
      score: number(nominal.scores[unit]),
      rank: number(nominal.ranks[unit]),
      band: simulation && unit >= 0 ? bandOf(simulation, "scores", unit) : null,
      rankBand: simulation && unit >= 0 ? bandOf(simulation, "ranks", unit) : null,
      coverage: coverage.share[root * all.units.length + at]!,
      parts: Object.fromEntries(
        nodes.map((node, index) => [
          node.id,
          unit < 0 ? null : number(nominal.nodes[index * sample.units.length + unit]),
        ]),
      ),
      adds: Object.fromEntries(adds),
      missing: all.columns.filter((column) => Number.isNaN(column.values[at]!)).map((column) => column.id),
    };
  });
  return {
    method: {
      method: method.method,
      version: method.version,
      title: method.title,
      score: method.score.name,
      rankOne: method.score.rank_one,
    },
    layers: nodes[root]!.children.map((node) => ({ id: nodes[node]!.id, title: nodes[node]!.title })),
    runs: simulation?.runs ?? 0,
    seed,
    units: units.sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || (a.unit < b.unit ? -1 : 1)),
    notes: all.notes,
  };
}
