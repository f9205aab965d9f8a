import { relationOf, restBorne, type Aligned } from "./align.ts";
import type { Contrary } from "./contrary.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Scope } from "./negation.ts";
import type { Read, Word } from "./words.ts";

const borne = 0.6;
/** So like, a word stands for the claim's own. */
const sure = 0.85;
const nearHere = 2;
const nearThere = 5;
/** What another sentence says in the claim's own word is in doubt only. */
const doubt = 0.5;

/**
 * Words of the contrary meaning that take each other's place: the claim's word is not in the sentence that has its contrary, and a
 * neighbour of the one stands by the other. Two contraries of which one is denied agree.
 */
export function contrariesIn(
  claim: Read,
  evidence: Read,
  bySentence: Aligned[][],
  all: Aligned[],
  lexicon: Lexicon,
  denied: { own: Scope; theirs: Scope },
): { found: Contrary[]; agreements: number } {
  const found: Contrary[] = [];
  let agreements = 0;
  for (const aligned of bySentence) {
    const used = new Set(aligned.filter(({ relation }) => relation === "same").map(({ other }) => other));
    const sentence = bySentence.indexOf(aligned);
    const theirs = evidence.words.filter((word) => word.sentence === sentence);
    for (const [index, one] of aligned.entries()) {
      if (one.own.isName) continue;
      const said = one.likeness >= sure ? one.other : undefined;
      const other = theirs.find(
        (word) =>
          !used.has(word) &&
          relationOf(one.own, word, lexicon) === "contrary" &&
          (anchored(index, aligned, word, theirs, said) || (!said && counted(one.own, word, claim, evidence))),
      );
      if (!other) continue;
      const elsewhere = !said && (all[index]?.likeness ?? 0) >= sure ? doubt : 1;
      const strength = elsewhere * restBorne(aligned, all, index);
      const turned = sidesTurned(one.own, other, aligned, claim.text, evidence.text);
      if ((denied.own.scope.has(one.own) !== denied.theirs.scope.has(other)) === turned)
        found.push({ own: one.own.text, other: other.text, strength });
      else agreements = Math.max(agreements, strength);
    }
  }
  return { found: found.sort((a, b) => b.strength - a.strength), agreements };
}

// "Two sons" beside "two daughters".
function counted(own: Word, other: Word, claim: Read, evidence: Read): boolean {
  const before = ({ figures }: Read, { start }: Word): number | undefined =>
    figures.find(({ end }) => end < start && start - end <= 2)?.value;
  const value = before(claim, own);
  return value !== undefined && value === before(evidence, other);
}

const compares = /^[^.;]{0,80}?\bthan\b/u;

/**
 * "Lower than Kerrigan" beside "Kerrigan is the highest": in a comparison, contraries agree where what is compared changes sides, that is where
 * a word from behind "than" of the one stands before the contrary in the other.
 */
function sidesTurned(own: Word, other: Word, aligned: Aligned[], claim: string, evidence: string): boolean {
  const behindHere = compares.exec(claim.slice(own.end));
  const behindThere = compares.exec(evidence.slice(other.end));
  const same = aligned.filter((one) => one.relation === "same" && one.own !== own && one.own.weight > 0.2);
  const moved = (one: Aligned): boolean => {
    if (!one.other || aligned.filter((more) => more.other === one.other).length > 1) return false;
    const after = behindHere !== null && one.own.start >= own.end + behindHere[0].length;
    const afterThere = behindThere !== null && one.other.start >= other.end + behindThere[0].length;
    return after ? one.other.end <= other.start && !afterThere : afterThere;
  };
  return (behindHere !== null || behindThere !== null) && same.some(moved);
}

// What the sentence also says in the claim's own word, it says in another clause than that of the neighbour.
function anchored(index: number, aligned: Aligned[], word: Word, theirs: Word[], same: Word | undefined): boolean {
  const place = theirs.indexOf(word);
  return aligned.some(({ likeness, other, own }, at) => {
    if (at === index || Math.abs(at - index) > nearHere || likeness < borne || !other || own.weight < 0.2) return false;
    if (same && (other.clause === same.clause || other.clause !== word.clause)) return false;
    return Math.abs(theirs.indexOf(other) - place) <= nearThere;
  });
}
