import type { FactEntry } from "../checked-corpus.ts";
import { circles } from "../circles.ts";
import { defineRule } from "../define-rule.ts";

export default defineRule({
  summary: "Facts that supersede one another in a circle, so that none is the latest",
  level: "error",
  *check({ facts }) {
    const byId = new Map(facts.map((fact) => [fact.record.id, fact]));
    for (const circle of circles(byId.keys(), (id) => byId.get(id)?.record.supersedes ?? [])) {
      const first: FactEntry | undefined = byId.get(circle[0] ?? "");
      if (first)
        yield {
          place: first.at("supersedes"),
          message: `${[...circle, circle[0]].join(" supersedes ")}: a circle`,
          mend: "Take the id of the later record out of the earlier one",
        };
    }
  },
});
