/** What the decision looks at. In each group the weights of `corpus/models/verify.json` have one sign, given in `signs.ts`. */
export const featureNames = [
  ...(["covered", "coveredBySentence", "exact", "hole", "missing", "cosine", "phrase"] as const),
  ...([
    "nameMissing",
    "numberOpen",
    "numberOpenHere",
    "causeOpen",
    "comparisonOpen",
    "superlativeOpen",
    "told",
  ] as const),
  ...(["numberWrong", "dateWrong", "nameWrong", "contrary", "negated", "effect", "rival", "rivalName"] as const),
  ...(["swapped", "agent", "orderWrong", "quantifierWrong", "rankWrong"] as const),
  ...(["numbersHold", "restated", "quantifierHolds", "orderHolds"] as const),
] as const;
export type FeatureName = (typeof featureNames)[number];
export type Features = Record<FeatureName, number>;
