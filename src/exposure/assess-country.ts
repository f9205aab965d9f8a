import { nameInSentence } from "../domain/country-name.ts";
import type { CountryExposure, IndicatorPart, LayerPart } from "../domain/exposure.ts";
import type { Observation } from "../domain/observation.ts";
import type { ExposureData } from "./exposure-data.ts";
import type { Compiled } from "./compile.ts";
import { explain } from "./explain.ts";
import { newestOf } from "./newest.ts";
import { quantile, sortedValues } from "./order.ts";
import type { Scored } from "./score.ts";
import type { LeftOut } from "./sensitivity.ts";
import { sentencesOf } from "./sentences.ts";
import type { Simulation } from "./simulate.ts";

/** What is computed once for all countries. */
export interface Context {
  /** Every unit that has any data, and its scores: layers are shown for units without a score too. */
  all: Compiled;
  everything: Scored;
  /** The units with enough data. */
  sample: Compiled;
  nominal: Scored;
  simulation: Simulation;
  /** Units whose layers the simulation kept, in its order. */
  keep: number[];
  without: LeftOut[];
  data: ExposureData;
  asOf: number | undefined;
}

/** Everything there is to say of one country. A country without any observation has no layers. */
export function assessCountry(code: string, context: Context): CountryExposure {
  const { all, everything, sample, nominal, data } = context;
  const name = data.name(code);
  const [at, unit] = [all.units.indexOf(code), sample.units.indexOf(code)];
  const explained = unit < 0 ? undefined : explain(sample, nominal, unit);
  // A relative rule measures a unit against those that can be scored; others are shown against all.
  const view = unit < 0 ? { compiled: all, scored: everything, at } : { compiled: sample, scored: nominal, at: unit };
  const layers = at < 0 ? [] : layersOf(view, unit, context, explained?.parts ?? []);
  const country: CountryExposure = {
    country: code,
    name,
    status: unit < 0 ? "insufficient-data" : "scored",
    score: number(nominal.scores[unit]),
    band: unit < 0 ? null : bandOf(context.simulation, "scores", unit),
    rank: number(nominal.ranks[unit]),
    rankBand: unit < 0 ? null : bandOf(context.simulation, "ranks", unit),
    coverage: at < 0 ? 0 : (everything.coverage.share[all.root * all.units.length + at] ?? 0),
    weakest: unit < 0 ? null : weakestOf(all, layers),
    reference: explained ? { name: `median of ${sample.units.length} countries`, score: explained.reference } : null,
    layers,
    counterArgument: unit < 0 ? null : counterOf(unit, context),
    beside: besideOf(code, context),
    gaps: gapsOf(all, layers, name),
    sentences: [],
  };
  return { ...country, sentences: sentencesOf(country, all, sample.units.length, context.simulation.runs) };
}

/** The units a country is shown among, and where it stands in them. */
interface View {
  compiled: Compiled;
  scored: Scored;
  at: number;
}

function layersOf(
  view: View,
  unit: number,
  { simulation, keep, data }: Context,
  parts: { node: number; adds: number }[],
): LayerPart[] {
  const { compiled, scored, at } = view;
  const top = compiled.nodes[compiled.root]!;
  const value = (node: number): number => scored.nodes[node * compiled.units.length + at]!;
  const present = top.children.filter((node) => !Number.isNaN(value(node)));
  const weightOf = (nodes: number[]): number => nodes.reduce((sum, node) => sum + compiled.nodes[node]!.weight, 0);
  return top.children.map((node, layer): LayerPart => {
    const { id, title, weight, column } = compiled.nodes[node]!;
    const score = number(value(node));
    const leaves = column >= 0 ? [node] : leavesBelow(compiled, node);
    return {
      layer: id,
      title,
      score,
      band: unit < 0 ? null : layerBand(simulation, keep.indexOf(unit) * top.children.length + layer),
      weight: score === null ? null : weight / weightOf(present),
      coverage: scored.coverage.share[node * compiled.units.length + at]!,
      adds: number(parts.find((part) => part.node === node)?.adds),
      indicators: leaves.map((leaf) => partOf(leaf, node, view, data)),
    };
  });
}

function leavesBelow({ nodes }: Compiled, node: number): number[] {
  return nodes[node]!.children.flatMap((child) =>
    nodes[child]!.column >= 0 ? [child] : leavesBelow({ nodes } as Compiled, child),
  );
}

function partOf(leaf: number, layer: number, { compiled, scored, at }: View, data: ExposureData): IndicatorPart {
  const node = compiled.nodes[leaf]!;
  const column = compiled.columns[node.column]!;
  const score = number(scored.nodes[leaf * compiled.units.length + at]);
  const observed = compiled.nodes[layer]!.children.filter(
    (child) => !Number.isNaN(scored.nodes[child * compiled.units.length + at]!),
  );
  const sum = observed.reduce((total, child) => total + compiled.nodes[child]!.weight, 0);
  // In a group of groups a leaf's part of the layer is not additive, and is not shown.
  const weight = score === null || node.parent !== layer ? null : node.weight / sum;
  const observation = column.observations[at];
  return {
    indicator: column.id,
    title: node.title,
    ...valueOf(observation),
    unit: observation?.unit ?? column.definition.unit ?? "",
    state: column.states[at]!,
    score,
    weight,
    adds: weight === null || score === null ? null : weight * score,
    source: knownSource(observation, data),
    row: observation?.row ?? null,
  };
}

