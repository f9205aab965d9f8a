import { readFileSync } from "node:fs";

import { z } from "zod";

import { Features } from "./features.ts";

const Choice = z.strictObject({
  /** So many sentences at most. */
  most: z.int().min(1),
  /** How far a further sentence may score below the best. */
  gap: z.number(),
  /** … where it has words of the question that the others lack. */
  newsGap: z.number(),
});

const Share = z.number().min(0).max(1);
/** A share needs its whole and its part spoken of. */
const Covered = z.strictObject({ share: Share, other: Share });

/** The model of `together.ts`, by the names of its terms. */
const TogetherWeights = z.strictObject({
  bias: z.number(),
  behind: z.number(),
  ahead: z.number(),
  nearer: z.number(),
  found: z.number(),
  best: z.number(),
  lead: z.number(),
  confidence: z.number(),
  other: z.number(),
  countries: z.number(),
});

/** The weights and thresholds of the built-in model, kept in `corpus/models/builtin.json`. */
export const Weights = z.strictObject({
  /** What each feature of a sentence adds to its score; `npm run fit` fits them. */
  rank: Features,
  /** The model of `answerable.ts`: does the best sentence answer? */
  answer: z.strictObject({
    bias: z.number(),
    similarity: z.number(),
    asked: z.number(),
    askedAlike: z.number(),
    unanswered: z.number(),
    unansweredAlike: z.number(),
    expanded: z.number(),
    near: z.number(),
    unshared: z.number(),
    exact: z.number(),
    exactly: z.number(),
    date: z.number(),
    source: z.number(),
    otherCountry: z.number(),
    /** Share of the question's names that the sentence has. */
    named: z.number(),
    length: z.number(),
    /** From this probability on, a stated share is not worked out anew. */
    stated: z.number(),
    /** Below this probability nothing is answered. */
    from: z.number(),
    /** … but what is asked of a document by name, and told in it. */
    inDocument: z.number(),
    /** … and of one part of a question, where another part has been. */
    beside: z.number(),
    /** … and where a sum, count, share or date is asked of a name that the sentence lacks. */
    nameless: z.number(),
    /** … where a name of the question is wholly unknown; and where the sentence has none of its names. */
    strange: z.number(),
    stranger: z.number(),
  }),
  /** Sentences that answer only together. */
  together: z.strictObject({
    terms: TogetherWeights,
    /** From this probability on they are told, and from this one nothing else is. */
    from: Share,
    sure: Share,
    /** So many sentences at most, where others are added. */
    most: z.int().min(1),
  }),
  calculate: z.strictObject({
    /** How far the sentence of a value may score below the best one, if it is to be put into a calculation. */
    gap: z.number(),
    /** … and where each of several things the question names gives one. */
    gapOfNamed: z.number(),
    /** Share of their words that two records of one named thing must have in common; and two of different things. */
    shared: Share,
    sharedApart: Share,
    /** … that two sentences of an answer must have in common, to be told alike; and two shares, to be of one whole. */
    alike: Share,
    ofOneWhole: Share,
    /** … and two that bear one name, to be of one thing at two times. */
    later: Share,
    /** How near the question one sentence must be, if its figures are to be put together: one of these is enough. */
    within: z.strictObject({
      coverage: Share,
      similarity: z.number(),
      /** … share of the question's words in a sentence that has all names of the question. */
      named: Share,
      /** … similarity of a sentence that counts the two things that the question divides, and nothing else. */
      counted: z.number(),
    }),
    /** Of things that a question lists: so many sentences are looked at for each. */
    items: z.strictObject({
      considered: z.int().min(1),
      /** Share of the own words of a thing that its sentence must say, the rarer ones counting more. */
      covered: Share,
      /** Two values this near in worth: nobody knows which is meant. */
      margin: z.number(),
    }),
    /** Share of the question's words that the operands must speak of: of one sentence, of several, and of two countries. */
    covered: z.strictObject({ one: Covered, several: Covered, countries: Covered }),
  }),
  /** How many sentences answer: of questions told in several (`broad`) and of those told in one (`narrow`). */
  choose: z.strictObject({
    list: Choice,
    reason: Choice,
    broad: Choice,
    narrow: Choice,
    /** How far a sentence with the kind of value that is asked for may score below the best without one. */
    typeGap: z.number(),
    /** How far a list of a document may score below the best sentence, where several things are asked for. */
    listGap: z.number(),
    /** So many sentences that say the same of one after another, and how far they may score below the best. */
    family: z.int().min(1),
    familyGap: z.number(),
  }),
});
export type Weights = z.infer<typeof Weights>;

export function readWeights(file: string): Weights {
  return Weights.parse(JSON.parse(readFileSync(file, "utf8")));
}
