import { datesAgree } from "../../../domain/dates.ts";
import { findFigures, type Figure } from "../../../domain/figures.ts";

const before = /\b(?:before|prior to|until|till|earlier than)\s+(?:the end of\s+)?$/iu;
const after = /\b(?:after|since|later than)\s+$/iu;

/** Does a date with "before" or "after" in a claim follow from a date of its evidence? Null where it has no such word. */
export function dateBoundHolds(claim: string, figure: Figure, evidence: string): boolean | null {
  const ahead = claim.slice(Math.max(0, figure.start - 30), figure.start);
  const side = before.test(ahead) ? -1 : after.test(ahead) ? 1 : 0;
  const own = figure.date ?? "";
  if (side === 0 || own === "") return null;
  const dates = findFigures(evidence).flatMap(({ date }) => date ?? []);
  return dates.some((date) => datesAgree(date, own) || Math.sign(date.localeCompare(own)) === side);
}
