import type { Lexicon, Relation } from "./lexicon.ts";
import type { Meanings } from "./meanings.ts";
import type { Read, Word } from "./words.ts";

/** A word of the claim beside the word of the evidence that says most nearly the same. */
export interface Aligned {
  own: Word;
  /** Undefined where nothing comes near. */
  other: Word | undefined;
  /** How far the one stands for the other, 0 to 1. */
  likeness: number;
  relation: Relation | undefined;
}

/** What a relation is worth, and between which cosines two words without one are taken for alike. */
export interface Likenesses {
  synonym: number;
  broader: number;
  narrower: number;
  sibling: number;
  /** Cosine at which likeness begins, of words known to be no more than siblings, and of all others. */
  floor: number;
  ceiling: number;
  /** Likeness that a cosine at the ceiling gives. */
  most: number;
}

/**
 * Aligns each content word of a claim with the evidence greedily, as recall in BERTScore does (Zhang et al. 2020), but by
 * relations of WordNet and vectors of single words: the embedded model gives no vectors of words in their context.
 */
export function align(
  claim: Read,
  evidence: Word[],
  { lexicon, meanings, likenesses }: { lexicon: Lexicon; meanings: Meanings | undefined; likenesses: Likenesses },
): Aligned[] {
  return claim.words.map((own) => {
    let best: Aligned = { own, other: undefined, likeness: 0, relation: undefined };
    for (const other of evidence) {
      const relation = relationOf(own, other, lexicon);
      const likeness = likenessOf(own, other, relation, meanings, likenesses);
      const better =
        likeness > best.likeness || (likeness === best.likeness && rankOf(relation) > rankOf(best.relation));
      if (better) best = { own, other, likeness, relation };
      if (relation === "same" && own.text === other.text) break;
    }
    return best;
  });
}

export function relationOf(own: Word, other: Word, lexicon: Lexicon): Relation | undefined {
  if (own.place !== undefined && own.place === other.place && own.word !== other.word) {
    if (own.isCountry) return "same";
    return other.isCountry ? "narrower" : undefined;
  }
  if (own.isName && other.isName) return sameName(own, other) ? "same" : undefined;
  return lexicon.relation(own.word, other.word);
}

// "Danish" is said of "Denmark", and initials of a name.
function sameName(own: Word, other: Word): boolean {
  return own.word === other.word || (own.word.length > 4 && other.word.startsWith(own.word.slice(0, -1)));
}

function likenessOf(
  own: Word,
  other: Word,
  relation: Relation | undefined,
  meanings: Meanings | undefined,
  likenesses: Likenesses,
): number {
  if (relation === "same") return 1;
  if (relation === "contrary" || (own.isName && other.isName)) return 0;
  const { floor, ceiling, most } = likenesses;
  const cosine = meanings?.cosine(own.gloss, other.gloss) ?? 0;
  const near = most * Math.min(1, Math.max(0, (cosine - floor) / (ceiling - floor)));
  if (relation === "sibling") return Math.min(near, likenesses.sibling);
  return relation === undefined ? near : Math.max(near, likenesses[relation]);
}

function rankOf(relation: Relation | undefined): number {
  return relation === undefined ? 0 : relation === "contrary" ? 2 : 1;
}

/** Weighted share of the claim's words that the evidence bears. */
export function coverage(aligned: Aligned[]): number {
  const total = aligned.reduce((sum, { own }) => sum + own.weight, 0);
  if (total === 0) return 1;
  return aligned.reduce((sum, { own, likeness }) => sum + own.weight * likeness, 0) / total;
}

/** A claim of one word has no rest. */
const alone = 0.5;

/**
 * How much of the claim but one word is borne out, squared: by the sentence looked at and by the evidence as a whole, to equal parts, since names
 * are given in one sentence and meant in the next.
 */
export function restBorne(bySentence: Aligned[], all: Aligned[], but: number): number {
  const share = (aligned: Aligned[]): number => coverage(aligned.filter((_, index) => index !== but));
  return bySentence.length < 2 ? alone : ((share(bySentence) + share(all)) / 2) ** 2;
}
