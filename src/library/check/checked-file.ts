import { LineCounter, parseDocument, type YAMLParseError } from "yaml";

import { asAttacheError } from "../../kit/error.ts";
import type { CorpusFile } from "../corpus-files.ts";
import { parseYaml } from "../yaml.ts";
import type { Place } from "./finding.ts";

/** What a corpus file holds, by its place in the folder. */
export type FileForm = "country" | "facts" | "digest" | "questions" | (typeof rootForms)[number] | "other";

const rootForms = ["conflicts", "publishers", "schemes", "rates", "suppliers", "licences"] as const;

/** A place where the YAML of a file is broken. */
export interface YamlFault {
  place: Place;
  message: string;
  duplicateKey: boolean;
}

/** A file of the corpus with its YAML (of a digest: its front matter); `value` is undefined where that is broken. */
export interface CheckedFile extends CorpusFile {
  form: FileForm;
  value: unknown;
  faults: YamlFault[];
  /** What stands below the front matter of a digest, and at which offset it begins. */
  body: { text: string; start: number };
  /** The place of a value, or of its nearest parent. */
  at: (path: readonly PropertyKey[]) => Place;
  /** The place of an offset into `content`. */
  atOffset: (offset: number) => Place;
  /** The offset into `content` of a place in this file. */
  offsetOf: (place: Place) => number;
}

/** Parses one file; a fault of its YAML is told in `faults` and never thrown. */
export function readFile(file: CorpusFile): CheckedFile {
  const form = formOf(file.path);
  const front = form === "digest" ? frontMatter(file.content) : undefined;
  const text = form === "digest" ? (front?.text ?? "") : file.content;
  const firstLine = front ? 1 : 0;
  const lines = lineStarts(file.content);
  const common = {
    ...file,
    form,
    body: front ? front.body : { text: form === "digest" ? file.content : "", start: 0 },
    atOffset: (offset: number) => placeOf(file.path, lines, offset),
    offsetOf: (place: Place) => (lines[place.line - 1] ?? 0) + place.column - 1,
  };
  const top: Place = { file: file.path, line: 1, column: 1 };
  try {
    const parsed = parseYaml(text, file.path, firstLine);
    return { ...common, value: parsed.value, faults: [], at: (path) => placeIn(parsed.where(path)) ?? top };
  } catch (thrown) {
    return { ...common, value: undefined, faults: faultsOf(text, file.path, firstLine, thrown), at: () => top };
  }
}

function formOf(path: string): FileForm {
  if (path.startsWith("countries/")) return "country";
  if (path.startsWith("documents/")) return path.endsWith(".md") ? "digest" : "facts";
  if (path.startsWith("questions/")) return "questions";
  const name = path.replace(/\.yaml$/, "");
  return rootForms.find((form) => form === name) ?? "other";
}

function frontMatter(content: string): { text: string; body: { text: string; start: number } } | undefined {
  const match = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---(?:\r?\n|$)/.exec(content);
  if (!match) return undefined;
  return { text: match[1] ?? "", body: { text: content.slice(match[0].length), start: match[0].length } };
}

// `parseYaml` stops at the first fault; a check names them all.
function faultsOf(text: string, file: string, firstLine: number, thrown: unknown): YamlFault[] {
  const lines = new LineCounter();
  const errors = errorsOf(text, lines);
  if (errors.length === 0)
    return [
      {
        place: { file, line: 1 + firstLine, column: 1 },
        message: asAttacheError(thrown).message.replace(`${file}: `, ""),
        duplicateKey: false,
      },
    ];
  return errors.map((error) => {
    const { line, col } = lines.linePos(error.pos[0]);
    const message = (error.message.split("\n")[0] ?? "").replace(/ at line \d+, column \d+:?$/, "").trim();
    return {
      place: { file, line: line + firstLine, column: col },
      message,
      duplicateKey: error.code === "DUPLICATE_KEY",
    };
  });
}

function errorsOf(text: string, lineCounter: LineCounter): YAMLParseError[] {
  try {
    return parseDocument(text, { lineCounter, uniqueKeys: true, strict: true, version: "1.2" }).errors;
  } catch {
    return []; // nested so deep that the parser gives up; what `parseYaml` threw is told
  }
}

function placeIn(where: string): Place | undefined {
  const match = /^(.*):(\d+):(\d+)$/s.exec(where);
  return match ? { file: match[1] ?? "", line: Number(match[2]), column: Number(match[3]) } : undefined;
}

function lineStarts(content: string): number[] {
  const starts = [0];
  for (let at = content.indexOf("\n"); at >= 0; at = content.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

function placeOf(file: string, starts: number[], offset: number): Place {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { file, line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}
