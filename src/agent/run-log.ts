import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";

import type { Answer } from "../domain/answer.ts";

/** What is kept of a run so that it can be looked at and replayed. */
export interface RunRecord {
  run: string;
  at: string;
  question: string;
  standalone: string;
  turns: number;
  model: string;
  calls: { name: string; input: unknown }[];
  answer: Answer;
  dropped: { text: string; verdict: string; reason: string }[];
  versions: { attache: string; corpus: string; embedding: string };
}

/** Appends a run to this month's log in the data folder; a folder that cannot be written costs the log, not the answer. */
export function logRun(home: string, record: RunRecord): boolean {
  try {
    const folder = join(home, "runs");
    mkdirSync(folder, { recursive: true });
    appendFileSync(join(folder, `${record.at.slice(0, 7)}.jsonl`), `${JSON.stringify(record)}\n`);
    return true;
  } catch {
    return false;
  }
}
