import { z } from "zod";

import { defineCommand } from "../command.ts";
import { countUpTo, modelOf, modelOption } from "../inputs.ts";

export default defineCommand({
  group: "Measure",
  summary: "Measure a model on the evaluation suites",
  arguments: [{ name: "[suites...]", description: "suites to run (default: all)" }],
  options: [
    modelOption,
    { flags: "--split <split>", description: "development or held-out (default: that of the suite)" },
    { flags: "--limit <number>", description: "only the first cases" },
    { flags: "--filter <text>", description: "only cases with this text in id or type" },
    { flags: "--out <folder>", description: "write results.json with each case" },
    { flags: "--show-held-out", description: "let questions and answers of held-out cases be seen" },
  ],
  examples: ["eval", "eval articles --filter follow-up", "eval --model http://127.0.0.1:8000/v1#NAME --out results"],
  input: z.object({
    suites: z.array(z.string()).default([]),
    model: z.string().optional(),
    split: z.string().optional(),
    limit: countUpTo(100_000).optional(),
    filter: z.string().optional(),
    out: z.string().optional(),
    showHeldOut: z.boolean().default(false),
  }),
  async run({ model, ...options }, context) {
    const { runEval } = await import("../../../evals/run.ts");
    const outcome = await runEval(
      { ...options, model: modelOf(model, context) },
      {
        desk: await context.desk(),
        signal: context.signal,
        progress: context.progress,
        bold: (text) => context.terminal.out.style("bold", text),
      },
    );
    context.show(outcome.report, () => outcome.text);
    for (const miss of outcome.belowFloor) context.note(miss);
    if (outcome.belowFloor.length > 0) return 4;
    return outcome.failed > 0 ? 1 : 0;
  },
});
