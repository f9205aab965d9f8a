import { typingDistance } from "../../kit/typing-distance.ts";
import { isStopWord, stemOf } from "../../library/words.ts";
import type { Knowledge } from "./understanding.ts";

/** A word has to be so long: a short one is near some other, and an invented short name near some real one. */
const shortestWord = 6;
/** From this length on a word may be two slips off. */
const longWord = 9;
/** So much more common a word has to be than the next as near, to be the one that is meant. */
const clearly = 3;

type Known = Pick<Knowledge, "vocabulary" | "words" | "gazetteer">;

/**
 * A question with its slips of the keyboard put right: a word that the corpus does not know gives way to the known one
 * nearest to it, a name only to one a single slip away, and what a country is called to what the gazetteer takes it for.
 * What may be either of two stays.
 */
export function withoutSlips(text: string, knowledge: Known): string {
  return text.replace(
    /(?<![\p{L}\p{N}.@/-]|\p{L}['’])\p{L}+(?!['’]?[\p{L}\p{N}]{2}|[\p{L}\p{N}@/-])/gu,
    (word, at: number) => {
      const lower = word.toLowerCase();
      if (isStopWord(lower) || knowledge.words.has(lower) || knowledge.vocabulary.has(stemOf(lower))) return word;
      const once = oneLetter(lower, knowledge);
      if (once) return inCaseOf(word, once);
      if (word.length < 5) return swapped(lower, text.slice(at + word.length)) ?? word;
      const opens = at === 0 || /[.?!:]\s*$/.test(text.slice(0, at));
      const isName = /^\p{Lu}/u.test(word) && (!opens || /\p{Lu}/u.test(word.slice(1)) || text.trim() === word);
      const country = knowledge.gazetteer.resolve(word);
      if (country) return country.exact ? word : inCaseOf(word, country.matched);
      if (word.length < shortestWord) return word;
      const meant = nearest(lower, knowledge.words, isName || word.length < longWord ? 1 : 2);
      return meant === undefined || knowledge.gazetteer.resolve(meant) ? word : inCaseOf(word, meant);
    },
  );
}

// "Allia", "modell": a letter that was doubled makes no other word, however short.
function oneLetter(word: string, { words }: Known): string | undefined {
  const letters = word.split("");
  const single = letters.flatMap((letter, at) =>
    at > 0 && letter === letters[at - 1] ? [[...letters.slice(0, at), ...letters.slice(at + 1)].join("")] : [],
  );
  return single.find((other) => other.length > 3 && words.has(other));
}

const measured = /^\s+(?:many|much|big|large|long|far|often|fast|high|old)\b/iu;

// "hwo": two letters of a small word in the wrong order; "how many", but "who is".
function swapped(word: string, behind: string): string | undefined {
  const letters = word.split("");
  const found = letters
    .slice(1)
    .map((letter, at) => [...letters.slice(0, at), letter, letters[at], ...letters.slice(at + 2)].join(""))
    .filter((other) => other.length > 2 && isStopWord(other));
  return measured.test(behind) && found.includes("how") ? "how" : found[0];
}

function nearest(word: string, words: Map<string, number>, most: number): string | undefined {
  const near = [...words]
    .filter(([known]) => known.charAt(0) === word.charAt(0) && Math.abs(known.length - word.length) <= most)
    .map(([known, count]) => ({ known, count, distance: typingDistance(known, word) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance || b.count - a.count);
  const [best, second] = near;
  if (!best) return undefined;
  const alone = second?.distance !== best.distance || stemOf(second.known) === stemOf(best.known);
  return alone || best.count >= clearly * second.count ? best.known : undefined;
}

function inCaseOf(word: string, meant: string): string {
  if (word === word.toUpperCase()) return meant.toUpperCase();
  return /^\p{Lu}/u.test(word) ? meant.charAt(0).toUpperCase() + meant.slice(1) : meant;
}
