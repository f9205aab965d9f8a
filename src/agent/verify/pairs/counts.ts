import { fold } from "../../../domain/text.ts";
import type { Figure } from "../../../domain/figures.ts";
import { findFigures, wordCounts } from "../../../domain/figures.ts";
import type { Mismatch } from "../compare-claim.ts";
import { dateBoundHolds } from "./date-bounds.ts";
import { isDerivable, violatesBound } from "./derivable.ts";
import type { Lexicon } from "./lexicon.ts";

const aboutNumbers = new Set(["wrong-number", "wrong-scale", "wrong-unit", "bound-violated", "number-not-there"]);
/** "Two" of what a text lists is seldom written in it. */
const leastCount = 3;

/**
 * What is wrong with the numbers of a claim that comes with its evidence. Beside what drafts are checked for, counts in words are held against
 * it ("three men"), and a number stands that follows from the evidence as a whole.
 */
export function countMismatches(claim: string, evidence: string, found: Mismatch[], lexicon: Lexicon): Mismatch[] {
  const figures = findFigures(claim);
  const kept = found.filter(({ kind, claim: written }) => {
    const own = figures.find(({ text }) => text === written);
    if (own?.kind === "date") return dateBoundHolds(claim, own, evidence) !== true;
    return !aboutNumbers.has(kind) || !own || !isDerivable(claim, own, evidence);
  });
  const theirs = [...findFigures(evidence), ...wordCounts(evidence)].filter(({ kind }) => kind !== "date");
  const counted = wordCounts(claim).flatMap((own): Mismatch[] => {
    if (theirs.some(({ value }) => value === own.value) || isDerivable(claim, own, evidence)) return [];
    const thing = thingBehind(claim, own);
    const rival = theirs.find((other) => sameThing(thing, thingBehind(evidence, other), lexicon));
    if (rival) return [{ kind: "wrong-number", claim: own.text, evidence: rival.text }];
    const isThere = thing.some((word) => fold(evidence).includes(word));
    return own.value < leastCount && isThere ? [] : [{ kind: "number-not-there", claim: own.text }];
  });
  const bounded = kept.map((one): Mismatch => {
    const own = figures.find(({ text }) => text === one.claim);
    const against = one.kind === "number-not-there" && own ? violatesBound(claim, own, evidence) : undefined;
    return against ? { kind: "bound-violated", claim: one.claim, evidence: against.text } : one;
  });
  return [...bounded, ...counted];
}

function thingBehind(text: string, { end }: Figure): string[] {
  return [...text.slice(end, end + 40).matchAll(/^[\s-]*(?:of\s+(?:the\s+)?)?([\p{L}]+)(?:\s+([\p{L}]+))?/gu)].flatMap(
    ([, first = "", second = ""]) => [fold(first), fold(second)].filter((word) => word.length > 2),
  );
}

function sameThing(one: string[], other: string[], lexicon: Lexicon): boolean {
  return one.some((word) => other.some((second) => ["same", "synonym"].includes(lexicon.relation(word, second) ?? "")));
}
