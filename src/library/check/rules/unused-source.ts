import { quoted } from "../../../kit/error.ts";
import { mapping } from "../checked-corpus.ts";
import { defineRule } from "../define-rule.ts";

export default defineRule({
  summary: "A source that no fact of its file names",
  level: "warning",
  *check({ files }) {
    for (const file of files) {
      const { sources, facts } = mapping(file.value);
      const used = new Set(
        (Array.isArray(facts) ? facts : []).flatMap((fact: unknown) => {
          const { source, also } = mapping(fact);
          return [source, ...(Array.isArray(also) ? (also as unknown[]) : [])];
        }),
      );
      for (const key of Object.keys(mapping(sources)))
        if (!used.has(key))
          yield {
            place: file.at(["sources", key]),
            message: `The source ${quoted(key)} is not used`,
            mend: "Name it in the fact it belongs to, or take it out",
          };
    }
  },
});