function valueOf(observation: Observation | undefined): Pick<IndicatorPart, "value" | "low" | "high" | "year"> {
  const { value = null, low = null, high = null, year = null } = observation ?? {};
  return { value, low, high, year };
}

function knownSource(observation: Observation | undefined, data: ExposureData): string | null {
  const id = observation?.source ?? null;
  return id !== null && data.source(id) ? id : null;
}

function besideOf(code: string, { all, data, asOf }: Context): CountryExposure["beside"] {
  return all.method.shown.flatMap(({ indicator, as }) => {
    const rows = data.table.observations.filter((one) => one.indicator === indicator && one.country === code);
    const newest = newestOf(rows, { asOf }).get(code);
    if (!newest) return [];
    const known = data.indicator(indicator);
    const { value, year } = valueOf(newest);
    const unit = newest.unit ?? known?.unit ?? "";
    const source = knownSource(newest, data);
    return [{ indicator, title: known?.title ?? indicator, value, unit, year, source, row: newest.row, as }];
  });
}

/** The lowest of the layers with the level that the method gives it; null where the method has no levels. */
export function weakestOf(
  { method }: Pick<Compiled, "method">,
  layers: Pick<LayerPart, "layer" | "title" | "score">[],
): CountryExposure["weakest"] {
  const lowest = layers
    .flatMap(({ layer, title, score }) => (score === null ? [] : [{ layer, title, score }]))
    .sort((a, b) => a.score - b.score)[0];
  if (!method.weakest_link || !lowest) return null;
  const level = method.weakest_link.thresholds.filter((threshold) => lowest.score >= threshold).length;
  return { ...lowest, level, label: method.weakest_link.labels[level]! };
}

// The indicator whose removal moves the rank most, and among equals the score.
function counterOf(unit: number, { nominal, without }: Context): CountryExposure["counterArgument"] {
  const moves = without
    .filter(({ scores }) => !Number.isNaN(scores[unit]!))
    .map((one) => ({
      one,
      rank: Math.abs(one.ranks[unit]! - nominal.ranks[unit]!),
      score: Math.abs(one.scores[unit]! - nominal.scores[unit]!),
    }))
    .sort((a, b) => b.rank - a.rank || b.score - a.score);
  const most = moves[0];
  if (!most || most.score < 1e-9) return null;
  const { id, title, ranks, scores } = most.one;
  return { indicator: id, title, rankWithout: ranks[unit]!, scoreWithout: scores[unit]! };
}

function gapsOf({ inactive }: Compiled, layers: LayerPart[], name: string): string[] {
  const unseen = (layer: LayerPart): string =>
    layer.indicators
      .filter((part) => part.score === null && part.state !== "not-applicable")
      .map((part) => part.title)
      .join("; ");
  if (layers.length === 0) return [`There is no observation of any indicator for ${nameInSentence(name)}.`];
  return [
    ...layers.flatMap((layer) => {
      if (layer.indicators.every((part) => part.state === "not-applicable"))
        return [`${layer.title} does not apply to ${nameInSentence(name)}.`];
      if (layer.score === null)
        return [`${layer.title} has no score: too little is observed (missing: ${unseen(layer) || "everything"}).`];
      return unseen(layer) ? [`${layer.title}: not observed: ${unseen(layer)}.`] : [];
    }),
    ...inactive.filter(({ title }) => title !== "").map(({ title }) => `${title} is not part of the score yet.`),
  ];
}

/** The 5th and 95th percentile of a scored unit's samples. */
export function bandOf(
  simulation: Simulation,
  which: "scores" | "ranks" | "after",
  unit: number,
): { low: number; high: number } | null {
  const row = simulation.scored.indexOf(unit);
  const samples = simulation[which];
  return row < 0 || samples.length === 0 ? null : bandOfRow(samples, row, simulation.runs);
}

function layerBand(simulation: Simulation, row: number): { low: number; high: number } | null {
  return row < 0 ? null : bandOfRow(simulation.layers, row, simulation.runs);
}

function bandOfRow(
  samples: Float64Array | Float32Array,
  row: number,
  runs: number,
): { low: number; high: number } | null {
  const sorted = sortedValues(samples.subarray(row * runs, (row + 1) * runs));
  return sorted.length === 0 ? null : { low: quantile(sorted, 0.05), high: quantile(sorted, 0.95) };
}

/** A number, or null for one that is missing. */
export function number(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
