import type { Meanings } from "./meanings.ts";

/** A phrase is so many words in a row, small ones too. */
const length = 3;

/** The phrases of sentences, none across the end of one. */
export function phrasesOf(sentences: string[]): string[] {
  return sentences.flatMap((sentence) => {
    const words = sentence.match(/[\p{L}\p{N}][\p{L}\p{N}.,'’%-]*/gu) ?? [];
    const count = Math.max(1, words.length - length + 1);
    return Array.from({ length: count }, (_, start) => words.slice(start, start + length).join(" "));
  });
}

/**
 * How near the evidence comes to the phrase of the claim that it bears out least: one phrase that is not there makes a claim one that is not
 * found, however much of the rest is.
 */
export function leastPhrase(claim: string[], evidence: string[], meanings: Meanings): number {
  const best = claim.map((own) => Math.max(0, ...evidence.map((other) => meanings.cosine(own, other) ?? 0)));
  return Math.min(1, ...best);
}
