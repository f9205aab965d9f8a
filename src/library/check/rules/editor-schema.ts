import type { FileForm } from "../checked-file.ts";
import { defineRule } from "../define-rule.ts";

const schemaOf: Partial<Record<FileForm, string>> = {
  country: "country",
  facts: "document-facts",
  questions: "questions",
  conflicts: "conflicts",
  publishers: "publishers",
  schemes: "schemes",
  rates: "rates",
};

export default defineRule({
  summary: "A file that does not name its JSON Schema in its first line, so that an editor cannot help with it",
  level: "warning",
  *check({ files }, { schemas }) {
    for (const { path, content, form, atOffset } of files) {
      const name = `${schemaOf[form]}.schema.json`;
      if (!schemas.includes(name)) continue;
      const up = "../".repeat(path.split("/").length - 1);
      const line = `# yaml-language-server: $schema=${up}schemas/${name}`;
      const first = content.split(/\r?\n/, 1)[0] ?? "";
      if (first === line) continue;
      const end = first.startsWith("# yaml-language-server:") ? first.length : 0;
      yield {
        place: atOffset(0),
        message: `The first line does not name ${name}`,
        mend: `Write: ${line}`,
        fix: [{ file: path, start: 0, end, text: end > 0 ? line : `${line}\n` }],
      };
    }
  },
});
