import { quoted } from "../../../kit/error.ts";
import { defineRule } from "../define-rule.ts";
import type { Place } from "../finding.ts";

export default defineRule({
  summary: "An id that two records have",
  level: "error",
  *check({ facts, conflicts, digests, countries, publishers, suppliers }) {
    const kinds: [kind: string, ids: { id: string; place: Place }[]][] = [
      ["fact", facts.map((fact) => ({ id: fact.record.id, place: fact.at("id") }))],
      ["conflict set", conflicts.map((set) => ({ id: set.record.id, place: set.at("id") }))],
      [
        "supplier",
        suppliers.flatMap(({ record, at }) =>
          record.suppliers.map(({ name }, index) => ({ id: name, place: at("suppliers", index, "name") })),
        ),
      ],
      ["document", digests.map((digest) => ({ id: digest.record.id, place: digest.at("id") }))],
      ["country", countries.map((country) => ({ id: country.record.country, place: country.at("country") }))],
      [
        "publisher",
        publishers.map((entry) => ({ id: `${entry.record.publisher} (${entry.record.kind})`, place: entry.at() })),
      ],
    ];
    for (const [kind, ids] of kinds) {
      const first = new Map<string, Place>();
      for (const { id, place } of ids) {
        const before = first.get(id);
        if (!before) first.set(id, place);
        else
          yield {
            place,
            message: `The ${kind} ${quoted(id)} stands in ${before.file}:${before.line} already`,
            mend: kind === "fact" ? "Give one of them the next free id, and mend what refers to it" : "Keep one",
          };
      }
    }
  },
});
