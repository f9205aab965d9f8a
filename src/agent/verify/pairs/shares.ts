import { findFigures, wordCounts, type Figure } from "../../../domain/figures.ts";

/** A share written in words: "nine tenths", "four out of five", "one in ten". */
export interface WrittenShare {
  percent: number;
  start: number;
  end: number;
}

const tenths =
  /\b(?<part>\p{L}+)[- ](?<whole>thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)\b/giu;
const outOf = /\b(?<part>\p{L}+|\d+)\s+(?:out\s+of|of|in)\s+(?:every\s+)?(?<whole>\p{L}+|\d+)\b/giu;
const wholes = ["third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

/** Finds the shares of a text that are written in words. */
export function writtenShares(text: string): WrittenShare[] {
  const fractions = [...text.matchAll(tenths)].flatMap((match) => {
    const whole = wholes.indexOf((match.groups?.whole ?? "").toLowerCase().replace(/s$/, "")) + 3;
    return shareOf(match, numberOf(match.groups?.part ?? ""), whole);
  });
  const ratios = [...text.matchAll(outOf)].flatMap((match) =>
    shareOf(match, numberOf(match.groups?.part ?? ""), numberOf(match.groups?.whole ?? "")),
  );
  return [...fractions, ...ratios];
}

function shareOf(match: RegExpExecArray, part: number | undefined, whole: number | undefined): WrittenShare[] {
  if (part === undefined || whole === undefined || part >= whole || whole < 2) return [];
  return [{ percent: (100 * part) / whole, start: match.index, end: match.index + match[0].length }];
}

function numberOf(word: string): number | undefined {
  if (/^(?:an?|one)$/iu.test(word)) return 1;
  const [found] = [...wordCounts(word), ...findFigures(word)].filter(({ text }) => text === word);
  return found?.value;
}

/** Percentages of a text: those it gives, in words too, and what two of its counts make. */
export function percentsIn(text: string, figures: Figure[]): number[] {
  const given = figures.filter(({ kind, unit }) => kind === "quantity" && unit === "percent").map(({ value }) => value);
  const counts = figures.filter(({ kind, unit }) => kind === "quantity" && unit !== "percent");
  const made = counts.flatMap((part) =>
    counts
      .filter((whole) => whole.value > part.value && whole.unit === part.unit)
      .map((whole) => (100 * part.value) / whole.value),
  );
  return [...given, ...writtenShares(text).map(({ percent }) => percent), ...made];
}
