import type { Ranked } from "./rank.ts";

/** Does a sentence tell of what is only planned, and not of what is there? */
export function isPlan({ candidate }: Ranked): boolean {
  const { status, targetDate, certainty } = candidate.line;
  return (
    /^(?:announced|committed|under-construction|proposed)$/.test(status ?? "") ||
    Boolean(targetDate) ||
    certainty === "projected"
  );
}
