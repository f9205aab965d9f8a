import { typingDistance } from "../../kit/typing-distance.ts";
import { isStopWord, stemOf } from "../../library/words.ts";
import type { Knowledge } from "./question.ts";

const shortestWord = 5;
/** From this length on a word may be two slips off. */
const longWord = 9;
/** So much more common a word has to be than the next as near, to be the one that is meant. */
const clearly = 3;

/**
 * A question with its slips of the keyboard put right: a word that the corpus does not know gives way to the known one
 * nearest to it. Names stay as they are, since an invented one is near some real one; so does a word that may be
 * either of two.
 */
export function withoutSlips(text: string, knowledge: Pick<Knowledge, "vocabulary" | "words">): string {
  const capitals = /\p{Ll}.*\s\p{Lu}/su.test(text);
  return text.replace(/(?<![\p{L}\p{N}.@/-])\p{L}+(?![\p{L}\p{N}@/-])/gu, (word, at: number) => {
    const opens = at === 0 || /[.?!:]\s*$/.test(text.slice(0, at));
    const name = /^\p{Lu}/u.test(word) && (!opens || /\p{Lu}/u.test(word.slice(1)));
    if (word.length < shortestWord || name || (opens && !capitals && /^\p{Lu}/u.test(word) && text.trim() === word))
      return word;
    const lower = word.toLowerCase();
    if (isStopWord(lower) || knowledge.words.has(lower) || knowledge.vocabulary.has(stemOf(lower))) return word;
    const meant = nearest(lower, knowledge.words);
    return meant ?? word;
  });
}

function nearest(word: string, words: Map<string, number>): string | undefined {
  const most = word.length < longWord ? 1 : 2;
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
