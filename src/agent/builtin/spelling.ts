import { typingDistance } from "../../kit/typing-distance.ts";
import { isStopWord, stemOf, tokens } from "../../library/words.ts";

const shortestWord = 5;

/**
 * Words of a question that the corpus does not know, with the one known word that is a single slip of the keyboard
 * away; a word with two such neighbours is left as it is.
 */
export function misspellings(text: string, vocabulary: Map<string, number>): Map<string, string> {
  const found = new Map<string, string>();
  for (const { word, stem } of tokens(text)) {
    if (word.length < shortestWord || isStopWord(word) || vocabulary.has(stem) || /[\d'’-]/.test(word)) continue;
    const near = [...vocabulary.keys()].filter(
      (known) =>
        known.charAt(0) === stem.charAt(0) &&
        Math.abs(known.length - stem.length) <= 1 &&
        !/\d/.test(known) &&
        typingDistance(known, stem) === 1,
    );
    const [only] = near;
    if (only && near.length === 1) found.set(stemOf(word), only);
  }
  return found;
}
