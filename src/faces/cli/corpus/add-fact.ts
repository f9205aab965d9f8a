import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { z } from "zod";

import { AttacheError } from "../../../kit/error.ts";
import { checkCorpus } from "../../../library/check/check-corpus.ts";
import { readCheckedCorpus } from "../../../library/check/checked-corpus.ts";
import type { Finding } from "../../../library/check/finding.ts";
import { addRecord, factText, sourceText } from "../../../library/check/write-record.ts";
import { readCorpusFiles } from "../../../library/corpus-files.ts";
import { defineSubcommand, type CommandContext, type ExitCode } from "../command.ts";
import { checkWith, corpusFolder, dayOf, writeCorpusFile } from "./corpus-folder.ts";
import { FactDraft, missingFrom, recordOf } from "./fact-draft.ts";
import { fillForm, flagOf, type Asker } from "./fact-form.ts";
import { factOptions } from "./fact-options.ts";
import { showFindings } from "./show-findings.ts";

export default defineSubcommand({
  summary: "Add a fact to a country's file, checked before it is written",
  options: [
    ...factOptions,
    { flags: "--dry-run", description: "print the record and write nothing" },
    { flags: "--today <date>", description: "the day to check on, YYYY-MM-DD (default: today)" },
  ],
  examples: [
    'corpus add-fact --country FRA --topic capital --kind policy --claim "About EUR 109 billion of private money for AI was announced in France in February 2025." --value 109 --unit "EUR billion" --bound about --as-of 2025-02 --certainty reported --source lebigdata-2025-02 --dry-run',
    "corpus add-fact",
  ],
  input: z.object({ ...FactDraft.shape, dryRun: z.boolean().default(false), today: z.string().optional() }),
  async run({ dryRun, today, ...flags }, context) {
    const folder = corpusFolder(undefined, context);
    const { files } = readCorpusFiles(folder);
    const corpus = readCheckedCorpus(files);
    const { rules, context: checked } = await checkWith(folder, { today: dayOf(today) });
    const known = new Set(corpus.sources.flatMap((source) => source.record.url ?? []));
    const draft = await whole(flags, context, known);
    const country = await countryOf(draft.country ?? "", folder, context);
    const { fact, source } = recordOf(draft, country, corpus);
    const path = `countries/${country}.yaml`;
    const changed = files.map((file) =>
      file.path === path ? { path, content: addRecord(file.content, path, fact, source) } : file,
    );
    const before = new Set(checkCorpus(files, rules, checked).findings.map(keyOf));
    const findings = checkCorpus(changed, rules, checked).findings.filter((finding) => !before.has(keyOf(finding)));
    const refused = findings.some((finding) => finding.level === "error");
    const content = changed.find((file) => file.path === path)?.content;
    if (!refused && !dryRun && content !== undefined) writeCorpusFile(folder, path, content);
    const written = !refused && !dryRun;
    const result = { id: fact.id, file: path, written, fact, source: source ?? null, findings };
    return report(result, { refused, dryRun }, context);
  },
});

interface Result {
  id: string;
  file: string;
  written: boolean;
  fact: Parameters<typeof factText>[0];
  source: Parameters<typeof sourceText>[0] | null;
  findings: Finding[];
}

function report(result: Result, { refused, dryRun }: { refused: boolean; dryRun: boolean }, context: CommandContext): ExitCode {
  const { out } = context.terminal;
  context.show(result, () =>
    [
      ...(dryRun || refused ? [`${result.source ? sourceText(result.source) : ""}${factText(result.fact)}`] : []),
      ...showFindings(result.findings, out),
      refused
        ? `Nothing was written: mend the errors first.`
        : dryRun
          ? `Nothing was written: this is what would go into ${result.file}.`
          : `${result.id} was added to ${result.file}.`,
    ].join("\n"),
  );
  if (result.written) context.note("The coverage table goes anew with: attache corpus coverage --write");
  return refused ? 1 : 0;
}

/** The draft with all it needs: from the flags, else asked for on a terminal, else an error that names the flags. */
async function whole(
  flags: FactDraft,
  context: CommandContext,
  known: Set<string>,
): Promise<FactDraft> {
  const missing = missingFrom(flags, known);
  if (missing.length === 0) return flags;
  const { input, err } = context.terminal;
  if (!input.isTTY || !err.interactive || context.json)
    throw new AttacheError("usage", `Missing: ${missing.map(flagOf).join(", ").replace("--source-url", "--source or --source-url")}.`, {
      next: "Give them, or run the command on a terminal, where it asks. See: attache corpus add-fact --help",
    });
  const output = new Writable({
    write(chunk, _encoding, done) {
      err.write(String(chunk));
      done();
    },
  });
  const reader = createInterface({ input, output, terminal: true });
  // Ctrl-C and Ctrl-D close the reader; the question asked then would wait for ever.
  const closed = new Promise<undefined>((resolve) => {
    reader.once("close", () => {
      resolve(undefined);
    });
  });
  const asker: Asker = {
    ask: (question) =>
      Promise.race([closed, reader.question(question, { signal: context.signal }).catch(() => undefined)]),
    say: (text) => err.write(`${text}\n`),
  };
  try {
    return await fillForm(flags, asker, known);
  } finally {
    reader.close();
  }
}

async function countryOf(name: string, folder: string, context: CommandContext): Promise<string> {
  const code = name.toUpperCase();
  if (/^[A-Z]{3}$/.test(code) && existsSync(join(folder, "countries", `${code}.yaml`))) return code;
  return (await context.desk()).gazetteer.require(name).country;
}

function keyOf({ rule, file, message }: Finding): string {
  return [rule, file, message].join("\n");
}
