import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { z } from "zod";

import type { ModelTraits } from "../kit/model.ts";

const Found = z.object({
  at: z.string(),
  contextTokens: z.number().int().positive().nullable(),
  toolCalls: z.enum(["native", "schema", "none"]),
  schema: z.boolean(),
});
const File = z.record(z.string(), Found);

/** What the self-test of `attache doctor` found of a model: it outweighs what the server says of itself. */
export type SelfTestResult = z.infer<typeof Found>;

/** The result kept for a model, if any; a file that cannot be read counts as none. */
export function selfTestResult(home: string, model: string): SelfTestResult | undefined {
  return read(home)[model];
}

/** Keeps the result of a self-test in the data folder. */
export function keepSelfTestResult(home: string, model: string, result: SelfTestResult): void {
  const file = fileIn(home);
  mkdirSync(dirname(file), { recursive: true });
  const aside = `${file}.${process.pid}`;
  writeFileSync(aside, `${JSON.stringify({ ...read(home), [model]: result }, null, 2)}\n`);
  renameSync(aside, file);
}

/** What the loop goes by: the server's word, put right by the self-test. */
export function traitsOf(served: ModelTraits, found: SelfTestResult | undefined): ModelTraits {
  if (!found) return served;
  const contextTokens = Math.min(served.contextTokens, found.contextTokens ?? served.contextTokens);
  return { contextTokens, toolCalls: found.toolCalls, schema: found.schema };
}

function read(home: string): Record<string, SelfTestResult> {
  try {
    const file = fileIn(home);
    return existsSync(file) ? File.parse(JSON.parse(readFileSync(file, "utf8"))) : {};
  } catch {
    return {};
  }
}

function fileIn(home: string): string {
  return join(home, "models.json");
}
