import type { z } from "zod";

import { explain } from "../../kit/call-tool.ts";
import { AttacheError, quoted } from "../../kit/error.ts";

const words: Record<string, string> = { string: "text", number: "a number", array: "a list", object: "an object" };

/** What is wrong with a line of a batch, in plain words. */
export function lineFault(error: z.ZodError, value: unknown, line: number): AttacheError {
  const fault = (says: string, next: string): AttacheError =>
    new AttacheError("usage", `Line ${line} ${says}.`, { next, cause: error });
  const [issue] = error.issues;
  const [field, ...deeper] = issue?.path ?? [];
  if (!issue || field === undefined) return fault("is no object", 'Write an object: {"id": 1, …}.');
  const name = String(field);
  const given = (value as Record<string, unknown>)[name];
  if (given === undefined)
    return fault(`has no ${quoted(name)}`, `Add it: {${name === "id" ? "" : '"id": 1, '}${JSON.stringify(name)}: …}.`);
  const wanted = issue.code === "invalid_type" && deeper.length === 0 ? words[issue.expected] : undefined;
  if (wanted) return fault(`has a ${quoted(name)} that is not ${wanted}`, "Mend the line.");
  return fault(`has a ${quoted(name)} that cannot be used`, `Mend the line (${explain(error)}).`);
}
