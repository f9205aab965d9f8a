import type { Mismatch } from "../../domain/verification.ts";
import type { Mismatch as Found } from "./compare-claim.ts";

/** A mismatch as it is shown: what each side says, in a sentence. */
export function sayMismatch(found: Found): Mismatch {
  const evidence = "evidence" in found ? found.evidence : null;
  return { kind: found.kind, claim: found.claim, evidence, says: sentenceOf(found) };
}

function sentenceOf(found: Found): string {
  switch (found.kind) {
    case "wrong-number":
      return `It says ${found.claim}; the evidence says ${found.evidence}.`;
    case "wrong-scale":
      return `Wrong scale: it says ${found.claim}; the evidence says ${found.evidence}.`;
    case "wrong-unit":
      return `Wrong unit or currency: it says ${found.claim}; the evidence says ${found.evidence}.`;
    case "wrong-date":
      return `Wrong date: it says ${found.claim}; the evidence says ${found.evidence}.`;
    case "bound-violated":
      return `The bound does not hold: it says ${found.claim}; the evidence says ${found.evidence}.`;
    case "bound-dropped":
      return `It drops "${found.bound}" before ${found.claim}.`;
    case "bound-added":
      return `It adds "${found.bound}" before ${found.claim}, which the evidence does not.`;
    case "number-not-there":
      return `The evidence does not give ${found.claim}.`;
    case "date-not-there":
      return `The evidence does not give the date ${found.claim}.`;
    case "wrong-country":
      return `Wrong country: it says ${found.claim}; the evidence is about ${found.evidence}.`;
    case "country-not-there":
      return `The evidence does not speak of ${found.claim}.`;
    case "wrong-name":
      return `It names ${found.claim}; the evidence names ${found.evidence}.`;
    case "name-not-there":
      return `The evidence does not name ${found.claim}.`;
    case "cause-not-there":
      return `The evidence gives no cause ("${found.claim}").`;
    case "planned-told-as-done":
      return `It tells as done what is planned ("${found.evidence}").`;
    case "announced-told-as-spent":
      return `It tells as spent ("${found.claim}") what is announced ("${found.evidence}").`;
    case "projected-told-as-fact":
      return `It tells as fact what is projected ("${found.evidence}").`;
    case "exaggerated":
      return `It says "${found.claim}", which the evidence does not.`;
    case "swapped":
      return `It says it the other way round: "${found.claim}", where the evidence has "${found.evidence}".`;
    case "contrary":
      return found.evidence && found.claim
        ? `It says "${found.claim}" where the evidence says "${found.evidence}".`
        : "It says yes where the evidence says no, or the reverse.";
  }
}
