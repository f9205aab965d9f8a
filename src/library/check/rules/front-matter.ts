import { DocumentHead } from "../../../domain/document.ts";
import { quoted } from "../../../kit/error.ts";
import { defineRule } from "../define-rule.ts";
import { issueOf, unknownKeys } from "../schema-issue.ts";
import { mapping } from "../checked-corpus.ts";

export default defineRule({
  summary: "A digest whose front matter is missing, incomplete or wrong",
  level: "error",
  *check({ files }) {
    for (const file of files) {
      if (file.form !== "digest" || file.faults.length > 0) continue;
      if (file.body.start === 0) {
        yield {
          place: file.atOffset(0),
          message: "The digest has no front matter",
          mend: "Begin the file with a line ---, the source's id, title, publisher and so on, and a line ---",
        };
        continue;
      }
      const parsed = DocumentHead.safeParse(file.value ?? {});
      const issues = parsed.success ? [] : parsed.error.issues.map((issue) => issueOf(issue, [], file.value, file));
      issues.push(...unknownKeys(Object.keys(DocumentHead.shape), mapping(file.value), [], file));
      if (parsed.success && !/^[A-F][1-6]$/.test(parsed.data.grade))
        issues.push({
          place: file.at(["grade"]),
          path: ["grade"],
          message: "is no Admiralty grade",
          mend: "Write a letter from A to F and a digit from 1 to 6, as in C4",
        });
      for (const { place, path, message, mend } of issues)
        yield { place, message: `Front matter: ${quoted(path.map(String).join("."))} ${message}`, mend };
    }
  },
});
