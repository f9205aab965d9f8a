import { LineCounter, isMap, isNode, parseDocument } from "yaml";
import type { z } from "zod";

import { AttacheError, quoted } from "../kit/error.ts";

/** A parsed YAML value that can say on which line a path of it stands. */
export interface ParsedYaml {
  value: unknown;
  /** Line and column (from 1) of the node at a path, or of its nearest parent. */
  where(path: readonly PropertyKey[]): string;
}

/**
 * Parses YAML text; `firstLine` lines stand before it in the file. Throws `corpus` with file, line and column on
 * broken YAML, a duplicate key or an alias bomb.
 */
export function parseYaml(text: string, file: string, firstLine = 0): ParsedYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, strict: true, version: "1.2" });
  const fault = document.errors[0];
  if (fault) {
    const { line, col } = lines.linePos(fault.pos[0]);
    throw new AttacheError("corpus", `${file}:${line + firstLine}:${col}: ${firstSentence(fault.message)}`, {
      next: "Mend the line, then run the command again.",
      cause: fault,
    });
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 50 });
  } catch (cause) {
    throw new AttacheError("corpus", `${file}: too many YAML aliases.`, { next: "Write the values out.", cause });
  }
  return {
    value,
    where(path) {
      let best = 0;
      for (let length = path.length; length >= 0; length -= 1) {
        const node = document.getIn(path.slice(0, length), true);
        if (isNode(node) && node.range) {
          best = node.range[0];
          break;
        }
        const parent = document.getIn(path.slice(0, length - 1), true);
        if (isMap(parent) && parent.range) {
          best = parent.range[0];
          break;
        }
      }
      const { line, col } = lines.linePos(best);
      return `${file}:${line + firstLine}:${col}`;
    },
  };
}

/** Parses YAML and checks it against a schema; throws `corpus` naming line, path and what was expected. */
export function readYaml<Schema extends z.ZodType>(schema: Schema, text: string, file: string): z.output<Schema> {
  const parsed = parseYaml(text, file);
  const result = schema.safeParse(parsed.value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = issue?.path ?? [];
  throw new AttacheError(
    "corpus",
    `${parsed.where(path)}: ${quoted(path.map(String).join("."))}: ${issue?.message ?? "not as the schema asks"}.`,
    { next: "Mend the value, then run the command again.", cause: result.error },
  );
}

function firstSentence(message: string): string {
  return (message.split("\n")[0] ?? message).replace(/ at line \d+, column \d+:?$/, "").trim();
}
