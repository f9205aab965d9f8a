import { Uncertainty } from "../domain/method.ts";
import type { Compiled } from "./compile.ts";
import { rankInto, roundInto } from "./order.ts";
import type { CompiledShock } from "./shock.ts";
import { createSimulator, factors, type Runs } from "./simulator.ts";

export interface SimulationRequest {
  compiled: Compiled;
  settings: Uncertainty;
  seed: number;
  shock?: CompiledShock | undefined;
  /** Units (indices of `compiled.units`) whose layers are kept too. */
  keep: number[];
}

/** Samples of a simulation; run is the fastest index. */
export interface Simulation {
  runs: number;
  seed: number;
  /** Indices of the units with a nominal score; rows of the samples stand in this order. */
  scored: number[];
  /** Printed scores: a row a scored unit. */
  scores: Float64Array;
  ranks: Float32Array;
  /** Scores after the shock; empty without one. */
  after: Float64Array;
  /** Scores of the groups and indicators directly below the top: (index in `keep` × layers + layer) rows. */
  layers: Float32Array;
}

/** The settings that count where a method names none: its weights, a quarter up or down. */
export const usualUncertainty: Uncertainty = Uncertainty.parse({ weights: 0.25 });

/**
 * Monte Carlo over all choices at once (OECD Handbook 2008, step 7): every run draws weights, floor, rules, goalposts and data.
 * The same seed gives the same samples. `tick` is called every few runs; when it gives false the simulation ends with
 * undefined.
 */
export function simulate(request: SimulationRequest, tick?: (done: number) => boolean): Simulation | undefined {
  const { compiled, settings, seed, shock, keep } = request;
  const { runs } = settings;
  const simulator = createSimulator(compiled, settings, seed, shock);
  const { scored, before, after, nodes } = simulator;
  const layers = compiled.nodes[compiled.root]!.children;
  const units = compiled.units.length;
  const samples: Simulation = {
    runs,
    seed,
    scored,
    scores: new Float64Array(scored.length * runs),
    ranks: new Float32Array(scored.length * runs),
    after: new Float64Array(shock ? scored.length * runs : 0),
    layers: new Float32Array(keep.length * layers.length * runs),
  };
  const ascending = compiled.method.score.rank_one === "lowest";
  const [room, ranks, rounded] = [0, 1, 2].map(() => new Float64Array(scored.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let run = 0; run < runs; run += 1) {
    simulator.run(sameRun(run));
    rankInto(roundInto(before, compiled.method.scale, rounded), room, ascending, compiled.method.ties, ranks);
    for (let row = 0; row < scored.length; row += 1) {
      samples.scores[row * runs + run] = before[row]!;
      samples.ranks[row * runs + run] = ranks[row]!;
      if (shock) samples.after[row * runs + run] = after[row]!;
    }
    keep.forEach((unit, index) => {
      layers.forEach((node, layer) => {
        samples.layers[(index * layers.length + layer) * runs + run] = nodes[node * units + unit]!;
      });
    });
    if (tick && run % 64 === 63 && !tick(run + 1)) return undefined;
  }
  return samples;
}

/** Every factor in the same run. */
export function sameRun(run: number): Runs {
  return Object.fromEntries(factors.map((factor) => [factor, run])) as Runs;
}
