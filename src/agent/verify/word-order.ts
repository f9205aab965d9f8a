import { isStopWord, tokens } from "../../library/words.ts";

/** With fewer common words than this an order says little. */
const leastCommon = 3;

/**
 * Two words that a claim exchanges, where all else it has in common with a sentence stands in the same order: "from Malmö to
 * Bornholm". A part that moved as a whole, as in other wording, exchanges nothing; and neighbours count where both are names,
 * since "big red" is "red big".
 */
export function exchangedWords(claim: string, sentence: string): [string, string] | undefined {
  const theirs = content(sentence).map((word) => word.stem);
  const common = once(content(claim)).filter(({ stem }) => theirs.includes(stem));
  if (common.length < leastCommon) return undefined;
  const places = common.map(({ stem }) => theirs.indexOf(stem));
  const sorted = [...places].sort((a, b) => a - b);
  const [first, second, ...more] = places.flatMap((place, index) => (place === sorted[index] ? [] : [index]));
  if (first === undefined || second === undefined || more.length > 0) return undefined;
  const [one, other] = [common[first], common[second]];
  if (!one || !other || (second - first === 1 && !(one.isName && other.isName))) return undefined;
  return [one.text, other.text];
}

interface Word {
  text: string;
  stem: string;
  isName: boolean;
}

// Words of a name that stand side by side are one: "Los Angeles" changes places as a whole.
function content(text: string): Word[] {
  const words: (Word & { end: number })[] = [];
  for (const { word, stem, start, end } of tokens(text)) {
    const written = text.slice(start, end);
    if (isStopWord(word) || /^\d/.test(word)) continue;
    const isName = /^\p{Lu}/u.test(written);
    const last = words.at(-1);
    if (last?.isName && isName && text.slice(last.end, start) === " ") {
      Object.assign(last, { text: `${last.text} ${written}`, stem: `${last.stem} ${stem}`, end });
    } else words.push({ text: written, stem, isName, end });
  }
  return words;
}

// A word that stands twice has no one place.
function once(words: Word[]): Word[] {
  return words.filter(({ stem }) => words.filter((other) => other.stem === stem).length === 1);
}
