import { monthsSince } from "../calendar.ts";
import { defineRule } from "../define-rule.ts";

export default defineRule({
  summary: "A plan or forecast whose date has passed and that still stands as one",
  level: "warning",
  *check({ facts }, { today, review }) {
    const superseded = new Set(facts.flatMap((fact) => fact.record.supersedes));
    for (const { record, at } of facts) {
      if (!record.target_date || superseded.has(record.id)) continue;
      const open =
        record.status === undefined ||
        ["announced", "committed", "under-construction", "proposed"].includes(record.status);
      if (open && monthsSince(record.target_date, today) > review.overdue_after)
        yield {
          place: at("target_date"),
          message: `${record.id}: ${record.target_date} is past and the fact is still ${record.status ?? record.certainty}`,
          mend: "See what became of it: add a record that supersedes this one, or set its status",
        };
    }
  },
});
