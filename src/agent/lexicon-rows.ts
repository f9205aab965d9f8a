import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The rows of a file of `corpus/models/lexicon`, each with its columns; `scripts/write-lexicon.ts` says what they hold. */
export function lexiconRows(folder: string, name: string): string[][] {
  return readFileSync(join(folder, name), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t"));
}
