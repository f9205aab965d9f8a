import type { Compiled } from "../../src/exposure/compile.ts";
import { streamOf, uniform } from "../../src/exposure/random.ts";

/**
 * The simulation of a two-level method written out by hand over flat typed arrays: the baseline. It makes the same draws and
 * does the same arithmetic as the engine (goalposts moved by a tenth or percentile ranks, floors, three means, ranks), for
 * columns of goalposts with an interval for every value.
 */
export function plainSimulation(
  compiled: Compiled,
  runs: number,
  seed: number,
): { scores: Float64Array; ranks: Float32Array } {
  const units = compiled.units.length;
  const columns = compiled.columns;
  const layers = compiled.nodes[compiled.root]!.children.map((index) => compiled.nodes[index]!);
  const layerOf = new Int32Array(columns.length);
  const weightOf = new Float64Array(columns.length);
  const baseWeights = Float64Array.from(layers, (layer) => layer.weight);
  layers.forEach((layer, at) => {
    const sum = layer.children.reduce((total, child) => total + compiled.nodes[child]!.weight, 0);
    for (const child of layer.children) {
      const node = compiled.nodes[child]!;
      layerOf[node.column] = at;
      weightOf[node.column] = node.weight / sum;
    }
  });
  const weightStreams = layers.map((layer) => streamOf(seed, "weight", layer.id));
  const [floorStream, ruleStream, normStream] = ["floor", "aggregation", "normalisation"].map((label) =>
    streamOf(seed, label),
  );
  const ends = columns.map(({ id }) => [
    streamOf(seed, "goalpost", id, "worst"),
    streamOf(seed, "goalpost", id, "best"),
  ]);
  const streams = new Uint32Array(columns.length * units);
  columns.forEach(({ id }, column) => {
    for (let unit = 0; unit < units; unit += 1)
      streams[column * units + unit] = streamOf(seed, "data", id, compiled.units[unit]!);
  });
  const floors = [5, 10, 20];
  const weights = new Float64Array(layers.length);
  const values = new Float64Array(units);
  const sorted = new Float64Array(units);
  const layerScores = new Float64Array(layers.length * units);
  const printed = new Float64Array(units);
  const scores = new Float64Array(units * runs);
  const ranks = new Float32Array(units * runs);
  for (let run = 0; run < runs; run += 1) {
    let weightSum = 0;
    for (let layer = 0; layer < layers.length; layer += 1)
      weightSum += weights[layer] = baseWeights[layer]! * (1 + 0.25 * (2 * uniform(weightStreams[layer]!, run) - 1));
    const floor = floors[Math.floor(uniform(floorStream!, run) * 3)]!;
    const rule = Math.floor(uniform(ruleStream!, run) * 3);
    const percentile = uniform(normStream!, run) >= 0.5;
    const span = 100 - floor;
    layerScores.fill(0);
    for (let column = 0; column < columns.length; column += 1) {
      const { lows, highs } = columns[column]!;
      const posts = columns[column]!.rule as { worst: number; best: number };
      const base = column * units;
      for (let unit = 0; unit < units; unit += 1)
        values[unit] = lows[unit]! + (highs[unit]! - lows[unit]!) * uniform(streams[base + unit]!, run);
      const target = layerOf[column]! * units;
      const weight = weightOf[column]!;
      if (percentile) {
        sorted.set(values);
        sorted.sort();
        const higher = posts.best > posts.worst;
        for (let unit = 0; unit < units; unit += 1) {
          const place =
            (bound(sorted, values[unit]!, false) + bound(sorted, values[unit]!, true) - 1) / 2 / (units - 1);
          layerScores[target + unit]! += weight * (floor + span * (higher ? place : 1 - place));
        }
      } else {
        const reach = 0.1 * (posts.best - posts.worst);
        const worst = posts.worst + reach * (2 * uniform(ends[column]![0]!, run) - 1);
        const best = posts.best + reach * (2 * uniform(ends[column]![1]!, run) - 1);
        const factor = 1 / (best - worst);
        for (let unit = 0; unit < units; unit += 1) {
          let share = (values[unit]! - worst) * factor;
          share = share < 0 ? 0 : share > 1 ? 1 : share;
          layerScores[target + unit]! += weight * (floor + span * share);
        }
      }
    }
    for (let unit = 0; unit < units; unit += 1) {
      let sum = 0;
      for (let layer = 0; layer < layers.length; layer += 1) {
        const value = layerScores[layer * units + unit]!;
        sum += weights[layer]! * (rule === 0 ? Math.log(value) : rule === 1 ? value : 1 / value);
      }
      const mean = sum / weightSum;
      printed[unit] = 100 - (rule === 0 ? Math.exp(mean) : rule === 1 ? mean : 1 / mean);
    }
    sorted.set(printed);
    sorted.sort();
    for (let unit = 0; unit < units; unit += 1) {
      scores[unit * runs + run] = printed[unit]!;
      ranks[unit * runs + run] = bound(sorted, printed[unit]!, false) + 1;
    }
  }
  return { scores, ranks };
}

function bound(sorted: Float64Array, value: number, upper: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (upper ? sorted[middle]! <= value : sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
