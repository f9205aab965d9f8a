import { exacting } from "./intent.ts";
import { saysDefinedTerm } from "./defined-term.ts";
import type { Asked } from "./understanding.ts";
import type { Ranked } from "./rank.ts";
import type { Weights } from "./weights.ts";

/** A question of this many content words or more counts as long. */
const longQuestion = 8;
/** From this share on, terms that nothing of a sentence has tell against it. */
const mostUnshared = 0.8;

/** What the judgement whether a sentence answers looks at, each as a number. */
export function answerTerms(asked: Asked, { candidate, features, fitsType, together, unanswered, unshared }: Ranked) {
  // Where the term that is to be defined stands, what asks otherwise of it tells nothing.
  const other = saysDefinedTerm(asked, candidate) ? { meaning: 0, words: 0 } : unanswered;
  const [intent = "what"] = asked.intents;
  const exact = intent === "count" || exacting.has(intent);
  return {
    similarity: features.similarity,
    // Cosine, above .5, to the nearest question that it answers, by itself or with others …
    asked: Math.max(features.asked, (together?.asked ?? 0) - 0.5),
    askedAlike: features.askedAlike,
    // … and to the nearest that is known to have no answer, and how much they are in the same words.
    unanswered: other.meaning,
    unansweredAlike: other.words,
    expanded: features.expanded,
    near: features.near,
    // A sentence that shares next to nothing of what is asked is about something else, however near it seems; of a document
    // that is asked for by name it has its source.
    unshared: features.source > 0 ? 0 : Math.max(0, (unshared - mostUnshared) / (1 - mostUnshared)),
    // A sum, number, share or date is asked for, and the sentence has one or has not.
    exact: Number(exact),
    exactly: exact ? (fitsType ? 1 : -1) : 0,
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
