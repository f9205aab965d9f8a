import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

import type { EvalCase } from "../domain/eval.ts";
import { codeRoot, packageRoot, packageVersion } from "../home.ts";
import { AttacheError, quoted } from "../kit/error.ts";
import { metricNames } from "./metrics.ts";
import type { RunReport } from "./report.ts";

/** Which run of which case: what a later call must ask for again to be given the same. */
export interface RunKey {
  suite: string;
  split: string;
  /** Of the case as it was asked. */
  hash: string;
  repeat: number;
}

/** Runs that are finished, kept as they finish, so that a stopped evaluation goes on where it was. */
export interface Checkpoint {
  file: string;
  /** A finished run with its answer (or without it, where none is shown); undefined when it must be made. */
  known(key: RunKey, withAnswer: boolean): RunReport | undefined;
  keep(key: RunKey, id: string, run: RunReport): void;
}

/** Files beside the code on which an answer or its score depends. */
const settings = ["evals/abstentions.json", "evals/bare-model.json"];

const Share = z.object({ right: z.number(), of: z.number() });
const Line = z.object({
  versions: z.string(),
  suite: z.string(),
  split: z.string(),
  hash: z.string(),
  repeat: z.number(),
  run: z.looseObject({ outcome: z.string(), shares: z.record(z.enum(metricNames), Share) }),
});

/** Opens `cases.jsonl` of a folder. Only lines of the same versions count; lines that cannot be read are passed over. */
export function openCheckpoint(folder: string, versions: string): Checkpoint {
  const file = join(folder, "cases.jsonl");
  const runs = new Map<string, RunReport>();
  const before = textOf(file);
  for (const text of before.split("\n")) {
    const line = lineOf(text);
    // A failure may have been the server's: it is tried again.
    if (line?.versions === versions && line.run.outcome !== "failed") runs.set(nameOf(line), line.run);
  }
  // A run that was killed while it wrote leaves half a line.
  let gap = before === "" || before.endsWith("\n") ? "" : "\n";
  return {
    file,
    known(key, withAnswer) {
      const run = runs.get(nameOf(key));
      return run && withAnswer && run.answer === undefined ? undefined : run;
    },
    keep(key, id, run) {
      try {
        mkdirSync(folder, { recursive: true });
        appendFileSync(file, `${gap}${JSON.stringify({ versions, id, ...key, run })}\n`);
        gap = "";
      } catch (cause) {
        throw unwritable(folder, cause);
      }
    },
  };
}

/** One short word for all that makes answers and scores: who answers, code, weights, settings, corpus and embedding. */
export function versionsOf(model: string, corpus: string, embedding: string): string {
  const digest = createHash("sha256").update(JSON.stringify([model, packageVersion(), corpus, embedding]));
  for (const folder of ["src", "tools"])
    for (const file of sourcesIn(join(codeRoot(), folder))) digest.update(readFileSync(file));
  for (const file of ["corpus/models/builtin.json", "corpus/models/verify.json", ...settings])
    digest.update(textOf(join(packageRoot(), file)));
  return digest.digest("hex").slice(0, 16);
}

/** A short word for a case as it stands in its file: another question or another nugget gives another. */
export function hashOf(testCase: EvalCase): string {
  return createHash("sha256").update(JSON.stringify(testCase)).digest("hex").slice(0, 12);
}

/** The error for a folder that `--out` named and that cannot be written. */
export function unwritable(folder: string, cause: unknown): AttacheError {
  return new AttacheError("storage", `The folder ${quoted(folder)} cannot be written.`, {
    next: "Name another folder with --out.",
    cause,
  });
}

// How results are shown changes no result.
function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[jt]s$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.startsWith(join(folder, "faces")))
    .sort();
}

function textOf(file: string): string {
  try {
    return existsSync(file) ? readFileSync(file, "utf8") : "";
  } catch (cause) {
    throw new AttacheError("storage", `The file ${quoted(file)} cannot be read.`, {
      next: "Name another folder with --out, or remove the file.",
      cause,
    });
  }
}

function lineOf(text: string): (RunKey & { versions: string; run: RunReport }) | undefined {
  try {
    const parsed = Line.safeParse(JSON.parse(text));
    return parsed.success ? { ...parsed.data, run: parsed.data.run as unknown as RunReport } : undefined;
  } catch {
    return undefined;
  }
}

function nameOf({ suite, split, hash, repeat }: RunKey): string {
  return [suite, split, hash, repeat].join(" ");
}
