import { z } from "zod";

import { daysKept, pruneRuns } from "../../../agent/run-log.ts";
import { defineSubcommand } from "../command.ts";
import { countUpTo } from "../inputs.ts";

export default defineSubcommand({
  summary: "Remove runs older than some days",
  options: [{ flags: "--days <number>", description: "age in days (default: ATTACHE_KEEP_RUNS, else 90)" }],
  examples: ["runs prune --days 30"],
  input: z.object({ days: countUpTo(100_000).optional() }),
  async run({ days }, context) {
    const { home, now, environment } = await context.desk();
    const age = days ?? daysKept(environment);
    const removed = pruneRuns(home, now().getTime() - age * 86_400_000);
    context.show(
      { removed, days: age },
      () => `Removed ${removed} run${removed === 1 ? "" : "s"} older than ${age} days.`,
    );
    return 0;
  },
});
