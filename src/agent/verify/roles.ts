import { findFigures } from "../../domain/figures.ts";
import { figuresAgree } from "../../domain/figures.ts";
import { isStopWord, tokens } from "../../library/words.ts";

export interface SwapFault {
  kind: "swapped";
  claim: string;
  evidence: string;
}

const passive =
  /\b(?:was|were|is|are|be|been|being|got)\s+(?:\w+ly\s+)?\w+(?:ed|en|ght|old|ade|ilt|un|ept|eld|aid|ut)\b[^.;]*?\bby\b/iu;

/** Words that look like a verb that one does to another. */
const doing =
  /^(?:\p{Ll}{3,}(?:ed|es)|bought|beat|won|took|takes|sold|sells|gave|gives|made|built|led|leads|lost|met|paid|pays|sued|buys|owns|runs|holds|held|became|follows)$/u;

/**
 * Do two texts with the same words give them the other way round: who did it to whom, or which number belongs to which thing?
 * Minimal pairs of this kind are what word overlap cannot see (PAWS, Zhang et al. 2019).
 */
export function swapFault(claim: string, evidence: string): SwapFault | undefined {
  return swappedNumbers(claim, evidence) ?? swappedNames(claim, evidence);
}

// A number that is there, but beside other words than in the evidence, where another number has those words.
function swappedNumbers(claim: string, evidence: string): SwapFault | undefined {
  const own = withWords(claim);
  const theirs = withWords(evidence);
  if (own.length < 2 || theirs.length < 2) return undefined;
  for (const one of own) {
    const same = theirs.filter((other) => figuresAgree(one.figure, other.figure));
    if (same.length === 0) continue;
    const here = Math.max(...same.map((other) => shared(one.words, other.words)));
    const rival = theirs
      .filter((other) => !figuresAgree(one.figure, other.figure))
      .map((other) => ({ other, there: shared(one.words, other.words) }))
      .sort((a, b) => b.there - a.there)[0];
    // The other number has to stand by this one's words in turn: both sides are exchanged.
    const exchanged = own.some(
      (second) =>
        second !== one &&
        rival !== undefined &&
        figuresAgree(second.figure, rival.other.figure) &&
        shared(second.words, rival.other.words) === 0 &&
        same.some((other) => shared(second.words, other.words) > 0),
    );
    if (rival && exchanged && here === 0 && rival.there >= 1)
      return { kind: "swapped", claim: one.figure.text, evidence: rival.other.figure.text };
  }
  return undefined;
}

interface Counted {
  figure: ReturnType<typeof findFigures>[number];
  words: Set<string>;
}

// The content words from a number to the next one, or those before it where nothing follows.
function withWords(text: string): Counted[] {
  const figures = findFigures(text).filter((figure) => figure.kind === "quantity");
  const words = tokens(text).filter(
    (token) => !isStopWord(token.word) && !figures.some((one) => token.start >= one.start && token.start < one.end),
  );
  return figures.map((figure, index) => {
    const next = figures[index + 1]?.start ?? text.length;
    const stop = text.slice(figure.end).search(/[,;.]\s|\band\b|\bwhile\b|\bbut\b|\bagainst\b/u);
    const end = Math.min(next, stop < 0 ? text.length : figure.end + stop);
    const after = words.filter((token) => token.start >= figure.end && token.end <= end);
    const from = figures[index - 1]?.end ?? 0;
    const before = words.filter((token) => token.start >= from && token.end <= figure.start).slice(-3);
    return { figure, words: new Set((after.length > 0 ? after : before).map((token) => token.stem)) };
  });
}

function shared(one: Set<string>, other: Set<string>): number {
  return [...one].filter((word) => other.has(word)).length;
}

// Two names around one word of doing, in the other order and the same voice.
function swappedNames(claim: string, evidence: string): SwapFault | undefined {
  if (passive.test(claim) !== passive.test(evidence)) return undefined;
  const own = namesOf(claim);
  const theirs = namesOf(evidence);
  const both = own.filter((name) => theirs.some((other) => other.stem === name.stem));
  const claimWords = contentOf(claim);
  const evidenceWords = contentOf(evidence);
  for (const [index, first] of both.entries())
    for (const second of both.slice(index + 1)) {
      const [a, b] = [at(theirs, first.stem), at(theirs, second.stem)];
      if (a <= b || first.stem === second.stem) continue;
      const between = claimWords.filter(
        (word) => word.start > first.start && word.start < second.start && !isName(word, own),
      );
      const pivot = between.find(
        (word) =>
          doing.test(word.text) &&
          evidenceWords.some((other) => other.stem === word.stem && other.start > b && other.start < a),
      );
      if (pivot)
        return { kind: "swapped", claim: `${first.text} … ${second.text}`, evidence: `${second.text} … ${first.text}` };
    }
  return undefined;
}

interface Word {
  text: string;
  stem: string;
  start: number;
}

function contentOf(text: string): Word[] {
  return tokens(text)
    .filter((token) => !isStopWord(token.word))
    .map(({ stem, start, end }) => ({ text: text.slice(start, end), stem, start }));
}

// A capitalised word; at the beginning of a sentence only when it is written so elsewhere, or is no everyday word.
function namesOf(text: string): Word[] {
  return contentOf(text).filter(
    (word) =>
      /^\p{Lu}/u.test(word.text) &&
      !/^(?:January|February|March|April|May|June|July|August|September|October|November|December)$/u.test(word.text),
  );
}

function isName(word: Word, names: Word[]): boolean {
  return names.some((name) => name.start === word.start);
}

function at(words: Word[], stem: string): number {
  return words.find((word) => word.stem === stem)?.start ?? -1;
}
