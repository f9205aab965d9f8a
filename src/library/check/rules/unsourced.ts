import { reliabilityOf } from "../../../domain/grade.ts";
import { quoted } from "../../../kit/error.ts";
import { mapping } from "../checked-corpus.ts";
import { defineRule } from "../define-rule.ts";

export default defineRule({
  summary: "A source nobody can look up, or a country's fact that rests on the weakest publishers alone",
  level: "warning",
  *check({ sources, facts, publishers }) {
    for (const { key, record, at } of sources)
      if (!record.url || !/^(?:https?:\/\/[^/\s]+\.[^/\s]+|file:)/.test(record.url))
        yield {
          place: at("url"),
          message: `${quoted(key)} has no address`,
          mend: "Add its url, or make a digest of it in documents/",
        };
    const listed = new Map(publishers.map((entry) => [`${entry.record.kind} ${entry.record.publisher}`, entry.record]));
    const byFile = new Map(sources.map((source) => [`${source.file.path} ${source.key}`, source.record]));
    for (const { record, file, at } of facts) {
      if (!Object.hasOwn(mapping(mapping(file.value).sources), record.source)) continue;
      const known = [record.source, ...record.also].flatMap((key) => byFile.get(`${file.path} ${key}`) ?? []);
      const best = known
        .map((source) => reliabilityOf(source, listed.get(`${source.kind} ${source.publisher}`)))
        .sort();
      if (best[0] && best[0] > "D")
        yield {
          place: at("source"),
          message: `${record.id} rests on a source of reliability ${best[0]} alone`,
          mend: "Find a source of D or better, or take the fact out",
        };
    }
  },
});
