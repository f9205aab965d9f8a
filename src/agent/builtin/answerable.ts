import type { Asked } from "./question.ts";
import type { Ranked } from "./rank.ts";
import type { Weights } from "./weights.ts";

/** A question of this many content words or more counts as long. */
const longQuestion = 8;

/**
 * How likely a sentence is to answer what is asked, 0 to 1: a logistic model over what ranking measured. It is fitted on
 * questions that the corpus answers and on such as it does not (`npm run fit`).
 */
export function confidence(asked: Asked, { features }: Ranked, { answer }: Weights): number {
  const named = asked.nameGroups.length > 0 ? 1 - features.missingName : 0;
  const logit =
    answer.bias +
    answer.similarity * features.similarity +
    answer.exact * features.exact +
    answer.near * features.near +
    answer.context * features.context +
    answer.answerType * features.answerType +
    answer.source * features.source +
    answer.otherCountry * features.otherCountry +
    answer.named * named +
    answer.unknown * asked.unknownShare +
    // A long question shares less of itself with any one sentence.
    answer.length * Math.min(1, asked.terms.length / longQuestion);
  return 1 / (1 + Math.exp(-logit));
}
