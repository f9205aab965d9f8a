import { readFileSync } from "node:fs";

import type { z } from "zod";

import { explain } from "../kit/call-tool.ts";
import { AttacheError } from "../kit/error.ts";

/** Reads a JSON file of ours by its schema. Throws `corpus` naming the file where it is missing or not in order. */
export function readSettings<Schema extends z.ZodType>(schema: Schema, file: string): z.output<Schema> {
  const next = "Mend the file, or restore it from the repository.";
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new AttacheError("corpus", `${file} cannot be read as JSON.`, { next, cause });
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new AttacheError("corpus", `${file}: ${explain(parsed.error)}.`, { next, cause: parsed.error });
}
