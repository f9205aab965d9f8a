import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { parse, stringify } from "yaml";

import { QuestionFile } from "../../src/domain/predicted-questions.ts";

/**
 * A copy of the corpus without every second of the questions that it does not answer, and these: to be asked of it as
 * if nobody had thought of them.
 */
export function withhold(corpus: string): { corpusFolder: string; withheld: string[]; remove: () => void } {
  const corpusFolder = mkdtempSync(join(tmpdir(), "attache-fit-"));
  cpSync(corpus, corpusFolder, { recursive: true });
  const folder = join(corpusFolder, "questions", "unanswered");
  const withheld: string[] = [];
  let seen = 0;
  for (const name of readdirSync(folder).sort()) {
    const { unanswered } = QuestionFile.parse(parse(readFileSync(join(folder, name), "utf8")));
    const kept = unanswered.filter(() => (seen += 1) % 2 === 0);
    withheld.push(...unanswered.filter((question) => !kept.includes(question)));
    writeFileSync(join(folder, name), stringify({ unanswered: kept }));
  }
  return { corpusFolder, withheld, remove: () => rmSync(corpusFolder, { recursive: true, force: true }) };
}
