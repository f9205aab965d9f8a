import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { openDesk } from "../../src/desk.ts";
import { openOrBuildIndex } from "../../src/library/build-index.ts";
import { unitsOf } from "../../src/library/units.ts";
import type { Benchmark } from "../support/benchmark.ts";

/** Texts a second while building the first index, against the raw rate of the model on the same texts in batches of 32. */
const benchmark: Benchmark = {
  async run() {
    const home = mkdtempSync(join(tmpdir(), "attache-bench-"));
    try {
      const desk = await openDesk({ home });
      const { units, sentences } = unitsOf(desk.corpus);
      const texts = [...new Set([...units, ...sentences].map((unit) => unit.meaning))].sort(
        (a, b) => a.length - b.length,
      );
      await desk.embedder.embed(["warm up"], "passage");
      const raw = async (): Promise<number> => {
        const started = performance.now();
        for (let index = 0; index < texts.length; index += 32)
          await desk.embedder.embed(texts.slice(index, index + 32), "passage");
        return (texts.length / (performance.now() - started)) * 1000;
      };
      const build = async (): Promise<number> => {
        const started = performance.now();
        await openOrBuildIndex({ home, corpus: desk.corpus, embedder: desk.embedder, now: desk.now, force: true });
        rmSync(join(home, "index"), { recursive: true, force: true });
        return (texts.length / (performance.now() - started)) * 1000;
      };
      const rates = { raw: [await raw()], build: [await build()] };
      rates.raw.push(await raw());
      rates.build.push(await build());
      return [
        {
          what: "first index",
          ours: Math.max(...rates.build),
          baselineName: "raw embedding",
          baseline: Math.max(...rates.raw),
          unit: "texts/s",
          aim: "≥ 0.7",
        },
      ];
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  },
};
export default benchmark;
