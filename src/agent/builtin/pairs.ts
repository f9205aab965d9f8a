import { currencyOf, measureOf } from "../../domain/units.ts";
import { contentStems, stemOf } from "../../library/words.ts";
import { isAskingWord } from "./asking-words.ts";
import { sameKind, type Reading } from "./readings.ts";
import { relationOf, type Relation } from "./relations.ts";
import type { Asked, Knowledge } from "./understanding.ts";

/** Two numbers of a sentence that the question may ask to set against each other. */
export interface Pair {
  one: Reading;
  other: Reading;
  relation: Relation;
  /** What only the one, and only the other, has of the question. */
  ties: [Set<string>, Set<string>];
}

// What the question says that it does not mean.
const excluded = /\b(?:rather than|instead of|as opposed to) [^,;?]*/giu;

/** Words, countries and dates of the question, by which the numbers of a sentence are told apart. */
export function tiesOf(asked: Asked, reading: Reading, { nearWords }: Knowledge): Set<string> {
  const found = new Set<string>();
  const figures = new Set(asked.figures.flatMap(({ text }) => contentStems(text)));
  for (const stem of contentStems(asked.text.replace(excluded, " "))) {
    if (isAskingWord(stem) || figures.has(stem)) continue;
    if (reading.near.has(stem) || [...(nearWords.get(stem) ?? [])].some((other) => reading.near.has(other)))
      found.add(stem);
  }
  const notMeant = [...asked.text.matchAll(excluded)].map(([clause]) => clause).join(" ");
  for (const { country, name, adjectives } of asked.countries)
    if (reading.countries.has(country) && ![name, ...adjectives].some((word) => notMeant.includes(word)))
      found.add(`@${country}`);
  for (const { kind, date, value, unit, text } of asked.figures) {
    if (date && reading.date && (reading.date.startsWith(date) || date.startsWith(reading.date))) found.add(`#${date}`);
    if (kind === "quantity" && value === reading.value) found.add(`=${value}`);
    if (kind === "quantity" && /^(?:year|month|day)$/.test(unit) && reading.stretch.includes(text))
      found.add(`=${text}`);
  }
  for (const [name, inQuestion, inStretch] of turns)
    if (inQuestion.test(asked.text) && inStretch.test(reading.stretch)) found.add(`~${name}`);
  return found;
}

// A value, a date or a place in a series tells more than a word.
function worthOf(ties: Set<string>): number {
  return [...ties].reduce((sum, tie) => sum + (/^[=~]/.test(tie) ? 3 : tie.startsWith("#") ? 2 : 1), 0);
}

// What a sentence says before its first number, it says of all of them; but for one of several countries.
function withoutLead(asked: Asked, reading: Reading, ties: Set<string>, knowledge: Knowledge): Set<string> {
  const lead = reading.stretch.slice(0, Math.max(0, reading.start - reading.from));
  const stems = new Set(contentStems(lead));
  return new Set(
    [...ties].filter((tie) => {
      if (tie.startsWith("@")) return asked.countries.length > 1;
      return (
        /^[#=~]/.test(tie) ||
        !(stems.has(tie) || [...(knowledge.nearWords.get(tie) ?? [])].some((other) => stems.has(other)))
      );
    }),
  );
}

const turns: [string, RegExp, RegExp][] = [
  [
    "before",
    /\b(?:before|earlier|previous\w*|former\w*|ago|old)\b/iu,
    /\b(?:before|earlier|previous\w*|former\w*|ago|old)\b/iu,
  ],
  ["for", /\b(?:for|yes|ayes|in favour)\b.*\b(?:against|noes)\b/iu, /\bvotes? for\b|\bin favour\b/iu],
];

/** All pairs of comparable numbers, each with what ties it to the question and nothing else of the sentence does. */
export function pairsOf(asked: Asked, readings: Reading[], knowledge: Knowledge): Pair[] {
  const [first] = readings;
  const ties = new Map(
    readings.map((reading) => {
      const found = tiesOf(asked, reading, knowledge);
      return [reading, reading === first ? withoutLead(asked, reading, found, knowledge) : found];
    }),
  );
  const series = bySeries(asked, readings);
  for (const [reading, tie] of series) ties.get(reading)?.add(tie);
  return readings.flatMap((one, at) =>
    readings.slice(at + 1).flatMap((other): Pair[] => {
      if (!sameKind(one, other) || one.value === other.value) return [];
      const [left, right] = [ties.get(one) ?? new Set<string>(), ties.get(other) ?? new Set<string>()];
      const own = (these: Set<string>, those: Set<string>): Set<string> =>
        new Set([...these].filter((tie) => !those.has(tie)));
      return [{ one, other, relation: relationOf(one, other), ties: [own(left, right), own(right, left)] }];
    }),
  );
}

const ordinals = ["first", "second", "third", "fourth", "fifth"];

// "The third round", "the newest": which one of a series told by years.
function bySeries(asked: Asked, readings: Reading[]): [Reading, string][] {
  const [kind] = [...readings].sort((a, b) => likes(readings, b) - likes(readings, a));
  const dated = readings
    .filter((reading) => reading.date && kind && sameKind(kind, reading))
    .sort((a, b) => (a.date ?? "").localeCompare(b.date ?? ""));
  const years = new Set(dated.map(({ date }) => date));
  if (dated.length < 3 || years.size < dated.length) return [];
  const found: [Reading, string][] = [];
  for (const [at, word] of ordinals.entries()) {
    const reading = dated[at];
    if (reading && new RegExp(`\\b${word}\\b`, "iu").test(asked.text)) found.push([reading, `~${word}`]);
  }
  const last = dated.at(-1);
  if (last && /\b(?:newest|latest|last|most recent)\b/iu.test(asked.text)) found.push([last, "~last"]);
  return found;
}

function likes(readings: Reading[], one: Reading): number {
  return readings.filter((other) => other.date && sameKind(one, other)).length;
}

/**
 * The one pair that is meant: the only one, or the one of whose two numbers the question says most; undefined where two
 * are as good.
 */
export function pairMeant(pairs: Pair[]): Pair | undefined {
  const [only, ...more] = pairs;
  if (more.length === 0) return only;
  const worth = ({ ties: [left, right] }: Pair): number =>
    (left.size > 0 && right.size > 0 ? 10 : 0) + worthOf(left) + worthOf(right);
  const [best, next] = [...pairs].sort((a, b) => worth(b) - worth(a));
  if (!best || !next || worth(best) === worth(next) || worth(best) === 0) return undefined;
  return best;
}

/** "How many more GPUs than people": things of two kinds are not subtracted. */
export function asksUnlike({ text }: Asked): boolean {
  const [, one, other] = /\bhow (?:many|much) (?:more|fewer|less) ([\p{L}-]+) than ([\p{L}-]+)\b/iu.exec(text) ?? [];
  if (!one || !other) return false;
  const unit = (word: string): string => measureOf(word)?.[0] ?? currencyOf(word) ?? stemOf(word.toLowerCase());
  return measureOf(one) !== undefined && measureOf(other) !== undefined && unit(one) !== unit(other);
}
