import { basename } from "node:path";

import { z } from "zod";

import type { CheckedSentence } from "../../../domain/verification.ts";
import { AttacheError } from "../../../kit/error.ts";
import { runBatch } from "../batch.ts";
import { defineCommand, type CommandContext, type ExitCode } from "../command.ts";
import { batchOf, oneOf, textOf } from "../inputs.ts";
import { readUserFile, writeUserFile } from "../user-files.ts";
import { tallyLine, withReader } from "../verify/reading.ts";
import { sentenceLines, summaryLine } from "../verify/show-checked.ts";
import { draftHtml, draftMarkdown } from "../verify/annotated.ts";

const formats = ["text", "md", "html"] as const;

export default defineCommand({
  group: "Write",
  summary: "Check a draft sentence by sentence: supported, contradicted, partly, not found",
  arguments: [{ name: "[draft]", description: "a Markdown or text file, - for standard input" }],
  options: [
    { flags: "--format <format>", description: `${formats.join(", ")} (default: text)` },
    { flags: "--out <file>", description: "write to a file; with --pairs, JSON Lines" },
    { flags: "--pairs <file>", description: "JSON Lines {id, claim, evidence}: judge each claim against its evidence" },
    { flags: "--nli <folder>", description: "let this transformers.js model for inference (NLI) read verdicts again" },
  ],
  index: true,
  examples: [
    "verify draft.md",
    "verify draft.md --format html --out draft.html",
    "verify --pairs in.jsonl --out out.jsonl",
    "verify draft.md --nli ./model-folder",
  ],
  input: z.object({
    draft: z.string().optional(),
    format: oneOf(formats).optional(),
    out: z.string().optional(),
    pairs: z.string().optional(),
    nli: z.string().min(1).max(4000).optional(),
  }),
  async run({ draft, format = "text", out, pairs, nli }, context) {
    if (pairs !== undefined) return judgePairs({ pairs, out, nli }, draft, context);
    if (draft === undefined)
      throw new AttacheError("usage", "Name a draft to check.", { next: "Example: attache verify draft.md" });
    const text = draft === "-" ? await textOf(["-"], context) : readUserFile(draft, "Give a Markdown or text file.");
    if (text.trim() === "")
      throw new AttacheError("usage", "The draft is empty.", { next: "Give a text with sentences." });
    const desk = await context.desk();
    const total = desk.verifier.count(text);
    const reader = nli === undefined ? undefined : await withReader(desk.verifier, nli);
    const streams = format === "text" && out === undefined && !context.json;
    const checked: CheckedSentence[] = [];
    const counts: Record<string, number> = {};
    let done = 0;
    for await (const sentence of (reader ?? desk.verifier).check(text, context.signal)) {
      done += 1;
      counts[sentence.verdict] = (counts[sentence.verdict] ?? 0) + 1;
      if (streams) context.terminal.out.write(`${sentenceLines(sentence, context.terminal.out).join("\n")}\n`);
      else {
        checked.push(sentence);
        context.progress.step(done, total, `${done} of ${total} sentences`);
      }
    }
    if (reader) context.note(tallyLine(reader.tally));
    if (streams) {
      context.terminal.out.write(`${summaryLine(counts, total)}\n`);
      return 0;
    }
    const title = draft === "-" ? "Draft" : basename(draft);
    const asText = (): string =>
      format === "html"
        ? draftHtml(title, text, checked, counts)
        : format === "md"
          ? draftMarkdown(title, checked, counts)
          : [...checked.flatMap((one) => sentenceLines(one, context.terminal.out)), summaryLine(counts, total)].join(
              "\n",
            );
    if (out !== undefined) {
      writeUserFile(out, asText());
      context.note(`Written: ${out}`);
      if (!context.json) return 0;
    }
    context.show({ sentences: checked, counts, total }, out === undefined ? asText : () => "");
    return 0;
  },
});

const Pair = z.object({
  id: z.union([z.string(), z.number()]),
  claim: z.string().min(1).max(20_000),
  evidence: z.string().min(1).max(100_000),
});

async function judgePairs(
  { pairs, out, nli }: { pairs: string; out: string | undefined; nli: string | undefined },
  draft: string | undefined,
  context: CommandContext,
): Promise<ExitCode> {
  const files = batchOf({ batch: pairs, out }, draft === undefined ? [] : [draft], {
    what: "a draft",
    example: "attache verify --pairs in.jsonl --out out.jsonl",
  });
  if (!files) throw new AttacheError("usage", "--pairs needs a file to write to.", { next: "Add --out FILE.jsonl." });
  const { verifier } = await context.desk();
  const reader = nli === undefined ? undefined : await withReader(verifier, nli);
  let byWords = false;
  const judge = async (pair: z.infer<typeof Pair>): Promise<object> => {
    const judged = await (reader ?? verifier).judge(pair.claim, pair.evidence);
    byWords ||= judged.by === "words";
    return judged;
  };
  const code = await runBatch(files, Pair, judge, context);
  if (byWords)
    context.note("The embedding model that comes with Attaché could not be loaded: words alone were compared.");
  if (reader) context.note(tallyLine(reader.tally));
  return code;
}
