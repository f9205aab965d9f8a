import type { z } from "zod";

import { quoted } from "../../kit/error.ts";
import type { CheckedFile } from "./checked-file.ts";
import type { Place } from "./finding.ts";

/** A value that is not as the schema of its file asks. */
export interface SchemaIssue {
  place: Place;
  path: PropertyKey[];
  message: string;
  mend: string;
}

/** An issue of zod with its place and in our words; `parsed` is what stands at `path`. */
export function issueOf(issue: z.core.$ZodIssue, path: PropertyKey[], parsed: unknown, file: CheckedFile): SchemaIssue {
  const whole = [...path, ...issue.path];
  const missing = issue.path.length > 0 && valueAt(parsed, issue.path) === undefined;
  const within = issue.code === "unrecognized_keys" ? [...whole, issue.keys[0] ?? ""] : whole;
  return { place: file.at(within), path: within, ...inWords(issue, missing) };
}

/** Keys that no schema knows, which would be dropped without a word. */
export function unknownKeys(
  known: string[],
  value: Record<string, unknown>,
  path: PropertyKey[],
  file: CheckedFile,
): SchemaIssue[] {
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => ({
      place: file.at([...path, key]),
      path: [...path, key],
      message: "is a key that no schema knows",
      mend: `Use one of ${known.join(", ")}`,
    }));
}

function inWords(issue: z.core.$ZodIssue, missing: boolean): { message: string; mend: string } {
  if (missing) return { message: "is missing", mend: "Add it; corpus/README.md shows a whole record" };
  switch (issue.code) {
    case "unrecognized_keys":
      return { message: "is a key that no schema knows", mend: "Correct its spelling, or take it out" };
    case "invalid_value":
      return {
        message: "is none of the words allowed here",
        mend: `Use one of ${issue.values.map(String).join(", ")}`,
      };
    case "too_big":
      return { message: `is too long or too large (at most ${issue.maximum})`, mend: "Shorten it" };
    case "too_small":
      return { message: `is too short or too small (at least ${issue.minimum})`, mend: "Write it out" };
    case "invalid_type":
      return { message: `should be ${anExpected(issue.expected)}`, mend: `Write ${anExpected(issue.expected)}` };
    case "invalid_union":
      return { message: "is no date", mend: 'Write "YYYY", "YYYY-MM" or "YYYY-MM-DD"' };
    case "invalid_format":
    case "invalid_key":
    case "invalid_element":
    case "not_multiple_of":
    case "custom":
      return { message: `is not as the schema asks: ${quoted(issue.message)}`, mend: "Mend the value" };
  }
}

function anExpected(type: string): string {
  const words: Record<string, string> = {
    string: "a text",
    number: "a plain number",
    array: "a list, [one, two]",
    object: "a mapping, key: value",
    record: "a mapping, key: value",
    boolean: "true or false",
    int: "a whole number",
  };
  return words[type] ?? `of type ${type}`;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== "object" || current === null) return undefined;
    current = (current as Record<PropertyKey, unknown>)[key];
  }
  return current;
}
