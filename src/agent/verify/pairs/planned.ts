import type { Aligned } from "./align.ts";
import type { Cues } from "./cues.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Read } from "./words.ts";

const borne = 0.5;
/** A plan speaks of what follows within so many characters of its clause. */
const farthest = 60;
const joint = /[;:.()]|,\s/u;

/** Does a claim tell of what its evidence has as planned, offered or suspected only: is there such a word before the same deed? */
export function toldAsDone(claim: Read, evidence: Read, aligned: Aligned[], cues: Cues, lexicon: Lexicon): boolean {
  if (cues.planned(claim.text).length > 0) return false;
  const plans = cues.planned(evidence.text);
  return aligned.some(({ own, other, likeness }) => {
    if (!other || own.isName || likeness < borne || !(lexicon.isVerb(own.word) || lexicon.isVerb(other.word)))
      return false;
    return plans.some(({ end }) => {
      const between = evidence.text.slice(end, other.start);
      return other.start >= end && between.length < farthest && !joint.test(between);
    });
  });
}
