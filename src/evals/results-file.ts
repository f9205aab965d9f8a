import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

import { explain } from "../kit/call-tool.ts";
import { AttacheError, quoted } from "../kit/error.ts";

const Share = z.object({ right: z.number(), of: z.number() });
const Item = z.object({
  id: z.string(),
  hash: z.string(),
  outcome: z.string(),
  shares: z.record(z.string(), Share),
  runs: z.array(z.unknown()).optional(),
});
const Split = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("answers"), suite: z.string(), split: z.string(), items: z.array(Item) }),
  z.object({ kind: z.literal("retrieval"), suite: z.string(), split: z.string(), items: z.array(Item) }),
  z.object({ kind: z.literal("exposure"), suite: z.string(), split: z.string() }),
]);
const Results = z.object({
  model: z.string(),
  version: z.string(),
  corpus: z.string(),
  at: z.string(),
  splits: z.array(Split),
});

/** What comparing needs of a `results.json`. */
export type Results = z.infer<typeof Results>;
export type ResultSplit = Extract<z.infer<typeof Split>, { items: unknown }>;
export type ResultItem = z.infer<typeof Item>;

/** Reads the results of a run: `results.json`, or the folder it lies in. Throws `usage` where there is none. */
export function readResults(path: string): Results {
  const text = textOf(path);
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw new AttacheError("usage", `${quoted(path)} is not JSON.`, { next, cause });
  }
  const parsed = Results.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new AttacheError("usage", `${quoted(path)} holds no results of attache eval (${explain(parsed.error)}).`, {
    next,
    cause: parsed.error,
  });
}

const next = "Give two folders that attache eval --out has written, or their results.json.";

function textOf(path: string): string {
  try {
    return readFileSync(statSync(path).isDirectory() ? join(path, "results.json") : path, "utf8");
  } catch (cause) {
    throw new AttacheError("usage", `There are no results in ${quoted(path)}.`, { next, cause });
  }
}
