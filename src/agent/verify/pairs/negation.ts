import { restBorne, type Aligned } from "./align.ts";
import type { Contrary } from "./contrary.ts";
import type { Cues } from "./cues.ts";
import type { Read, Word } from "./words.ts";

/** What a text denies: the word right behind each negation, and all words it may reach. */
export interface Scope {
  heads: Set<Word>;
  scope: Set<Word>;
}

/** Where one clause ends and another may say the reverse. */
const joint = /[;:.()]|,\s|\b(?:but|although|though|while|whereas|however|and)\b/u;
/** A negation reaches so many content words of its clause. */
const reach = 4;

/**
 * The scope of a negation is taken as the content words that follow it in its clause (as the punctuation heuristic of NegEx does,
 * Chapman et al. 2001).
 */
export function deniedIn({ text, words }: Read, cues: Cues): Scope {
  const heads = new Set<Word>();
  const scope = new Set<Word>();
  const apart = cues.no_negation(text);
  for (const { start, end } of cues.negation(text)) {
    if (apart.some((one) => start >= one.start && start < one.end)) continue;
    const stop = text.slice(end).search(joint);
    const clause = words.filter((word) => word.start >= end && (stop < 0 || word.start < end + stop));
    const [head] = clause.filter(({ weight }) => weight > 0.2);
    if (head) heads.add(head);
    for (const word of clause.slice(0, reach)) scope.add(word);
  }
  return { heads, scope };
}

/** A word that one text denies and the other says, with the share of the rest of the claim that is there. */
export function deniedOtherwise(
  bySentence: Aligned[][],
  all: Aligned[],
  { own, theirs }: { own: Scope; theirs: Scope },
): Contrary | undefined {
  const found = bySentence.flatMap((aligned) =>
    aligned.flatMap((one, index) => {
      const { own: word, other, relation } = one;
      if (!other || (relation !== "same" && relation !== "synonym")) return [];
      const here = own.heads.has(word) && !theirs.scope.has(other);
      const there = theirs.heads.has(other) && !own.scope.has(word);
      return here || there ? [{ own: word.text, other: other.text, strength: restBorne(aligned, all, index) }] : [];
    }),
  );
  return found.sort((a, b) => b.strength - a.strength)[0];
}
