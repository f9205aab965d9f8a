import { dateInWords } from "../../domain/dates.ts";
import { contentStems } from "../../library/words.ts";
import type { Candidate } from "./candidates.ts";
import { carries } from "./choose.ts";
import { saysName } from "./features.ts";
import type { Ranked } from "./rank.ts";
import type { Sentence } from "./sentence.ts";
import { sidesOf } from "./sides.ts";
import type { Asked } from "./understanding.ts";
import type { Weights } from "./weights.ts";

interface Dated {
  candidate: Candidate;
  /** Its dates to the month, where it is told, in their order in the text. */
  dates: string[];
}

/** The time between two dates, of one sentence, else of the two best that tell of what is asked; in months where both tell one. */
export function interval(asked: Asked, ranked: Ranked[], weights: Weights): Sentence[] {
  const [best] = ranked;
  const near = ranked
    .filter((entry) => best && entry.score >= best.score - weights.calculate.gap && carries(asked, entry, weights))
    .slice(0, considered)
    .map(({ candidate }) => candidate);
  const between = timeBetween(asked, near);
  const used = near.filter(({ line }) => between?.evidence.includes(line.id));
  return between ? [...used.map(({ text, line }) => ({ text, evidence: [line.id] })), between] : [];
}

/** … as one sentence, of the first of these that tells two dates or the first two that tell any; undefined where none do. */
export function timeBetween(asked: Asked, candidates: Candidate[]): Sentence | undefined {
  const [one, other] = candidates.flatMap((candidate): Dated[] => {
    const dates = [...new Set(candidate.figures.flatMap(({ date }) => date?.slice(0, 7) ?? []))];
    return dates.length > 0 ? [{ candidate, dates }] : [];
  });
  if (!one) return undefined;
  const own = apart(one.dates);
  const used = own.length === 2 || !other ? [one] : [one, other];
  const dates = used.length === 1 ? own : [one.dates[0] ?? "", other?.dates[0] ?? ""];
  const [from = "", until = ""] = [...dates].sort();
  const spans = used.length === 1 || spansSides(asked, one.candidate, other?.candidate);
  const years = Number(until.slice(0, 4)) - Number(from.slice(0, 4));
  if (dates.length !== 2 || !spans || from === until || (years === 0 && !monthsIn(from, until))) return undefined;
  return { text: told(from, until, years), evidence: used.map(({ candidate }) => candidate.line.id) };
}

const considered = 4;

// Two dates; of more than two their years, where these are two.
function apart(dates: string[]): string[] {
  if (dates.length < 3) return dates;
  const years = [...new Set(dates.map((date) => date.slice(0, 4)))];
  return years.length === 2 ? years : dates;
}

function told(from: string, until: string, years: number): string {
  const months = monthsIn(from, until);
  if (months === undefined) return `That is about ${years} years (${until.slice(0, 4)} − ${from.slice(0, 4)}).`;
  const inYears = months < 12 ? "" : `, or ${Number((months / 12).toFixed(1))} years`;
  return `That is about ${months} months${inYears} (${dateInWords(until)} − ${dateInWords(from)}).`;
}

// Undefined where one of the two is told to the year alone.
function monthsIn(from: string, until: string): number | undefined {
  if (from.length < 7 || until.length < 7) return undefined;
  const [one, other] = [from, until].map((date) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)));
  return (other ?? 0) - (one ?? 0);
}

/** "Between X and Y": the one value is that of X, the other that of Y; true of a question that names no two. */
export function spansSides(asked: Asked, one: Candidate, other: Candidate | undefined): boolean {
  const sides = sidesOf(asked.text, true)?.sides.map((side) => contentStems(side));
  const [left, right] = sides ?? [];
  if (!other || !left || !right) return true;
  // Two dates of the one thing that the question names are those that it asks for.
  if (asked.nameGroups.some((group) => [one, other].every((candidate) => saysName(group, candidate)))) return true;
  const isOf = (own: string[], their: string[], candidate: Candidate): boolean =>
    own.some((stem) => !their.includes(stem) && candidate.stems.has(stem));
  return (isOf(left, right, one) && isOf(right, left, other)) || (isOf(right, left, one) && isOf(left, right, other));
}
