import { quoted } from "../../../kit/error.ts";
import { mapping } from "../checked-corpus.ts";
import { defineRule } from "../define-rule.ts";

export default defineRule({
  summary: "A value that is not as the schema of its file asks",
  level: "error",
  *check({ files, issues, digests, unread }) {
    for (const { place, path, message, mend } of issues) {
      const name = path.map(String).join(".");
      yield { place, message: name ? `${quoted(name, 120)} ${message}` : `The file ${message}`, mend };
    }
    const documents = new Set([...digests.map((digest) => digest.record.id), ...unread]);
    for (const file of files) {
      const name = /([^/]+)\.\w+$/.exec(file.path)?.[1] ?? "";
      const { country, document } = mapping(file.value);
      if (file.form === "country" && typeof country === "string" && country !== name)
        yield {
          place: file.at(["country"]),
          message: `The file is called ${name}, but its country is ${quoted(country)}`,
          mend: "Make them the same",
        };
      if (file.form === "facts" && typeof document === "string" && !documents.has(document))
        yield {
          place: file.at(["document"]),
          message: `There is no digest with the id ${quoted(document)}`,
          mend: `Name the id in the front matter of documents/${name}.md`,
        };
    }
  },
});
