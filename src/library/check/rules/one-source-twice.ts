import { quoted } from "../../../kit/error.ts";
import type { SourceEntry } from "../checked-corpus.ts";
import { defineRule } from "../define-rule.ts";

export default defineRule({
  summary: "One address under two keys, or described in two ways",
  level: "warning",
  *check({ sources }) {
    const byUrl = new Map<string, SourceEntry>();
    for (const source of sources) {
      const { url } = source.record;
      if (!url) continue;
      const first = byUrl.get(url);
      if (!first) {
        byUrl.set(url, source);
        continue;
      }
      const where = `${first.file.path}:${first.at().line}`;
      const differing = (["title", "publisher", "kind", "published"] as const).filter(
        (key) => first.record[key] !== source.record[key],
      );
      if (first.key !== source.key)
        yield {
          place: source.at("url"),
          message: `${quoted(source.key)} is the source ${quoted(first.key)} of ${where}`,
          mend: "Use one key for it in both files",
        };
      if (differing[0])
        yield {
          place: source.at(differing[0]),
          message: `${quoted(source.key)} has another ${differing.join(", ")} than in ${where}`,
          mend: "Describe it in both files in the same words",
        };
    }
  },
});
