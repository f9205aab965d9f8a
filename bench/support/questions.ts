import { readFileSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../../src/home.ts";

/** The questions of the development cases. */
export function questions(): string[] {
  const file = join(packageRoot(), "evals", "cases", "articles-development.jsonl");
  return readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { question: string }).question);
}
