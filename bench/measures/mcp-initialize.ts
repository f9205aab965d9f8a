import { join } from "node:path";

import { packageRoot } from "../../src/home.ts";
import { quantile, type Benchmark } from "../support/benchmark.ts";
import { timeInitialize } from "../support/process.ts";

const rounds = 9;

/** MCP `initialize` over stdio, process start included, against a bare server of the same SDK; interleaved. */
const benchmark: Benchmark = {
  async run() {
    const root = packageRoot();
    const ours: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await timeInitialize([join(root, "bin", "attache.mjs"), "mcp"]));
      bare.push(await timeInitialize([join(root, "bench", "support", "bare-mcp-server.mjs")]));
    }
    return [
      {
        what: "MCP initialize, median",
        ours: quantile(ours, 0.5),
        baselineName: "bare server",
        baseline: quantile(bare, 0.5),
        unit: "ms",
        aim: "≤ 1.5",
      },
    ];
  },
};
export default benchmark;
