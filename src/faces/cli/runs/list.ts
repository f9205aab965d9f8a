import { z } from "zod";

import { isWhole, readRuns } from "../../../agent/run-log.ts";
import { defineSubcommand } from "../command.ts";
import { countUpTo } from "../inputs.ts";
import { oneLine } from "../wrap.ts";

export default defineSubcommand({
  summary: "List the runs in the log, the newest last",
  options: [{ flags: "--limit <number>", description: "how many (default: 20)" }],
  examples: ["runs list --limit 5"],
  input: z.object({ limit: countUpTo(100_000).default(20) }),
  async run({ limit }, context) {
    const { home } = await context.desk();
    const all = readRuns(home);
    const runs = all.slice(-limit).map((record) =>
      isWhole(record)
        ? {
            run: record.run,
            at: record.at,
            model: record.model,
            status: record.answer.status,
            question: record.question,
          }
        : { run: record.run, at: record.at, model: record.model, status: record.status, question: null },
    );
    context.show({ runs, total: all.length }, () =>
      runs.length === 0
        ? "The log holds no run."
        : runs
            .map(({ run, at, status, question }) => {
              const when = at.slice(0, 16).replace("T", " ");
              return `${run}  ${when}  ${status.padEnd(9)}  ${question === null ? "(words taken out)" : oneLine(question, 90)}`;
            })
            .join("\n"),
    );
    return 0;
  },
});
