import type { Aggregation, Normalisation, Uncertainty } from "../domain/method.ts";
import type { Compiled } from "./compile.ts";
import { coverageOf } from "./coverage.ts";
import { createKernel, declaredChoices, type Choices } from "./kernel.ts";
import { streamOf, uniform } from "./random.ts";
import { combineLosses, type CompiledShock, type Pick, type ShareColumn } from "./shock.ts";

/** What a simulation varies, each with a run number of its own: Sobol's indices exchange one at a time. */
export const factors = [
  "weights",
  "floor",
  "aggregation",
  "normalisation",
  "goalposts",
  "data",
  "assumptions",
] as const;
export type Factor = (typeof factors)[number];
export type Runs = Record<Factor, number>;

/** One calculation under drawn choices, drawn data and drawn assumptions; the buffers are overwritten by the next. */
export interface Simulator {
  /** Indices of the units that have a nominal score. */
  scored: number[];
  /** Scores of all nodes before the shock: a row a node, `units` wide. */
  nodes: Float64Array;
  /** Printed scores of the scored units. */
  before: Float64Array;
  /** The same after the shock; NaN where a share is not known. Empty without a shock. */
  after: Float64Array;
  run(runs: Runs): void;
}

/** Factors that the settings really vary. */
export function activeFactors(settings: Uncertainty, shock: CompiledShock | undefined): Factor[] {
  const active: Record<Factor, boolean> = {
    weights: settings.weights > 0,
    floor: settings.floor.length > 1,
    aggregation: settings.aggregation.length > 1,
    normalisation: settings.normalisation.length > 1,
    goalposts: settings.goalposts > 0,
    data: settings.data === "intervals" || settings.unobserved === "uniform",
    assumptions: shock !== undefined,
  };
  return factors.filter((factor) => active[factor]);
}

/** A simulator of a compiled method, seeded; with a shock it computes before and after from the same draws. */
export function createSimulator(
  compiled: Compiled,
  settings: Uncertainty,
  seed: number,
  shock?: CompiledShock,
): Simulator {
  const { units, columns, nodes, root, method } = compiled;
  const { closed } = coverageOf(compiled);
  const scored = units.flatMap((_, unit) => (closed[root * units.length + unit] ? [] : [unit]));
  const kernel = createKernel(compiled);
  const second = shock ? createKernel(compiled) : undefined;
  const draws = createDraws(compiled, settings, seed, scored);
  // With missing scores filled, a layer is there for every unit that has a score at all.
  const kept = settings.unobserved === "uniform" ? undefined : closed;
  const losses = shock ? new Float64Array(nodes.length * units.length) : undefined;
  const shifted = columns.map((column) => new Float64Array(column.values.length));
  const [before, after] = [new Float64Array(scored.length), new Float64Array(shock ? scored.length : 0)];
  const complement = method.score.as === "complement" ? method.scale[0] + method.scale[1] : undefined;
  const print = (scores: Float64Array, out: Float64Array): void => {
    for (let index = 0; index < scored.length; index += 1) {
      const value = scores[root * units.length + scored[index]!]!;
      out[index] = complement === undefined ? value : complement - value;
    }
  };
  return {
    scored,
    nodes: kernel.scores,
    before,
    after,
    run(runs) {
      const choices = draws.choices(runs);
      const values = draws.values(runs.data);
      kernel.normalise(values, choices);
      draws.fillUnobserved(kernel.scores, choices, runs.data);
      kernel.aggregate(choices, kept);
      print(kernel.scores, before);
      if (!shock || !second || !losses) return;
      const pick: Pick = (label, low, high) => low + (high - low) * uniform(streamOf(seed, label), runs.assumptions);
      if (shock.shifts.length > 0) {
        shiftColumns(shock, values, shifted, units.length, pick);
        second.normalise(shifted, choices);
        draws.fillUnobserved(second.scores, choices, runs.data);
        second.aggregate(choices, kept);
      } else second.scores.set(kernel.scores);
      combineLosses(shock, units.length, pick, (column, unit) => draws.share(column, unit, runs.data), losses);
      for (let cell = 0; cell < losses.length; cell += 1)
        second.scores[cell] = second.scores[cell]! * (1 - losses[cell]!);
      second.aggregateTop(choices, kept);
      forgetUnknown(shock, second.scores, losses, units.length, root);
      print(second.scores, after);
    },
  };
}

/** Columns with a scenario's shifts added, for the units it does not spare. */
export function shiftColumns(
  { shifts, spared }: CompiledShock,
  values: Float64Array[],
  out: Float64Array[],
  units: number,
  pick: Pick,
): void {
  values.forEach((column, index) => out[index]!.set(column));
  for (const { scenario, shift, column } of shifts) {
    const by = pick(`${scenario} ${shift.indicator}`, ...shift.by);
    for (let unit = 0; unit < units; unit += 1) if (!spared[scenario]![unit]) out[column]![unit]! += by;
  }
}

