import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { openDesk, type OpenDesk } from "../../src/desk.ts";
import { quantile, type Benchmark, type Row } from "../support/benchmark.ts";

const sentences = 1000;

/** A draft of a thousand sentences: time a sentence beside the searches it needs, the first result, and memory on the way. */
const benchmark: Benchmark = {
  async run() {
    const home = mkdtempSync(join(tmpdir(), "attache-bench-"));
    try {
      return await measure(await openDesk({ home }));
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  },
};
export default benchmark;

async function measure(desk: OpenDesk): Promise<Row[]> {
  const claims = desk.library.facts().map((fact) => fact.claim);
  const draft = Array.from({ length: sentences }, (_, index) => claims[(index * 7) % claims.length]).join("\n\n");
  await desk.library.search("warm", {}, { limit: 3 });
  const times: number[] = [];
  const heaps: number[] = [];
  let started = performance.now();
  const begun = started;
  let first = 0;
  for await (const _checked of desk.verifier.check(draft)) {
    const now = performance.now();
    first ||= now - begun;
    times.push(now - started);
    started = now;
    if (times.length % 100 === 0) {
      globalThis.gc?.();
      heaps.push(process.memoryUsage().heapUsed / 1e6);
    }
  }
  const searches: number[] = [];
  for (const claim of claims.slice(0, 100)) {
    const at = performance.now();
    await desk.library.search(claim, {}, { limit: 12 });
    searches.push(performance.now() - at);
  }
  return [
    {
      what: `verify, a sentence of ${times.length}, p50`,
      ours: quantile(times, 0.5),
      baselineName: "one search",
      baseline: quantile(searches, 0.5),
      unit: "ms",
      aim: "–",
    },
    { what: "verify, first result", ours: first, baselineName: "", baseline: 0, unit: "ms", aim: "streams" },
    {
      what: "verify, heap after 1,000 sentences",
      ours: heaps.at(-1) ?? 0,
      baselineName: "after 200",
      baseline: heaps[1] ?? 0,
      unit: "MB",
      aim: "constant: ≈ 1",
    },
  ];
}
