import type { MismatchKind } from "../compare-claim.ts";
import { coverage } from "./align.ts";
import type { Cues } from "./cues.ts";
import type { Features } from "./feature-names.ts";
import type { Findings } from "./findings.ts";
import type { Look, PairTools } from "./look.ts";
import { leastPhrase, phrasesOf } from "./phrases.ts";

/** A word likelier missing than there. */
const unlike = 0.3;
const namedAlike = 0.5;
/** More than so much missing is no more telling. */
const mostMissing = 4;

/**
 * A pair as numbers, most of them from 0 to 1. A fault counts by the square of how much of the claim is there: with little of it,
 * what looks like a contradiction speaks of something else.
 */
export function featuresOf(look: Look, found: Findings, { cues, meanings }: PairTools): Features {
  const { claim, evidence, aligned, bySentence, focus, nearest } = look;
  const sentence = evidence.sentences[focus] ?? evidence.text;
  const covered = coverage(aligned);
  const context = covered ** 2;
  const total = aligned.reduce((sum, { own }) => sum + own.weight, 0) || 1;
  const weightOf = (of: (one: (typeof aligned)[number]) => boolean): number =>
    aligned.filter(of).reduce((sum, { own }) => sum + own.weight, 0);
  const exact = weightOf(({ relation }) => relation === "same") / total;
  const has = (...kinds: MismatchKind[]): number => found.mismatches.filter(({ kind }) => kinds.includes(kind)).length;
  const numberOpen = Math.min(2, has("number-not-there", "date-not-there"));
  const numberWrong = has("wrong-number", "wrong-scale", "wrong-unit", "bound-violated");
  const cosines = [nearest.join(" "), ...nearest].flatMap((text) => meanings?.cosine(claim.text, text) ?? []);
  return {
    covered,
    coveredBySentence: coverage(bySentence[focus] ?? aligned),
    exact,
    hole: Math.max(0, ...aligned.map(({ own, likeness }) => own.weight * (1 - likeness))),
    missing: Math.min(
      mostMissing,
      weightOf(({ likeness }) => likeness < unlike),
    ),
    cosine: Math.max(0, ...cosines),
    phrase: meanings ? leastPhrase(phrasesOf([claim.text]), phrasesOf(nearest), meanings) : 0,
    nameMissing: Math.min(2, aligned.filter(({ own, likeness }) => own.isName && likeness < namedAlike).length),
    numberOpen,
    numberOpenHere: numberOpen * context,
    causeOpen: onlyIn("cause", claim.text, evidence.text, cues),
    comparisonOpen: claim.figures.length > 0 ? 0 : onlyIn("comparison", claim.text, sentence, cues),
    superlativeOpen: onlyIn("superlative", claim.text, sentence, cues),
    told: Number(found.told) * context,
    numberWrong: Math.min(1, numberWrong) * context,
    dateWrong: Math.min(1, has("wrong-date")) * context,
    nameWrong: Math.min(1, has("wrong-name", "wrong-country")) * context,
    contrary: found.contrary?.strength ?? 0,
    negated: found.negated?.strength ?? 0,
    effect: found.effect,
    rival: found.rival?.strength ?? 0,
    rivalName: found.rivalName?.strength ?? 0,
    swapped: found.swapped ? exact ** 2 : 0,
    agent: found.agent ? exact ** 2 : 0,
    orderWrong: found.order === "clash" ? context : 0,
    quantifierWrong: found.quantifier === "clash" ? context : 0,
    rankWrong: found.rank ? context : 0,
    numbersHold: Number(claim.figures.length > 0 && numberOpen + numberWrong + has("wrong-date") === 0),
    restated: found.restated,
    quantifierHolds: Number(found.quantifier === "holds"),
    orderHolds: Number(found.order === "holds"),
  };
}

function onlyIn(kind: "cause" | "comparison" | "superlative", claim: string, evidence: string, cues: Cues): number {
  return Number(cues[kind](claim).length > 0 && cues[kind](evidence).length === 0);
}
