import { findFigures, wordCounts, type Figure } from "../../../domain/figures.ts";
import { stemOf } from "../../../library/words.ts";
import { followsFrom } from "../derived.ts";
import { daysIn } from "./days.ts";
import { percentsIn, writtenShares } from "./shares.ts";

const more = /\b(?:more than|over|at least|above|upwards of|well over)\s+(?:an?\s+)?$/iu;
const fewer = /\b(?:fewer than|less than|under|below|at most|nearly|almost|up to)\s+(?:an?\s+)?$/iu;
const around = /\b(?:about|around|roughly|some|approximately|nearly|almost|close to)\s+(?:an?\s+)?$/iu;
const between = /\bbetween\s+(?<low>\S+)\s+and\s+(?<high>\S+)/iu;
/** A bound farther from the value than this speaks of something else. */
const wide = 4;
const near = 0.06;

/**
 * Does a number of a claim follow from its evidence in a way that no figure of it shows by itself: within a range or a bound, as a share in
 * words, as the years between two dates, or by a calculation with numbers in words?
 */
export function isDerivable(claim: string, own: Figure, evidence: string): boolean {
  const day = daysIn(claim).find(({ start, end }) => own.start >= start && own.start < end);
  if (day) return daysIn(evidence).some((one) => one.day === day.day && one.month === day.month);
  const theirs = [...findFigures(evidence), ...wordCounts(evidence)];
  const counts = theirs.filter(({ kind }) => kind === "quantity");
  const before = claim.slice(Math.max(0, own.start - 24), own.start);
  const fits = (value: number, wanted = own.value): boolean => {
    if (more.test(before)) return value > wanted && value < wanted * wide;
    if (fewer.test(before)) return value < wanted && value > wanted / wide;
    return Math.abs(value - wanted) <= (around.test(before) ? near : 0.005) * Math.abs(wanted);
  };
  const share = writtenShares(claim).find(({ start, end }) => own.start >= start && own.end <= end);
  if (share) {
    const [lead] = claim.slice(0, share.start).match(/.{0,24}$/u) ?? [""];
    const bound = more.test(lead) ? 1 : fewer.test(lead) ? -1 : 0;
    return percentsIn(evidence, theirs).some((percent) =>
      bound === 0 ? Math.abs(percent - share.percent) <= 2 : Math.sign(percent - share.percent) === bound,
    );
  }
  if (isOfCentury(claim, own, theirs)) return true;
  if (own.unit === "percent") return percentsIn(evidence, theirs).some((percent) => fits(percent));
  if (isWithin(claim, own, counts)) return true;
  const alike = counts.filter((other) => thingsMeet(claim, own, evidence, other));
  if (
    (alike.length > 0 ? alike : counts).some(
      (other) => (own.unit === "" || other.unit === "" || other.unit === own.unit) && fits(other.value),
    )
  )
    return true;
  if (/^[\s-]*(?:years?|decades?)\b/iu.test(claim.slice(own.end)) || /year/iu.test(own.text)) {
    const years = theirs.flatMap(({ date }) => (date ? [Number(date.slice(0, 4))] : []));
    return years.some((from) => years.some((to) => to > from && Math.abs(to - from - own.value) <= 1));
  }
  return followsFrom(own.value, around.test(before), counts);
}

// "Between six and seven".
function isWithin(claim: string, own: Figure, counts: Figure[]): boolean {
  const range = between.exec(claim);
  if (!range || own.start < range.index || own.start > range.index + range[0].length) return false;
  const ends = [...wordCounts(range[0]), ...findFigures(range[0])].map(({ value }) => value);
  return ends.length > 1 && counts.some(({ value }) => value >= Math.min(...ends) && value <= Math.max(...ends));
}

// "The 12th century" of 1150.
function isOfCentury(claim: string, own: Figure, theirs: Figure[]): boolean {
  if (!/^(?:st|nd|rd|th)?[\s-]century\b/iu.test(claim.slice(own.end)) && !/century/iu.test(own.text)) return false;
  const years = theirs.map(({ date, value }) => (date ? Number(date.slice(0, 4)) : value));
  return years.some((year) => Math.ceil(year / 100) === own.value);
}

/** The one number of the evidence of a like size and unit, where a bound of the claim ("fewer than") excludes it. */
export function violatesBound(claim: string, own: Figure, evidence: string): Figure | undefined {
  const before = claim.slice(Math.max(0, own.start - 24), own.start);
  const side = more.test(before) ? 1 : fewer.test(before) ? -1 : 0;
  if (side === 0) return undefined;
  const alike = findFigures(evidence).filter(
    ({ kind, unit, value }) =>
      kind === "quantity" &&
      (unit === own.unit || unit === "" || own.unit === "") &&
      value < own.value * wide &&
      value > own.value / wide,
  );
  const [only, ...others] = alike;
  return only && others.length === 0 && Math.sign(only.value - own.value) === -side ? only : undefined;
}

// Do the two words behind one number and those behind the other have a stem in common?
function thingsMeet(claim: string, own: Figure, evidence: string, other: Figure): boolean {
  const behind = (text: string, { start, end, text: written }: Figure): string[] =>
    `${written.replace(/^[\d.,\s]+/u, "")} ${text.slice(end, Math.max(end, start) + 40)}`
      .split(/[^\p{L}]+/u)
      .filter((word) => word.length > 2)
      .slice(0, 2)
      .map((word) => stemOf(word.toLowerCase()));
  const things = behind(claim, own);
  return behind(evidence, other).some((thing) => things.includes(thing));
}
