import { quoted } from "../../../kit/error.ts";
import { defineRule } from "../define-rule.ts";
import { replaceList } from "../list-edit.ts";

export default defineRule({
  summary: "An entry that stands twice in a list, or a source that is listed under also too",
  level: "warning",
  *check({ facts }) {
    for (const { record, file, at } of facts)
      for (const key of ["also", "conflicts_with", "supersedes", "parties"] as const) {
        const list: string[] = record[key];
        const kept = [...new Set(list)].filter((entry) => key !== "also" || entry !== record.source);
        const twice = list.find((entry, index) => list.indexOf(entry) !== index || !kept.includes(entry));
        if (twice === undefined) continue;
        yield {
          place: at(key),
          message: `${record.id}, ${key}: ${quoted(twice)} stands twice`,
          mend: "Keep it once",
          fix: replaceList(file, at(key), kept),
        };
      }
  },
});
