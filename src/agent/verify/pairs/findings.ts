import { exchangedWords } from "../word-order.ts";
import { coverage } from "./align.ts";
import { contrariesIn } from "./contraries.ts";
import type { Contrary } from "./contrary.ts";
import type { Mismatch } from "../compare-claim.ts";
import { countMismatches } from "./counts.ts";
import { effectClash } from "./effects.ts";
import { exchangedRuns, exchangesIn, otherAgent, type Exchange } from "./exchanges.ts";
import type { Look, PairTools } from "./look.ts";
import { deniedIn, deniedOtherwise } from "./negation.ts";
import { orderFinding, type OrderFinding } from "./orders.ts";
import { toldAsDone } from "./planned.ts";
import { quantifierFinding, type QuantifierFinding } from "./quantifiers.ts";
import { rankClash } from "./ranks.ts";
import { rivalsIn, type Rival } from "./rivals.ts";

/** What the rules find between a claim and its evidence, beyond numbers and names. */
export interface Findings {
  contrary: Contrary | undefined;
  /** How far contraries of which one is denied, or exchanges that cancel, say the same in another way. */
  restated: number;
  negated: Contrary | undefined;
  effect: number;
  rival: Rival | undefined;
  rivalName: Rival | undefined;
  swapped: Exchange | undefined;
  agent: Exchange | undefined;
  /** What is wrong with numbers, names and manner, put right where a number follows from the whole. */
  mismatches: Mismatch[];
  quantifier: QuantifierFinding;
  order: OrderFinding;
  rank: boolean;
  told: boolean;
  /** What gives a cause in the claim. */
  cause: string | undefined;
}

/** So much of the claim has to be there before the order of its words means anything. */
const enough = 0.75;
/** Where one of the two is in the passive, order says nothing by itself. */
const by = /\bby\b/iu;
/** Contraries that agree so surely in what they compare have changed sides on purpose. */
const cancels = 0.3;

/** Runs every rule over a pair. */
export function findingsOf(look: Look, compared: Mismatch[], { lexicon, cues, meanings }: PairTools): Findings {
  const { claim, evidence, aligned, bySentence, focus } = look;
  const sentence = evidence.sentences[focus] ?? evidence.text;
  const nearest = bySentence[focus] ?? aligned;
  const denied = { own: deniedIn(claim, cues), theirs: deniedIn(evidence, cues) };
  const exchanges = exchangesIn(claim, evidence, aligned, { lexicon, meanings, cues }, denied);
  const opposed = contrariesIn(claim, evidence, bySentence, aligned, lexicon, denied);
  const turned = exchanges.restated.map(({ text }) => text);
  const [contrary] = opposed.found.filter(({ own }) => !turned.includes(own));
  const { agreements } = opposed;
  const rivals = rivalsIn(evidence, nearest, aligned, denied.own, { lexicon, meanings });
  const strongest = (isName: boolean): Rival | undefined =>
    rivals.filter((rival) => rival.isName === isName).sort((a, b) => b.strength - a.strength)[0];
  const voices = by.test(claim.text) !== by.test(sentence);
  const inOrder =
    !voices && coverage(aligned) > enough
      ? (exchangedRuns(claim, evidence, nearest, { lexicon, meanings, cues }) ?? exchanged(claim.text, sentence))
      : undefined;
  return {
    contrary,
    restated: Math.max(0, Math.max(Math.min(1, turned.length), agreements) - (contrary?.strength ?? 0)),
    negated: deniedOtherwise(bySentence, aligned, denied),
    effect: effectClash(claim.text, evidence.sentences, bySentence, aligned, cues),
    rival: strongest(false),
    rivalName: strongest(true),
    swapped: agreements >= cancels ? undefined : (exchanges.swapped[0] ?? (turned.length > 0 ? undefined : inOrder)),
    agent: otherAgent(claim, evidence, aligned, lexicon),
    mismatches: countMismatches(claim.text, evidence.text, compared, lexicon),
    quantifier: quantifierFinding(claim.text, evidence.text, cues),
    order: orderFinding(claim, evidence, aligned, cues),
    rank: rankClash(claim.text, sentence, cues, lexicon),
    cause: cues.cause(claim.text)[0]?.text,
    told: toldAsDone(claim, evidence, aligned, cues, lexicon),
  };
}

function exchanged(claim: string, sentence: string): Exchange | undefined {
  const [first, second] = exchangedWords(claim, sentence) ?? [];
  return first && second ? { own: `${first} … ${second}`, other: `${second} … ${first}` } : undefined;
}
