import type { Asked } from "./understanding.ts";
import type { Ranked } from "./rank.ts";
import type { Weights } from "./weights.ts";

/** A question of this many content words or more counts as long. */
const longQuestion = 8;

/** What the judgement whether a sentence answers looks at, each as a number. */
export function answerTerms(asked: Asked, { features }: Ranked) {
  return {
    similarity: features.similarity,
    asked: features.asked,
    askedAlike: features.askedAlike,
    expanded: features.expanded,
    near: features.near,
    answerType: features.answerType,
    date: features.date,
    source: features.source,
    otherCountry: features.otherCountry,
    named: asked.nameGroups.length > 0 ? 1 - features.missingName : 0,
    // A long question shares less of itself with any one sentence.
    length: Math.min(1, asked.terms.length / longQuestion),
  };
}

/**
 * How likely a sentence is to answer what is asked, 0 to 1: a logistic model over what ranking measured. It is fitted on
 * questions that the corpus answers and on such as it does not (`npm run fit`).
 */
export function confidence(asked: Asked, best: Ranked, { answer }: Weights): number {
  const terms = Object.entries(answerTerms(asked, best)) as [keyof ReturnType<typeof answerTerms>, number][];
  const logit = terms.reduce((sum, [name, value]) => sum + answer[name] * value, answer.bias);
  return 1 / (1 + Math.exp(-logit));
}
