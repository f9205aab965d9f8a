import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

import { Topic } from "../../../domain/fact.ts";
import { AttacheError } from "../../../kit/error.ts";
import { coverageOf, coverageSentences, withCoverage, type Coverage } from "../../../library/check/coverage.ts";
import { defineSubcommand } from "../command.ts";
import type { Channel } from "../terminal.ts";
import { printable } from "../wrap.ts";
import { corpusFolder, writeCorpusFile } from "./corpus-folder.ts";

export default defineSubcommand({
  summary: "Show how much the corpus knows, by country and topic",
  options: [{ flags: "--write", description: "put the table into README.md of the corpus, between its markers" }],
  examples: ["corpus coverage", "corpus coverage --json"],
  input: z.object({ write: z.boolean().default(false) }),
  async run({ write }, context) {
    const folder = corpusFolder(undefined, context);
    const coverage = coverageOf((await context.desk()).corpus);
    if (write) writeTable(folder, coverage);
    context.show(coverage, () => table(coverage, context.terminal.out).join("\n"));
    if (write) context.note(`Written: ${join(folder, "README.md")}`);
    return 0;
  },
});

function writeTable(folder: string, coverage: Coverage): void {
  const file = join(folder, "README.md");
  const changed = existsSync(file) ? withCoverage(readFileSync(file, "utf8"), coverage) : undefined;
  if (changed === undefined)
    throw new AttacheError("corpus", `There is no place for the table in ${file}.`, {
      next: "Add the lines <!-- coverage:start --> and <!-- coverage:end --> to it.",
    });
  writeCorpusFile(folder, "README.md", changed);
}

function table(coverage: Coverage, out: Channel): string[] {
  const head = ["", "facts", ...Topic.options.map((topic) => topic.slice(0, 4)), "newest", "best"];
  const rows = coverage.rows.map((row) => [
    row.country,
    String(row.facts),
    ...Topic.options.map((topic) => (row.topics[topic].facts > 0 ? String(row.topics[topic].facts) : "·")),
    row.newest ?? "",
    row.best ?? "",
  ]);
  const line = (cells: string[]): string =>
    cells
      .map((cell, index) => (index === 0 || index > Topic.options.length + 1 ? cell.padEnd(index === 0 ? 3 : 10) : cell.padStart(5)))
      .join(" ")
      .trimEnd();
  return [
    ...coverageSentences(coverage),
    "",
    out.style("bold", line(head)),
    ...rows.map((row) => printable(line(row))),
  ];
}
