import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { openDesk } from "../../src/desk.ts";
import { packageRoot } from "../../src/home.ts";
import { quantile, type Benchmark } from "../support/benchmark.ts";
import { questions } from "../support/questions.ts";
import { timeNode } from "../support/process.ts";

const question = "How much has France committed to AI infrastructure, and whose chips does it run on?";
const imports =
  'await Promise.all([import("ai"), import("@lancedb/lancedb"), import("@huggingface/transformers"), import("zod")])';
const peak =
  "data:text/javascript," +
  encodeURIComponent(
    'process.on("exit", () => process.stderr.write("\\nPEAK " + process.resourceUsage().maxRSS + "\\n"));',
  );

/** `ask` from a cold process with the index present, beside Node alone and beside importing the same packages; warm beside its own retrieval. */
const benchmark: Benchmark = {
  async run() {
    const home = mkdtempSync(join(tmpdir(), "attache-bench-"));
    const main = join(packageRoot(), "bin", "attache.mjs");
    const env = { ATTACHE_HOME: home };
    try {
      await timeNode([main, "ask", "--quiet", question], env);
      const times = { ask: [] as number[], node: [] as number[], imports: [] as number[] };
      for (let round = 0; round < 5; round += 1) {
        times.ask.push(await timeNode([main, "ask", "--quiet", "--no-log", question], env));
        times.node.push(await timeNode(["-e", "0"]));
        times.imports.push(await timeNode(["--input-type=module", "-e", imports]));
      }
      const child = spawnSync(process.execPath, ["--import", peak, main, "ask", "--quiet", "--no-log", question], {
        encoding: "utf8",
        env: { ...process.env, ...env },
      });
      const memory = Number(/PEAK (\d+)/.exec(child.stderr)?.[1] ?? 0) / 1024;
      const ask = quantile(times.ask, 0.5);
      const rows = [
        {
          what: "ask, cold",
          ours: ask,
          baselineName: "node -e 0",
          baseline: quantile(times.node, 0.5),
          unit: "ms",
          aim: "–",
        },
        {
          what: "ask, cold",
          ours: ask,
          baselineName: "importing the packages",
          baseline: quantile(times.imports, 0.5),
          unit: "ms",
          aim: "–",
        },
        { what: "ask, peak memory", ours: memory, baselineName: "", baseline: 0, unit: "MB", aim: "–" },
      ];
      return [...rows, await warm(home)];
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  },
};

async function warm(home: string): Promise<Awaited<ReturnType<Benchmark["run"]>>[number]> {
  const desk = await openDesk({ home });
  const agent = await desk.agent("builtin", { log: false });
  const asks: number[] = [];
  const searches: number[] = [];
  const all = questions();
  for (const [round, text] of [...all.slice(0, 8), ...all].entries()) {
    let started = performance.now();
    let calls: { query: string }[] = [];
    await agent.ask(text, {
      onEvent: (event) => {
        if (event.type === "tool" && event.name === "search_corpus")
          calls = [...calls, event.input as { query: string }];
      },
    });
    const asked = performance.now() - started;
    const tool = desk.tools.find((candidate) => candidate.name === "search_corpus");
    started = performance.now();
    for (const input of calls) await tool?.run(tool.input.parse(input), { desk });
    if (round >= 8) {
      asks.push(asked);
      searches.push(performance.now() - started);
    }
  }
  return {
    what: "ask, warm, p95",
    ours: quantile(asks, 0.95),
    baselineName: "its own retrieval",
    baseline: quantile(searches, 0.95),
    unit: "ms",
    aim: "≤ 3",
  };
}

export default benchmark;
