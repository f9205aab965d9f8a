import type { FactEntry } from "./checked-corpus.ts";
import type { CheckedFile } from "./checked-file.ts";
import type { Edit, Place } from "./finding.ts";

// A list in brackets without quotes or comments: what may be rewritten without a second thought.
const plainList = /^\[[^\]["'#{}&*]*\]/;

/** Writes a list in brackets anew; undefined where it is written in another way, which a person must mend. */
export function replaceList(file: CheckedFile, place: Place, entries: string[]): Edit[] | undefined {
  const start = file.offsetOf(place);
  const written = plainList.exec(file.content.slice(start, start + 4000))?.[0];
  if (!written || entries.some((entry) => /[^\w .&/()-]/.test(entry))) return undefined;
  return [{ file: file.path, start, end: start + written.length, text: `[${entries.join(", ")}]` }];
}

/** Adds an entry to a list of a fact, or the list itself in a line after `source`. */
export function addToList(fact: FactEntry, key: "conflicts_with" | "also", entry: string): Edit[] | undefined {
  const before = fact.record[key];
  if (before.length > 0) return replaceList(fact.file, fact.at(key), [...before, entry]);
  const { content, path } = fact.file;
  const source = fact.file.offsetOf(fact.at("source"));
  const lineStart = content.lastIndexOf("\n", source - 1) + 1;
  const lineEnd = content.indexOf("\n", source);
  const indent = /^( +)source: [^\n#]+$/.exec(content.slice(lineStart, lineEnd < 0 ? undefined : lineEnd))?.[1];
  if (!indent || lineEnd < 0) return undefined;
  const end = content[lineEnd - 1] === "\r" ? "\r\n" : "\n";
  return [{ file: path, start: lineEnd + 1, end: lineEnd + 1, text: `${indent}${key}: [${entry}]${end}` }];
}
