import { z } from "zod";

import { checkCorpus } from "../../../library/check/check-corpus.ts";
import { checkExposureFiles, exposureRule } from "../../../library/check/exposure-files.ts";
import { fixCorpus } from "../../../library/check/fix-corpus.ts";
import type { Finding, Level } from "../../../library/check/finding.ts";
import { readCorpusFiles } from "../../../library/corpus-files.ts";
import { AttacheError, quoted } from "../../../kit/error.ts";
import { defineSubcommand } from "../command.ts";
import type { Channel } from "../terminal.ts";
import { checkWith, corpusFolder, dayOf, writeCorpusFile } from "./corpus-folder.ts";
import { counted, showFindings } from "./show-findings.ts";
import { textsIn } from "./read-texts.ts";

export default defineSubcommand({
  summary: "Find what is wrong in a corpus, with file, line, column and how to mend it",
  arguments: [{ name: "[folder]", description: "the corpus (default: ATTACHE_CORPUS, else the one shipped)" }],
  options: [
    { flags: "--fix", description: "mend what is mechanical, and say what was changed" },
    { flags: "--rule <rule>", description: "only this rule (may be repeated)", repeat: true },
    { flags: "--against <folder>", description: "find runs of words that stand in a text of this folder too" },
    { flags: "--today <date>", description: "the day to check on, YYYY-MM-DD (default: today)" },
  ],
  examples: ["corpus check", "corpus check --rule proposed-conflict --rule near-duplicate", "corpus check ./corpus --fix"],
  input: z.object({
    folder: z.string().optional(),
    fix: z.boolean().default(false),
    rule: z.array(z.string()).default([]),
    against: z.string().optional(),
    today: z.string().optional(),
  }),
  async run(input, context) {
    const folder = corpusFolder(input.folder, context);
    const against = input.against === undefined ? undefined : textsIn(input.against);
    const { rules: all, context: checked } = await checkWith(folder, { today: dayOf(input.today), against });
    for (const name of input.rule)
      if (name !== exposureRule && !all.some((rule) => rule.name === name))
        throw new AttacheError("usage", `There is no rule ${quoted(name)}.`, {
          next: `The rules are ${[...all.map((rule) => rule.name), exposureRule].join(", ")}.`,
        });
    const rules = input.rule.length > 0 ? all.filter((rule) => input.rule.includes(rule.name)) : all;
    const { files } = readCorpusFiles(folder);
    const fixed = input.fix ? fixCorpus(files, rules, checked) : undefined;
    for (const file of fixed?.changed ?? []) writeCorpusFile(folder, file.path, file.content);
    const ofFacts = fixed?.after ?? checkCorpus(files, rules, checked);
    const ofExposure =
      input.rule.length === 0 || input.rule.includes(exposureRule)
        ? checkExposureFiles(folder)
        : { findings: [], files: 0 };
    const findings = [...ofFacts.findings, ...ofExposure.findings];
    const counts = countsOf(findings);
    const report = {
      folder,
      files: files.length + ofExposure.files,
      ...counts,
      findings,
      ...(fixed ? { fixed: { files: fixed.changed.map((file) => file.path), mended: fixed.mended } } : {}),
    };
    context.show(report, () => {
      const { out } = context.terminal;
      return [
        ...(fixed ? fixedLines(fixed.mended, out) : []),
        ...showFindings(findings, out),
        countLine(findings, counts, report.files),
      ].join("\n");
    });
    return counts.errors > 0 ? 1 : 0;
  },
});

function countsOf(findings: Finding[]): { errors: number; warnings: number; proposals: number } {
  const count = (level: Level): number => findings.filter((finding) => finding.level === level).length;
  return { errors: count("error"), warnings: count("warning"), proposals: count("proposal") };
}

function fixedLines(mended: Finding[], out: Channel): string[] {
  if (mended.length === 0) return ["Nothing could be mended by itself.", ""];
  return [out.style("bold", "Mended"), ...mended.map(({ file, line, message }) => `${file}:${line} ${message}`), ""];
}

function countLine(
  findings: Finding[],
  { errors, warnings, proposals }: ReturnType<typeof countsOf>,
  files: number,
): string {
  const fixable = findings.filter((finding) => finding.fixable).length;
  const found = [counted(errors, "error"), counted(warnings, "warning"), counted(proposals, "proposal")].join(", ");
  return `${found} in ${counted(files, "file")}${fixable > 0 ? `; --fix mends ${fixable}` : ""}.`;
}
