import { defineRule } from "../define-rule.ts";

export default defineRule({
  summary: "A claim too long for one sentence with one main figure",
  level: "warning",
  *check({ facts }, { review }) {
    for (const { record, at } of facts)
      if (record.claim.length > review.longest_claim)
        yield {
          place: at("claim"),
          message: `${record.id}: the claim has ${record.claim.length} characters (at most ${review.longest_claim})`,
          mend: "Make two facts of it",
        };
  },
});
