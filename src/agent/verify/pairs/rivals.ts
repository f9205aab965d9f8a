import { relationOf, restBorne, type Aligned } from "./align.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Scope } from "./negation.ts";
import type { Meanings } from "./meanings.ts";
import type { Read, Word } from "./words.ts";

/** A word of the evidence that stands where the claim has another one of the same sort. */
export interface Rival {
  own: string;
  other: string;
  isName: boolean;
  /** How surely it takes the place of the claim's word, 0 to 1. */
  strength: number;
}

/** What is borne out so far has no rival. */
const borne = 0.6;
const near = 2;
/** Words with a cosine below are of different sorts. */
const sameSort = 0.62;

/**
 * "Drummer" beside "guitarist", "husband" beside "brother": a word of the claim that nothing bears out, and a word of the same sort in
 * the evidence that bears nothing out, between the same neighbours. Words of one sort exclude each other more often than not
 * (co-hyponyms; Lin et al. 2003).
 */
export function rivalsIn(
  evidence: Read,
  aligned: Aligned[],
  all: Aligned[],
  denied: Scope,
  { lexicon, meanings }: { lexicon: Lexicon; meanings: Meanings | undefined },
): Rival[] {
  const used = new Set(aligned.filter(({ likeness }) => likeness >= borne).map(({ other }) => other));
  return aligned.flatMap((one, index): Rival[] => {
    if (one.likeness >= borne || one.relation === "contrary" || denied.scope.has(one.own)) return [];
    if (!one.own.isName && lexicon.isVerb(one.own.word)) return [];
    const around = aligned.filter(
      ({ likeness, other }, place) => likeness >= borne && other && place !== index && Math.abs(place - index) <= near,
    );
    const anchors = around.flatMap(({ other }) => (other ? [evidence.words.indexOf(other)] : []));
    const found = evidence.words.flatMap((other, place): Rival[] => {
      if (used.has(other) || !anchors.some((anchor) => Math.abs(anchor - place) <= near)) return [];
      const strength = sortOf(one.own, other, lexicon, meanings);
      const rest = strength * restBorne(aligned, all, index);
      return strength > 0 ? [{ own: one.own.text, other: other.text, isName: one.own.isName, strength: rest }] : [];
    });
    return found.sort((a, b) => b.strength - a.strength).slice(0, 1);
  });
}

function sortOf(own: Word, other: Word, lexicon: Lexicon, meanings: Meanings | undefined): number {
  if (own.isName !== other.isName) return 0;
  if (own.isName) return 1;
  if (relationOf(own, other, lexicon) !== "sibling") return 0;
  return (meanings?.cosine(own.gloss, other.gloss) ?? 1) < sameSort ? 0 : 1;
}
