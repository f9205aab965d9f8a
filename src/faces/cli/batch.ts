import { closeSync, existsSync, openSync, realpathSync, writeSync } from "node:fs";

import type { z } from "zod";

import { AttacheError, asAttacheError } from "../../kit/error.ts";
import { lineFault } from "./batch-fault.ts";
import type { CommandContext, ExitCode } from "./command.ts";
import { textOf } from "./inputs.ts";
import { errorRecord } from "./report-error.ts";
import { readUserFile, unwritable } from "./user-files.ts";

interface Line {
  number: number;
  text: string;
}

/**
 * Works through JSON Lines in their order and writes one line each as it goes. A line that fails gives
 * `{id, line, error}` and the run goes on; the exit code is then 1.
 */
export async function runBatch<Record extends z.ZodType<{ id: string | number }>>(
  files: { from: string; to: string },
  schema: Record,
  work: (record: z.output<Record>) => Promise<object>,
  context: CommandContext,
): Promise<ExitCode> {
  const lines = await readLines(files, context);
  const output = openOutput(files.to);
  let failed = 0;
  try {
    for (const [index, line] of lines.entries()) {
      context.signal.throwIfAborted();
      const result = await resultOf(line, schema, work, context.signal);
      if ("error" in result) failed += 1;
      writeLine(output, files.to, result);
      const failures = failed > 0 ? `, ${failed} failed` : "";
      context.progress.step(index + 1, lines.length, `${index + 1} of ${lines.length}${failures}`);
    }
  } finally {
    closeSync(output);
  }
  const summary = { done: lines.length - failed, failed, out: files.to };
  context.show(summary, () => "");
  context.note(`${summary.done} done, ${failed} failed; written to ${files.to}.`);
  return failed > 0 ? 1 : 0;
}

async function resultOf<Record extends z.ZodType<{ id: string | number }>>(
  line: Line,
  schema: Record,
  work: (record: z.output<Record>) => Promise<object>,
  signal: AbortSignal,
): Promise<object> {
  let id: unknown = null;
  try {
    const value = parseJson(line);
    id = (value as { id?: unknown } | null)?.id ?? null;
    const record = schema.safeParse(value);
    if (!record.success) throw lineFault(record.error, value, line.number);
    return { id, ...(await work(record.data)) };
  } catch (thrown) {
    signal.throwIfAborted();
    return { id, line: line.number, error: errorRecord(asAttacheError(thrown)) };
  }
}

function parseJson(line: Line): unknown {
  try {
    return JSON.parse(line.text);
  } catch (cause) {
    throw new AttacheError("usage", `Line ${line.number} is not JSON.`, {
      next: "Each line holds one JSON object.",
      cause,
    });
  }
}

async function readLines(files: { from: string; to: string }, context: CommandContext): Promise<Line[]> {
  const text =
    files.from === "-" ? await textOf(["-"], context) : readUserFile(files.from, "Give --batch a JSON Lines file.");
  if (files.from !== "-" && existsSync(files.to) && realpathSync(files.to) === realpathSync(files.from))
    throw new AttacheError("usage", "--batch and --out name the same file.", { next: "Write to another file." });
  return text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((line, index) => ({ number: index + 1, text: line }))
    .filter((line) => line.text.trim() !== "");
}

function openOutput(file: string): number {
  try {
    return openSync(file, "w");
  } catch (cause) {
    throw unwritable(file, cause);
  }
}

function writeLine(output: number, file: string, value: object): void {
  try {
    writeSync(output, `${JSON.stringify(value)}\n`);
  } catch (cause) {
    throw unwritable(file, cause);
  }
}
