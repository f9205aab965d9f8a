import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";

import { openDesk } from "../../src/desk.ts";
import { Method } from "../../src/domain/method.ts";
import type { Observation } from "../../src/domain/observation.ts";
import { compile, type Compiled } from "../../src/exposure/compile.ts";
import { simulateInThread } from "../../src/exposure/in-thread.ts";
import { streamOf, uniform } from "../../src/exposure/random.ts";
import { score } from "../../src/exposure/score.ts";
import { simulate } from "../../src/exposure/simulate.ts";
import { packageRoot } from "../../src/home.ts";
import { openExposureFiles } from "../../src/library/exposure-files.ts";
import { quantile, type Benchmark, type Row } from "../support/benchmark.ts";
import { plainSimulation } from "../support/plain-simulation.ts";

const runs = 5000;
const rounds = 5;

/** The nominal score, the simulation beside a loop written by hand, and how long the event loop has to wait meanwhile. */
const benchmark: Benchmark = {
  run: async () => [await firstReport(), nominal(), ...simulation(), await waiting()],
};
export default benchmark;

function nominal(): Row {
  const files = openExposureFiles(join(packageRoot(), "corpus"));
  const compiled = compile(files.method("sovereign-ai-exposure"), files.table());
  const times: number[] = [];
  for (let round = 0; round < 200; round += 1) {
    const started = performance.now();
    score(compiled);
    times.push(((performance.now() - started) * 1000) / compiled.units.length);
  }
  return {
    what: `nominal score of all ${compiled.units.length} countries with data, a country`,
    ours: quantile(times, 0.5),
    baselineName: "",
    baseline: 0,
    unit: "µs",
    aim: "microseconds",
  };
}

function simulation(): Row[] {
  const compiled = synthetic();
  const settings = compiled.method.uncertainty;
  if (!settings) throw new Error("the method has to declare its uncertainty");
  const ours: number[] = [];
  const plain: number[] = [];
  const before = process.memoryUsage().arrayBuffers;
  for (let round = 0; round < rounds; round += 1) {
    let started = performance.now();
    const result = simulate({ compiled, settings, seed: 1, keep: [] });
    ours.push(performance.now() - started);
    started = performance.now();
    const same = plainSimulation(compiled, runs, 1);
    plain.push(performance.now() - started);
    const off = result?.scores.findIndex((value, at) => Math.abs(value - same.scores[at]!) > 1e-9);
    if (off !== -1) throw new Error(`the two loops differ at sample ${off}`);
  }
  const grown = (process.memoryUsage().arrayBuffers - before) / 1e6;
  const samples = (compiled.units.length * runs * 12) / 1e6;
  return [
    {
      what: `${runs} runs × ${compiled.units.length} countries × ${compiled.columns.length} indicators`,
      ours: quantile(ours, 0.5),
      baselineName: "typed-array loop by hand",
      baseline: quantile(plain, 0.5),
      unit: "ms",
      aim: "≤ 2",
    },
    {
      what: `buffers held after ${rounds} simulations`,
      ours: Math.max(grown, 0),
      baselineName: "the samples of one",
      baseline: samples,
      unit: "MB",
      aim: "flat (a few results await collection)",
    },
  ];
}

async function waiting(): Promise<Row> {
  const compiled = synthetic();
  const settings = compiled.method.uncertainty;
  if (!settings) throw new Error("the method has to declare its uncertainty");
  const delay = monitorEventLoopDelay({ resolution: 5 });
  await new Promise((resolve) => setTimeout(resolve, 50));
  delay.enable();
  await simulateInThread({ compiled, settings, seed: 1, keep: [] });
  delay.disable();
  return {
    what: "longest wait of the event loop during a simulation",
    ours: delay.max / 1e6,
    baselineName: "",
    baseline: 0,
    unit: "ms",
    aim: "≤ 50",
  };
}

// The first report of a process reads every observation, too.
async function firstReport(): Promise<Row> {
  const home = mkdtempSync(join(tmpdir(), "attache-bench-"));
  try {
    const { exposure } = await openDesk({ home });
    const delay = monitorEventLoopDelay({ resolution: 5 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    delay.enable();
    await exposure.report({ countries: ["FRA", "SAU"], method: "sovereign-ai-exposure", weights: {}, scenarios: [] });
    delay.disable();
    return {
      what: "longest wait of the event loop during the first report",
      ours: delay.max / 1e6,
      baselineName: "",
      baseline: 0,
      unit: "ms",
      aim: "≤ 50",
    };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** 200 countries and 20 indicators in five layers, an interval for every value; all choices of the shipped method vary. */
function synthetic(): Compiled {
  const indicators = Array.from({ length: 20 }, (_, index) => `i${index}`);
  const method = Method.parse({
    method: "bench",
    version: "1",
    title: "Bench",
    score: { as: "complement", rank_one: "lowest" },
    floor: 10,
    indicators: Object.fromEntries(
      indicators.map((id, index) => [
        id,
        { normalisation: { rule: "goalposts", worst: index % 2 ? 1 : 0, best: index % 2 ? 0 : 1 } },
      ]),
    ),
    index: {
      id: "top",
      aggregation: "geometric",
      of: Array.from({ length: 5 }, (_, layer) => ({
        id: `layer${layer}`,
        weight: 1 + layer,
        of: indicators.slice(4 * layer, 4 * layer + 4).map((indicator, at) => ({ indicator, weight: 1 + at })),
      })),
    },
    uncertainty: {
      runs,
      weights: 0.25,
      weights_of: ["top"],
      floor: [5, 10, 20],
      aggregation: ["geometric", "arithmetic", { power: -1 }],
      normalisation: ["declared", "percentile-rank"],
      goalposts: 0.1,
      data: "intervals",
      unobserved: "uniform",
    },
  });
  const observations = indicators.flatMap((indicator) =>
    Array.from({ length: 200 }, (_, unit): Observation => {
      const value = 0.05 + 0.9 * uniform(streamOf(1, indicator), unit);
      const rest = { year: 2025, unit: null, state: "observed" as const, source: null, row: null, licence: null };
      return { country: `c${unit}`, indicator, value, low: value - 0.05, high: value + 0.05, ...rest };
    }),
  );
  return compile(method, { observations, names: {}, groups: {} });
}
