import { z } from "zod";

import { findRun, isWhole, readRuns, redactRuns, type RunRecord } from "../../../agent/run-log.ts";
import { AttacheError } from "../../../kit/error.ts";
import { defineSubcommand } from "../command.ts";

export default defineSubcommand({
  summary: "Take question, answer and evidence out of runs; the log keeps when they were and with which model",
  arguments: [{ name: "[run...]", description: "ids of runs" }],
  options: [
    { flags: "--all", description: "every run" },
    { flags: "--matching <words>", description: "runs whose question has these words" },
    { flags: "--dry-run", description: "only count them; nothing is changed" },
  ],
  examples: ['runs redact --matching "Gulf states" --dry-run', 'runs redact --matching "Gulf states"'],
  input: z.object({
    run: z.array(z.string()).default([]),
    all: z.boolean().default(false),
    matching: z.string().min(1).optional(),
    dryRun: z.boolean().default(false),
  }),
  async run({ run, all, matching, dryRun }, context) {
    // What is taken out does not come back: two ways of naming runs, of which one would be ignored, are refused.
    const ways = [run.length > 0, all, matching !== undefined].filter(Boolean).length;
    if (ways !== 1)
      throw new AttacheError("usage", ways === 0 ? "Say which runs." : "Say in one way which runs.", {
        next: "Give ids, --matching WORDS or --all.",
      });
    const { home } = await context.desk();
    const ids = new Set(run.map((id) => findRun(home, id).run));
    const words = matching?.toLowerCase();
    const meant = (record: RunRecord): boolean =>
      all || ids.has(record.run) || (words !== undefined && record.question.toLowerCase().includes(words));
    if (dryRun) {
      const found = readRuns(home).filter((record) => isWhole(record) && meant(record)).length;
      context.show({ redacted: 0, found }, () => `${runs(found)} would lose words; nothing was changed.`);
      return 0;
    }
    const redacted = redactRuns(home, meant);
    context.show({ redacted }, () => `Words taken out of ${runs(redacted)}.`);
    return 0;
  },
});

function runs(count: number): string {
  return `${count} run${count === 1 ? "" : "s"}`;
}
