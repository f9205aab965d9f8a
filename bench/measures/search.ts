import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { openDesk } from "../../src/desk.ts";
import { callTool } from "../../src/kit/call-tool.ts";
import { openOrBuildIndex } from "../../src/library/build-index.ts";
import { quantile, type Benchmark } from "../support/benchmark.ts";
import { questions } from "../support/questions.ts";

/** `search_corpus` against the same two queries made straight on LanceDB with the same vector; warm, interleaved. */
const benchmark: Benchmark = {
  async run() {
    const home = mkdtempSync(join(tmpdir(), "attache-bench-"));
    try {
      const desk = await openDesk({ home });
      const search = desk.tools.find((tool) => tool.name === "search_corpus");
      if (!search) throw new Error("no search_corpus");
      const index = await openOrBuildIndex({ home, corpus: desk.corpus, embedder: desk.embedder, now: desk.now });
      const queries = questions();
      const ours: number[] = [];
      const straight: number[] = [];
      for (const query of [...queries.slice(0, 10), ...queries, ...queries]) {
        let started = performance.now();
        await callTool(search, { query, limit: 10 }, { desk });
        ours.push(performance.now() - started);
        started = performance.now();
        const [vector] = await desk.embedder.embed([query], "query");
        await Promise.all([
          index.units
            .query()
            .fullTextSearch(query, { columns: ["text"] })
            .limit(200)
            .select(["id", "_score"])
            .toArray(),
          index.units
            .query()
            .nearestTo(Array.from(vector ?? []))
            .distanceType("cosine")
            .limit(200)
            .select(["id", "_distance"])
            .toArray(),
        ]);
        straight.push(performance.now() - started);
      }
      const warm = (values: number[]): number[] => values.slice(10);
      return [0.5, 0.95].map((q) => ({
        what: `search_corpus, p${q * 100}`,
        ours: quantile(warm(ours), q),
        baselineName: "straight on LanceDB",
        baseline: quantile(warm(straight), q),
        unit: "ms",
        aim: q === 0.95 ? "≤ 2" : "–",
      }));
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  },
};
export default benchmark;
