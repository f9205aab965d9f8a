import { defineRule } from "../define-rule.ts";
import { linked, sameQuantity, setsOfFacts, similarClaims } from "../similar-claims.ts";

export default defineRule({
  summary: "Two facts about one country that say the same, with the same figure",
  level: "warning",
  *check(corpus, { review }) {
    const sets = setsOfFacts(corpus);
    for (const pair of similarClaims(corpus)) {
      if (pair.claims < review.near_duplicate || !sameQuantity(pair) || linked(pair, sets)) continue;
      const { one, other } = pair;
      const sameFile = one.file === other.file;
      yield {
        place: other.at("claim"),
        level: sameFile ? "warning" : "proposal",
        message: `${other.record.id} says much the same as ${one.record.id} (${one.at().file}:${one.at().line})`,
        mend: sameFile
          ? "Keep one, and name the other's source under also"
          : "If it is the same statement, join the two in conflicts.yaml as an agreement",
      };
    }
  },
});
