import { quoted } from "../../../kit/error.ts";
import { defineRule } from "../define-rule.ts";
import { isKnownUnit } from "../settings.ts";

export default defineRule({
  summary: "A unit that is not in corpus/units.yaml and no currency",
  level: "error",
  *check({ facts }, { units }) {
    for (const { record, at } of facts)
      if (record.quantity && !isKnownUnit(record.quantity.unit, units))
        yield {
          place: at("quantity", "unit"),
          message: `${record.id}: the unit ${quoted(record.quantity.unit)} is not known`,
          mend: "Use a unit of corpus/units.yaml, or add it there",
        };
  },
});
