import type { FeatureName } from "../../src/agent/verify/pairs/feature-names.ts";

/**
 * What a feature may teach. `speaks` and `silent`: that the evidence speaks of what the claim says, or does not; both verdicts that it speaks
 * have one weight, so that a claim is not called contradicted for repeating its evidence, which holds of minimal edits and of
 * nothing else. `against` and `bears`: that it says otherwise, or the same.
 */
export const signs: Record<FeatureName, "speaks" | "silent" | "against" | "bears"> = {
  covered: "speaks",
  coveredBySentence: "speaks",
  exact: "speaks",
  hole: "silent",
  missing: "silent",
  cosine: "speaks",
  phrase: "speaks",
  nameMissing: "silent",
  numberOpen: "silent",
  numberOpenHere: "silent",
  causeOpen: "silent",
  comparisonOpen: "silent",
  superlativeOpen: "silent",
  told: "silent",
  numberWrong: "against",
  dateWrong: "against",
  nameWrong: "against",
  contrary: "against",
  negated: "against",
  effect: "against",
  rival: "against",
  rivalName: "against",
  swapped: "against",
  agent: "against",
  orderWrong: "against",
  quantifierWrong: "against",
  rankWrong: "against",
  numbersHold: "speaks",
  restated: "bears",
  quantifierHolds: "bears",
  orderHolds: "bears",
};