/** A mean leaves a missing layer out, but a layer whose loss is not known makes the result unknown. */
export function forgetUnknown(
  { losses }: CompiledShock,
  scores: Float64Array,
  lost: Float64Array,
  units: number,
  root: number,
): void {
  for (const { node } of losses)
    for (let unit = 0; unit < units; unit += 1)
      if (Number.isNaN(lost[node * units + unit]!)) scores[root * units + unit] = Number.NaN;
}

interface Draws {
  choices(runs: Runs): Choices;
  values(run: number): Float64Array[];
  fillUnobserved(scores: Float64Array, choices: Choices, run: number): void;
  share(column: ShareColumn, unit: number, run: number): number;
}

function createDraws(compiled: Compiled, settings: Uncertainty, seed: number, scored: number[]): Draws {
  const { units, columns, nodes, method } = compiled;
  const declared = declaredChoices(compiled);
  const weights = Float64Array.from(declared.weights);
  const varied = nodes.flatMap((node, index) => {
    const group = node.parent < 0 ? undefined : nodes[node.parent]!.id;
    const counts = group !== undefined && (settings.weights_of.length === 0 || settings.weights_of.includes(group));
    return counts ? [{ index, stream: streamOf(seed, "weight", node.id) }] : [];
  });
  const one = <T>(list: T[], own: T, label: string): ((run: number) => T) => {
    const stream = streamOf(seed, label);
    return (run) => (list.length === 0 ? own : list[Math.floor(uniform(stream, run) * list.length)]!);
  };
  const floor = one<number | undefined>(settings.floor, method.floor, "floor");
  const aggregation = one<Aggregation>(settings.aggregation, declared.aggregation, "aggregation");
  const normalisation = one<string>(settings.normalisation, "declared", "normalisation");
  const goalposts = columns.map(({ id }) => [
    streamOf(seed, "goalpost", id, "worst"),
    streamOf(seed, "goalpost", id, "best"),
  ]);
  const moved = (rule: Normalisation, column: number, run: number): Normalisation => {
    if (rule.rule !== "goalposts" || settings.goalposts === 0) return rule;
    const span = settings.goalposts * (rule.best - rule.worst);
    const [worst, best] = goalposts[column]!.map((stream) => span * (2 * uniform(stream, run) - 1));
    return { ...rule, worst: rule.worst + worst!, best: rule.best + best! };
  };
  const values = columns.map((column) => Float64Array.from(column.values));
  const open = settings.data === "intervals" ? intervalsOf(compiled, seed) : [];
  const holes = settings.unobserved === "uniform" ? holesOf(compiled, seed, scored, settings.data === "intervals") : [];
  return {
    choices(runs) {
      for (const { index, stream } of varied)
        weights[index] = declared.weights[index]! * (1 + settings.weights * (2 * uniform(stream, runs.weights) - 1));
      const rule = normalisation(runs.normalisation);
      const rules = declared.rules.map((own, column): Normalisation =>
        rule === "declared" ? moved(own, column, runs.goalposts) : ruleCalled(rule),
      );
      return { weights, rules, floor: floor(runs.floor), aggregation: aggregation(runs.aggregation) };
    },
    values(run) {
      for (const { column, unit, low, span, stream } of open) values[column]![unit] = low + span * uniform(stream, run);
      return values;
    },
    fillUnobserved(scores, { floor: bottom = method.scale[0] }, run) {
      const span = method.scale[1] - bottom;
      for (const { cell, stream } of holes) scores[cell] = bottom + span * uniform(stream, run);
    },
    share(column, unit, run) {
      const [low, high] = [column.lows[unit]!, column.highs[unit]!];
      if (settings.data === "none" || low === high) return column.values[unit]!;
      return low + (high - low) * uniform(streamOf(seed, "data", column.id, units[unit]!), run);
    },
  };
}

function ruleCalled(rule: string): Normalisation {
  if (rule === "z-score") return { rule, mean: 0, deviation: 1 };
  return { rule: rule === "min-max" ? "min-max" : "percentile-rank" };
}

interface OpenCell {
  column: number;
  unit: number;
  low: number;
  span: number;
  stream: number;
}

// Values that are known to an interval only, each with a stream of its own.
function intervalsOf({ columns, units }: Compiled, seed: number): OpenCell[] {
  return columns.flatMap(({ id, lows, highs }, column) =>
    units.flatMap((name, unit) => {
      const [low, high] = [lows[unit]!, highs[unit]!];
      return low < high ? [{ column, unit, low, span: high - low, stream: streamOf(seed, "data", id, name) }] : [];
    }),
  );
}

// Scores that nothing is known of, for units that have a score at all.
function holesOf(
  { columns, nodes, units }: Compiled,
  seed: number,
  scored: number[],
  intervals: boolean,
): { cell: number; stream: number }[] {
  return nodes.flatMap((node, index) => {
    const column = columns[node.column];
    if (!column) return [];
    return scored.flatMap((unit) => {
      const known = !Number.isNaN(column.values[unit]!) || (intervals && !Number.isNaN(column.lows[unit]!));
      if (known || column.states[unit] === "not-applicable") return [];
      return [{ cell: index * units.length + unit, stream: streamOf(seed, "unobserved", column.id, units[unit]!) }];
    });
  });
}
