import { readFileSync } from "node:fs";

import { EvalCase } from "../domain/eval.ts";
import { explain } from "../kit/call-tool.ts";
import { AttacheError, quoted } from "../kit/error.ts";

/** Reads the cases of a JSON Lines file. Throws `corpus` with file and line on the first that is not one. */
export function readCases(file: string): EvalCase[] {
  return parseCases(readText(file), file);
}

/** The cases of JSON Lines text; `file` names it in errors. */
export function parseCases(text: string, file: string): EvalCase[] {
  const firstLine = new Map<string, number>();
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === "") return [];
    const place = `${file}:${index + 1}`;
    const parsed = EvalCase.safeParse(parseLine(line, place));
    if (!parsed.success) throw broken(place, explain(parsed.error));
    const earlier = firstLine.get(parsed.data.id);
    if (earlier !== undefined) throw broken(place, `the id ${quoted(parsed.data.id)} is taken by line ${earlier}`);
    firstLine.set(parsed.data.id, index + 1);
    return [parsed.data];
  });
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new AttacheError("corpus", `The cases ${file} cannot be read.`, { next: "Restore the file.", cause });
  }
}

function parseLine(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw broken(place, "not JSON");
  }
}

function broken(place: string, reason: string): AttacheError {
  return new AttacheError("corpus", `${place}: ${reason}.`, { next: "Mend the case; evals/README.md says how." });
}
