import { figuresAgree } from "../../../domain/figures.ts";
import type { Aligned } from "./align.ts";
import type { Cues } from "./cues.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Meanings } from "./meanings.ts";
import type { Scope } from "./negation.ts";
import type { Read, Word } from "./words.ts";

/** Two words that stand to a third the other way round than in the evidence. */
export interface Exchange {
  own: string;
  other: string;
}

const sure = 0.85;
const be = /\b(?:is|are|was|were|be|been|being|got)\s+(?:\w+ly\s+)?$/u;

/**
 * Who did it to whom: two words a, b of the claim with a third p between them, all three of which one sentence of the evidence
 * has. The differences between the two are counted: a and b change sides; one is in the passive; p is the contrary. An odd number is
 * an exchange (the swaps of PAWS, Zhang et al. 2019), an even one other than none says the same in another way.
 */
export function exchangesIn(
  claim: Read,
  evidence: Read,
  aligned: Aligned[],
  tools: Tools,
  denied: { own: Scope; theirs: Scope },
): { swapped: Exchange[]; restated: Word[] } {
  const { lexicon } = tools;
  const swapped: Exchange[] = [];
  const restated: Word[] = [];
  const usable = aligned.filter(({ relation, likeness }) => likeness >= sure || relation === "contrary");
  const outer = usable.filter(
    ({ relation, own }) => relation === "same" && once(own, claim.words) && (own.isName || !lexicon.isVerb(own.word)),
  );
  for (const [index, a] of outer.entries())
    for (const b of outer.slice(index + 1)) {
      if (!a.other || !b.other || a.other === b.other || a.other.sentence !== b.other.sentence) continue;
      if (isLed(claim.text, a.own, tools.cues) && isLed(evidence.text, a.other, tools.cues)) continue;
      if (isLed(claim.text, b.own, tools.cues) && isLed(evidence.text, b.other, tools.cues)) continue;
      if (a.own.sentence !== b.own.sentence || !ofOneSort(a.own, b.own, tools)) continue;
      const [left, right] = [a.other, b.other];
      const between = usable.filter(({ own, other }) => {
        if (!other || other === left || other === right || own.start <= a.own.start || own.start >= b.own.start)
          return false;
        const near = isNear(claim.words, a.own, own, b.own) && isNear(evidence.words, left, other, right);
        return near && within(other, left, right) && !own.isName;
      });
      const [pivot] = between.filter(
        ({ own, other }) =>
          (lexicon.isVerb(own.word) && lexicon.isVerb(other?.word ?? "")) || isCompared(own, claim.text),
      );
      if (!pivot?.other) continue;
      const turned = left.start > right.start;
      const voices = isPassive(pivot.own, claim.text) !== isPassive(pivot.other, evidence.text);
      const no = denied.own.scope.has(pivot.own) !== denied.theirs.scope.has(pivot.other);
      const flips = Number(turned) + Number(voices) + Number(pivot.relation === "contrary") + Number(no);
      if (flips % 2 === 1 && (turned || voices))
        swapped.push({ own: `${a.own.text} … ${b.own.text}`, other: `${right.text} … ${left.text}` });
      else if (flips > 0 && flips % 2 === 0) restated.push(pivot.own);
    }
  return { swapped, restated };
}

/** Names of who did what a verb says: behind "by" in the passive, else before the verb. */
function agentOf(pivot: Word, { text, words }: Read): Word[] {
  const named = words.filter(({ isName, sentence }) => isName && sentence === pivot.sentence);
  if (isPassive(pivot, text)) {
    const by = pivot.end + text.slice(pivot.end).search(/\bby\b/u);
    return run(
      named.filter(({ start }) => start >= by),
      text,
    ).filter(({ start }) => start - by < 40);
  }
  if (be.test(text.slice(0, pivot.start))) return [];
  const before = named.filter(({ end }) => end <= pivot.start);
  return run(before.toReversed(), text);
}

// The first of names and those that stand right beside it.
function run(names: Word[], text: string): Word[] {
  const [first, ...others] = names;
  if (!first) return [];
  const found = [first];
  for (const other of others) {
    const last = found.at(-1) ?? first;
    const [from, to] = other.start > last.start ? [last.end, other.start] : [other.end, last.start];
    if (!/^[\s.]*(?:\p{L}\.\s*)?$/u.test(text.slice(from, to))) break;
    found.push(other);
  }
  return found;
}

/** A deed of both texts that each gives to another name, where the evidence has the name that the claim gives. */
export function otherAgent(claim: Read, evidence: Read, aligned: Aligned[], lexicon: Lexicon): Exchange | undefined {
  for (const { own, other, relation } of aligned) {
    if (!other || relation !== "same" || own.isName || !lexicon.isVerb(own.word)) continue;
    const [mine, theirs] = [agentOf(own, claim), agentOf(other, evidence)];
    if (mine.length === 0 || theirs.length === 0 || !isPassive(other, evidence.text)) continue;
    const known = mine.every((name) => evidence.words.some(({ word }) => word === name.word));
    if (known && !mine.some((name) => theirs.some(({ word }) => word === name.word)))
      return { own: mine.map(({ text }) => text).join(" "), other: theirs.map(({ text }) => text).join(" ") };
  }
  return undefined;
}

