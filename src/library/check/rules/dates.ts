import { quoted } from "../../../kit/error.ts";
import { isLater, isPossible } from "../calendar.ts";
import { defineRule } from "../define-rule.ts";
import type { Found, Place } from "../finding.ts";

export default defineRule({
  summary: "A date that cannot be, or that lies in the future where it may not",
  level: "error",
  *check({ facts, sources, digests }, { today }) {
    for (const { record, at } of facts) {
      yield* look(`${record.id}, as_of`, record.as_of, () => at("as_of"), today);
      yield* look(`${record.id}, target_date`, record.target_date, () => at("target_date"));
    }
    for (const { key, record, at } of sources)
      yield* look(`${key}, published`, record.published, () => at("published"), today);
    for (const { record, at } of digests) {
      yield* look(`${record.id}, published`, record.published, () => at("published"), today);
      yield* look(`${record.id}, accessed`, record.accessed, () => at("accessed"), today);
    }
  },
});

function* look(of: string, date: string | null | undefined, place: () => Place, latest?: string): Generator<Found> {
  if (date === null || date === undefined) return;
  if (!isPossible(date))
    yield {
      place: place(),
      message: `${of}: ${quoted(date)} is no date`,
      mend: "Write YYYY, YYYY-MM or YYYY-MM-DD, a day that the calendar has",
    };
  else if (latest && isLater(date, latest))
    yield {
      place: place(),
      message: `${of}: ${date} is later than today (${latest})`,
      mend: "Write when it was said; when it is to happen stands in target_date",
    };
}
