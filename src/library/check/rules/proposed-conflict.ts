import { findFigures, figuresAgree } from "../../../domain/figures.ts";
import { toBase } from "../../../domain/units.ts";
import type { FactEntry } from "../checked-corpus.ts";
import { defineRule } from "../define-rule.ts";
import { linked, sameQuantity, setsOfFacts, similarClaims } from "../similar-claims.ts";

export default defineRule({
  summary: "Two facts that seem to give one measure two values: a candidate for conflicts_with, never joined by itself",
  level: "proposal",
  *check(corpus, { review }) {
    const sets = setsOfFacts(corpus);
    for (const pair of similarClaims(corpus)) {
      const { one, other, claims, measures } = pair;
      const alike = Math.max(claims, measures > 0 && claims > 0.15 ? (claims + measures) / 2 : 0);
      if (alike < review.proposed_conflict || one.record.topic !== other.record.topic) continue;
      // One source seldom contradicts itself: most often it lists the parts of a whole.
      if (one.record.source === other.record.source && claims < review.proposed_conflict_in_one_source) continue;
      if (!sameMeasure(one, other) || sameQuantity(pair) || linked(pair, sets)) continue;
      if (!sameTime(one, other) || !sameParties(one, other) || names(one, other) || names(other, one)) continue;
      yield {
        place: other.at("quantity"),
        message: `${other.record.id} gives ${amount(other)} where ${one.record.id} (${one.at().file}:${one.at().line}) gives ${amount(one)}`,
        mend: "If both measure the same at the same time, link them by conflicts_with, or the later by supersedes",
      };
    }
  },
});

function sameMeasure({ record: one }: FactEntry, { record: other }: FactEntry): boolean {
  if (!one.quantity || !other.quantity || one.quantity.per !== other.quantity.per) return false;
  return toBase(1, one.quantity.unit).unit === toBase(1, other.quantity.unit).unit;
}

// Figures of two years, two quarters or two target dates are a series and no conflict.
function sameTime(one: FactEntry, other: FactEntry): boolean {
  if (one.record.target_date?.slice(0, 4) !== other.record.target_date?.slice(0, 4)) return false;
  const [first, second] = [periods(one), periods(other)];
  if (first.parts !== second.parts) return false;
  if (first.said && second.said)
    return (
      first.years.every((year) => second.years.includes(year)) ||
      second.years.every((year) => first.years.includes(year))
    );
  if (first.years.length === 0 || second.years.length === 0) return true;
  return first.years.some((year) => second.years.some((another) => Math.abs(year - another) <= 1));
}

/** The years a claim names, else that of `as_of`, and the quarters or halves of them. */
function periods({ record }: FactEntry): { years: number[]; said: boolean; parts: string } {
  const text = `${record.claim} ; ${record.quantity?.of ?? ""}`;
  const years = findFigures(text).flatMap((figure) => (figure.date ? [Number(figure.date.slice(0, 4))] : []));
  const parts = text.match(/\b(?:Q[1-4]|(?:first|second|third|fourth|last)[- ](?:quarter|half))\b/giu) ?? [];
  const asOf = record.as_of ? [Number(record.as_of.slice(0, 4))] : [];
  return { years: years.length > 0 ? years : asOf, said: years.length > 0, parts: parts.join(" ").toLowerCase() };
}

function sameParties({ record: one }: FactEntry, { record: other }: FactEntry): boolean {
  if (one.parties.length === 0 || other.parties.length === 0) return true;
  return one.parties.some((party) => other.parties.includes(party));
}

// "raised from EUR 3 billion to EUR 5 billion" knows of the other figure: no contradiction.
function names(one: FactEntry, other: FactEntry): boolean {
  const { quantity } = other.record;
  if (!quantity) return false;
  const value = toBase(quantity.value, quantity.unit);
  return findFigures(one.record.claim).some(
    (figure) =>
      figure.kind === "quantity" && (figure.unit !== "" || figure.value >= 100) && figuresAgree(figure, value),
  );
}

function amount({ record }: FactEntry): string {
  return record.quantity ? `${record.quantity.value} ${record.quantity.unit}` : "no figure";
}
