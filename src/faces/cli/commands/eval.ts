import { z } from "zod";

import { defineCommand } from "../command.ts";
import { compareCommand } from "../eval/compare-results.ts";
import { withServer } from "../eval/with-server.ts";
import { countUpTo, modelOf, modelOption } from "../inputs.ts";

export default defineCommand({
  group: "Measure",
  summary: "Measure a model on the evaluation suites, or compare two results",
  arguments: [{ name: "[suites...]", description: "suites to run (default: all), or: compare A B" }],
  options: [
    modelOption,
    { flags: "--split <split>", description: "development or held-out (default: that of the suite)" },
    { flags: "--limit <number>", description: "only the first cases" },
    { flags: "--filter <text>", description: "only cases with this text in id or type" },
    {
      flags: "--out <folder>",
      description: "write results.json, junit.xml and report.html; a second run goes on where this one stopped",
    },
    { flags: "--repeats <number>", description: "ask each question so often (default: 1)" },
    { flags: "--jobs <number>", description: "questions asked at a time (default: 2)" },
    { flags: "--data <folder>", description: "published data for the suite exposure" },
    { flags: "--bare", description: "ask the model alone, without tools or evidence" },
    { flags: "--judge <model>", description: "let this model judge vital statements as well; it gates nothing" },
    { flags: "--mcp <server>", description: "ask or search this MCP server: a command, or http://HOST:PORT/mcp" },
    { flags: "--tool <name>", description: "its tool (default for retrieval: search_corpus, given query and limit)" },
    { flags: "--argument <name>", description: "what the tool calls its question (default: question)" },
    { flags: "--show-held-out", description: "let questions and answers of held-out cases be seen" },
  ],
  index: true,
  examples: [
    "eval",
    "eval articles --filter follow-up",
    "eval --model http://127.0.0.1:8000/v1#NAME --out results/mine",
    "eval articles --model http://127.0.0.1:8000/v1#NAME --bare",
    "eval articles --mcp http://127.0.0.1:9000/mcp --tool ask",
    "eval compare results/builtin results/mine",
  ],
  input: z.object({
    suites: z.array(z.string()).default([]),
    model: z.string().optional(),
    split: z.string().optional(),
    limit: countUpTo(100_000).optional(),
    filter: z.string().optional(),
    out: z.string().optional(),
    repeats: countUpTo(100).optional(),
    jobs: countUpTo(64).optional(),
    data: z.string().optional(),
    mcp: z.string().max(2000).optional(),
    tool: z.string().max(200).optional(),
    argument: z.string().min(1).max(200).optional(),
    judge: z.string().max(2000).optional(),
    bare: z.boolean().default(false),
    showHeldOut: z.boolean().default(false),
  }),
  async run({ suites, model, ...options }, context) {
    const [first, ...rest] = suites;
    if (first === "compare") return compareCommand(rest, { model, ...options }, context);
    const { runEval } = await import("../../../evals/run.ts");
    const outcome = await withServer({ ...options, suites, model }, context, async (chosen, other) =>
      runEval(
        { ...options, suites: chosen, model: modelOf(model, context) },
        {
          ...other,
          desk: await context.desk(),
          signal: context.signal,
          progress: context.progress,
          note: (text) => context.note(text),
          bold: (text) => context.terminal.out.style("bold", text),
        },
      ),
    );
    context.show(outcome.report, () => outcome.text);
    for (const miss of outcome.belowFloor) context.note(miss);
    if (outcome.belowFloor.length > 0) return 4;
    return outcome.failed > 0 ? 1 : 0;
  },
});
