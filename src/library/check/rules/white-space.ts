import { defineRule } from "../define-rule.ts";

export default defineRule({
  summary: "White space at the end of a line, or no line end at the end of the file",
  level: "warning",
  *check({ files }) {
    for (const { path, content, form, atOffset } of files) {
      // In Markdown two blanks at the end of a line break it.
      if (form !== "digest")
        for (const match of content.matchAll(/(?<![ \t])[ \t]+(?=\r?\n|$)/g))
          yield {
            place: atOffset(match.index),
            message: "The line ends with white space",
            mend: "Take it out",
            fix: [{ file: path, start: match.index, end: match.index + match[0].length, text: "" }],
          };
      if (content !== "" && !content.endsWith("\n"))
        yield {
          place: atOffset(content.length),
          message: "The last line has no line end",
          mend: "Add one",
          fix: [{ file: path, start: content.length, end: content.length, text: "\n" }],
        };
    }
  },
});
