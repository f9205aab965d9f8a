import { overlapOf } from "../src/agent/verify/compare-claim.ts";
import type { Fact } from "../src/domain/fact.ts";

/** Every so many facts are taken: enough to tell, and soon done. */
const step = 3;

/**
 * Claims held against evidence that speaks of the same country and of something else: for a fact of the corpus, of the other
 * facts of its country the one with the second most of its words, since the first may say the same. What conflicts with it,
 * or supersedes it, is left out. They teach the check what "not found" looks like, which labelled pairs hold too little of.
 */
export function strangersIn(facts: Fact[]): { claim: string; evidence: string }[] {
  return facts
    .filter((_, index) => index % step === 0)
    .flatMap((fact) => {
      const [, second] = facts
        .filter((other) => other.countries.some((code) => fact.countries.includes(code)) && !isKin(fact, other))
        .map((other) => ({ other, overlap: overlapOf(fact.claim, other.claim) }))
        .sort((a, b) => b.overlap - a.overlap);
      return second ? [{ claim: fact.claim, evidence: second.other.claim }] : [];
    });
}

function isKin(one: Fact, other: Fact): boolean {
  const linked = (a: Fact, b: Fact): boolean => a.conflictsWith.includes(b.id) || a.supersededBy.includes(b.id);
  return (
    one.id === other.id ||
    linked(one, other) ||
    linked(other, one) ||
    one.conflictSets.some((set) => other.conflictSets.includes(set))
  );
}
