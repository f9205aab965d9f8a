import { basename } from "node:path";

import { z } from "zod";

import { AttacheError } from "../../../kit/error.ts";
import { defineCommand } from "../command.ts";
import { sensitivityLines } from "../exposure/show-exposure.ts";
import { scoreCsv, scoreText } from "../exposure/show-score.ts";
import { asOfYear, seedNumber } from "../exposure/simulation-inputs.ts";
import { countUpTo } from "../inputs.ts";
import { readUserFile } from "../user-files.ts";
import { printable } from "../wrap.ts";

export default defineCommand({
  group: "Compute",
  summary: "Score a data file of your own by a method file of your own",
  options: [
    { flags: "--method <file>", description: "YAML: indicators, weights, normalisation, aggregation" },
    { flags: "--data <file>", description: "CSV: a row a unit and a column an indicator, or a row an observation" },
    { flags: "--as-of <year>", description: "later observations do not count" },
    { flags: "--runs <number>", description: "simulated runs (default: the method's; none if it says nothing)" },
    { flags: "--seed <number>", description: "seed of the simulation (default: 1)" },
    { flags: "--sensitivity", description: "show what moves the ranking instead" },
    { flags: "--csv", description: "print the table as CSV" },
  ],
  examples: [
    "score --method method.yaml --data data.csv",
    "score --method method.yaml --data data.csv --runs 5000 --json",
  ],
  input: z.object({
    method: z.string({ error: "name a method file" }),
    data: z.string({ error: "name a data file" }),
    asOf: asOfYear,
    runs: countUpTo(100_000).optional(),
    seed: seedNumber.default(1),
    sensitivity: z.boolean().default(false),
    csv: z.boolean().default(false),
  }),
  async run({ method: methodFile, data: dataFile, asOf, runs, seed, sensitivity, csv }, context) {
    if (csv && context.json) throw new AttacheError("usage", "Choose --csv or --json.", { next: "Leave one out." });
    const [{ scoreFiles, sensitivityOfFiles }, { packageRoot }] = await Promise.all([
      import("../../../score-files.ts"),
      import("../../../home.ts"),
    ]);
    const files = {
      method: readUserFile(methodFile, "Give --method a YAML file."),
      methodName: basename(methodFile),
      data: readUserFile(dataFile, "Give --data a CSV file."),
      dataName: basename(dataFile),
      corpus: context.environment.ATTACHE_CORPUS ?? `${packageRoot()}/corpus`,
    };
    const progress = (done: number, total: number): void =>
      context.progress.step(done, total, `${done} of ${total} runs`);
    const options = { asOf, runs, seed, signal: context.signal, progress };
    if (sensitivity) {
      const report = await sensitivityOfFiles(files, options);
      context.show(report, () => printable(sensitivityLines(report).join("\n")));
      return 0;
    }
    const report = await scoreFiles(files, options);
    context.show(report, () => (csv ? scoreCsv(report) : scoreText(report)));
    for (const note of csv ? report.notes : []) context.note(note);
    return report.units.some((unit) => unit.score !== null) ? 0 : 3;
  },
});
