import { monthsSince } from "../calendar.ts";
import { mapping } from "../checked-corpus.ts";
import { defineRule } from "../define-rule.ts";

export default defineRule({
  summary: "A fact older than corpus/review.yaml allows for its kind",
  level: "warning",
  *check({ facts }, { today, review }) {
    const superseded = new Set(facts.flatMap((fact) => fact.record.supersedes));
    for (const { record, file, at } of facts) {
      const most = review.review_by[record.kind];
      const over = record.status === "expired" || record.status === "cancelled" || superseded.has(record.id);
      if (most === null || over) continue;
      const published = mapping(mapping(mapping(file.value).sources)[record.source]).published;
      const date = record.as_of ?? (typeof published === "string" ? published : undefined);
      if (!date) continue;
      const age = monthsSince(date, today);
      if (age > most)
        yield {
          place: at("as_of"),
          message: `${record.id} (${record.kind}) is of ${date}, ${age} months ago (to be reviewed after ${most})`,
          mend: "Look for a later figure and let it supersede this one, or set status to expired",
        };
    }
  },
});
