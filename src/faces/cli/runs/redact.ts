import { z } from "zod";

import { findRun, redactRuns } from "../../../agent/run-log.ts";
import { AttacheError } from "../../../kit/error.ts";
import { defineSubcommand } from "../command.ts";

export default defineSubcommand({
  summary: "Take question, answer and evidence out of runs; the log keeps when they were and with which model",
  arguments: [{ name: "[run...]", description: "ids of runs" }],
  options: [
    { flags: "--all", description: "every run" },
    { flags: "--matching <words>", description: "runs whose question has these words" },
  ],
  examples: ['runs redact --matching "Gulf states"'],
  input: z.object({
    run: z.array(z.string()).default([]),
    all: z.boolean().default(false),
    matching: z.string().min(1).optional(),
  }),
  async run({ run, all, matching }, context) {
    if (run.length === 0 && !all && matching === undefined)
      throw new AttacheError("usage", "Say which runs.", { next: "Give ids, --matching WORDS or --all." });
    const { home } = await context.desk();
    const ids = new Set(run.map((id) => findRun(home, id).run));
    const words = matching?.toLowerCase();
    const redacted = redactRuns(
      home,
      (record) => all || ids.has(record.run) || (words !== undefined && record.question.toLowerCase().includes(words)),
    );
    context.show({ redacted }, () => `Words taken out of ${redacted} run${redacted === 1 ? "" : "s"}.`);
    return 0;
  },
});
