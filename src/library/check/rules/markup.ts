import { defineRule } from "../define-rule.ts";
import type { Found } from "../finding.ts";
import type { CheckedFile } from "../checked-file.ts";

const tag = /<\/?[a-z][a-z\d-]*(?:\s[^<>]*)?\/?>|<!--/iu;
const entity = /&(?:amp|lt|gt|quot|apos|nbsp|#\d{2,6}|#x[\da-f]{2,6});/iu;
const control = /[^\P{Cc}\n\r\t]|[\u061C\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/u;

export default defineRule({
  summary: "HTML, control characters or invisible characters in a text",
  level: "error",
  *check({ files }) {
    for (const file of files) {
      yield* inValue(file, file.value, []);
      if (file.form === "digest") yield* inBody(file);
    }
  },
});

function* inValue(file: CheckedFile, value: unknown, path: PropertyKey[]): Generator<Found> {
  if (typeof value === "string") {
    const fault = faultOf(value);
    if (fault) yield { place: file.at(path), ...fault };
  } else if (typeof value === "object" && value !== null)
    for (const [key, inner] of Object.entries(value))
      yield* inValue(file, inner, [...path, Array.isArray(value) ? Number(key) : key]);
}

// A digest may speak of markup, and its text is data: nothing of it is ever rendered as HTML.
function* inBody({ body, atOffset }: CheckedFile): Generator<Found> {
  for (const pattern of [tag, control]) {
    const match = pattern.exec(body.text);
    const fault = match && faultOf(match[0]);
    if (fault) yield { place: atOffset(body.start + match.index), level: "warning", ...fault };
  }
}

function faultOf(text: string): Pick<Found, "message" | "mend"> | undefined {
  const hidden = control.exec(text)?.[0];
  if (hidden) {
    const code = (hidden.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    return { message: `The text has the character U+${code}, which no one sees`, mend: "Take it out" };
  }
  if (tag.test(text)) return { message: "The text has an HTML tag", mend: "Write plain text" };
  if (entity.test(text))
    return { message: "The text has an HTML entity", mend: "Write the character itself, & for &amp;" };
  return undefined;
}
