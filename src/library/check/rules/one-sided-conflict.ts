import { defineRule } from "../define-rule.ts";
import { addToList } from "../list-edit.ts";

export default defineRule({
  summary: "A conflict that only one of its two facts names",
  level: "warning",
  *check({ facts }) {
    const byId = new Map(facts.map((fact) => [fact.record.id, fact]));
    for (const { record, at } of facts)
      for (const [index, id] of record.conflicts_with.entries()) {
        const other = byId.get(id);
        if (id === record.id)
          yield {
            place: at("conflicts_with", index),
            level: "error",
            message: `${id} is in conflict with itself`,
            mend: "Take it out",
          };
        else if (other && !other.record.conflicts_with.includes(record.id))
          yield {
            place: other.at("id"),
            message: `${id} does not name ${record.id} under conflicts_with, which names it`,
            mend: `Add conflicts_with: [${record.id}]`,
            fix: addToList(other, "conflicts_with", record.id),
          };
      }
  },
});