/**
 * Two runs of words that change places round a third, where all else stands in the same order: "fastest in Africa and slowest in Asia". A
 * run that moves alone is other wording.
 */
export function exchangedRuns(claim: Read, evidence: Read, aligned: Aligned[], tools: Tools): Exchange | undefined {
  const figures = claim.figures.flatMap((own) => {
    const [other, ...more] = evidence.figures.filter((one) => figuresAgree(one, own) && one.date === own.date);
    return other && more.length === 0 ? [{ own, other }] : [];
  });
  const words = aligned.flatMap(({ own, other, relation }) =>
    other && relation === "same" && own.weight > 0.2 && once(own, claim.words) ? [{ own, other }] : [],
  );
  const pairs: { own: Placed; other: Placed }[] = [...words, ...figures].toSorted((a, b) => a.own.start - b.own.start);
  const unique = pairs.filter(({ other }) => pairs.filter((pair) => pair.other === other).length === 1);
  const order = unique.map(({ other }) => other).toSorted((a, b) => a.start - b.start);
  const ranks = unique.map(({ other }) => order.indexOf(other));
  let start = 0;
  while (start < ranks.length && ranks[start] === start) start += 1;
  let end = ranks.length - 1;
  while (end > start && ranks[end] === end) end -= 1;
  const runs: number[][] = [];
  for (let at = start; at <= end; at += 1) {
    const last = runs.at(-1);
    if (last && ranks[at] === (ranks[at - 1] ?? 0) + 1) last.push(at);
    else runs.push([at]);
  }
  const [first, middle, last, ...more] = runs;
  if (!first || !middle || !last || more.length > 0 || first.length > mostRun || last.length > mostRun)
    return undefined;
  if (ranks[last[0] ?? 0] !== start || !areOneSort(unique[first[0] ?? 0]?.own, unique[last[0] ?? 0]?.own))
    return undefined;
  if (isFronted(unique[first[0] ?? 0]) && isFronted(unique[last[0] ?? 0])) return undefined;
  const named = (run: number[]): string => run.map((at) => unique[at]?.own.text).join(" ");
  return { own: `${named(first)} … ${named(last)}`, other: `${named(last)} … ${named(first)}` };

  // "In Paris … before Lyon", "before Lyon … in Paris": each has kept its own small word.
  function isFronted(pair: { own: Placed; other: Placed } | undefined): boolean {
    if (!pair) return false;
    const [here, there] = [smallBefore(claim.text, pair.own), smallBefore(evidence.text, pair.other)];
    const telling = (word: Word): boolean => word.weight > 0.2;
    const { sentence } = pair.other as Word;
    const [front, theirs] = [
      claim.words.find(telling),
      evidence.words.find((word) => word.sentence === sentence && telling(word)),
    ];
    const opens = front === pair.own || theirs === pair.other;
    return opens && (here === there || here === undefined || there === undefined);
  }

  function areOneSort(one: Placed | undefined, other: Placed | undefined): boolean {
    const [a, b] = [one, other].map((placed) => claim.words.find((word) => word === placed));
    return a && b ? ofOneSort(a, b, tools) : !a && !b;
  }
}

// Two names, or two things of near meaning: a place and a date change sides in other wording too.
function ofOneSort(a: Word, b: Word, { lexicon, meanings }: Tools): boolean {
  if (a.isName || b.isName) return a.isName && b.isName;
  if (lexicon.isVerb(a.word) || lexicon.isVerb(b.word)) return false;
  if (lexicon.relation(a.word, b.word) !== undefined) return true;
  return (meanings?.cosine(a.gloss, b.gloss) ?? 1) >= sameSort;
}

interface Tools {
  lexicon: Lexicon;
  cues: Cues;
  meanings: Meanings | undefined;
}

const mostRun = 3;
const sameSort = 0.6;

type Placed = Pick<Word, "text" | "start">;

const farthest = 5;

function isNear(words: Word[], one: Word, pivot: Word, other: Word): boolean {
  const place = words.indexOf(pivot);
  return [one, other].every((word) => Math.abs(words.indexOf(word) - place) <= farthest);
}

// The word right before another.
function smallBefore(text: string, { start }: Placed): string | undefined {
  return /(\p{L}+)\s+$/u.exec(text.slice(0, start))?.[1]?.toLowerCase();
}

/** What such a word leads is neither who does nor who suffers. */
function isLed(text: string, word: Placed, cues: Cues): boolean {
  return cues.has("leading", smallBefore(text, word) ?? "");
}

function once(word: Word, words: Word[]): boolean {
  return words.filter((other) => other.word === word.word).length === 1;
}

function within(word: Word, one: Word, other: Word): boolean {
  const [from, to] = one.start < other.start ? [one, other] : [other, one];
  return word.start > from.start && word.start < to.start;
}

function isCompared({ end }: Word, text: string): boolean {
  return /^\s+(?:\w+\s+){0,3}than\b/u.test(text.slice(end));
}

function isPassive({ start, end }: Word, text: string): boolean {
  const behind = /^(?:\s+[\p{L}\d]+){0,4}?\s+by\b/u.test(text.slice(end));
  return behind && (be.test(text.slice(0, start)) || /^\s+by\b/u.test(text.slice(end)));
}
