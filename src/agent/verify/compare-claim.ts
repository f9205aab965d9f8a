import { z } from "zod";

import type { Verdict } from "../../domain/answer.ts";
import { findFigures, type Figure } from "../../domain/figures.ts";
import { fold } from "../../domain/text.ts";
import type { Gazetteer } from "../../kit/desk.ts";
import { isStopWord, tokens } from "../../library/words.ts";
import { NliThresholds } from "./nli/nli.ts";
import { mannerFaults, type MannerFault } from "./manner.ts";
import { numberFaults, type NumberFault } from "./numbers.ts";
import { swapFault, type SwapFault } from "./roles.ts";
import { alignedClauses, nearestSentence } from "./clauses.ts";
import { contraryWord, type Opposites } from "./opposites.ts";
import { strangeSubject } from "./strange-subject.ts";
import { PairSettings } from "./pairs/pair-settings.ts";

/** What a claim says otherwise than its evidence. */
export type Mismatch =
  | NumberFault
  | MannerFault
  | SwapFault
  | { kind: "wrong-country" | "wrong-name"; claim: string; evidence: string }
  | { kind: "country-not-there" | "name-not-there" | "cause-not-there"; claim: string };

export type MismatchKind = Mismatch["kind"];

/** Evidence as a claim is held against it: its text, and names, numbers and dates that stand beside it. */
export interface Against {
  text: string;
  /** Names of countries, parties and sources that belong to the evidence. */
  names: string;
  countries: string[];
  figures: Pick<Figure, "value" | "unit">[];
  dates: string[];
}

export interface Comparison {
  verdict: Verdict;
  /** How well the evidence bears the claim out, 0 to 1. */
  score: number;
  /** Share of the claim's content words that the evidence has. */
  overlap: number;
  /** How many quantities the claim states. */
  figures: number;
  mismatches: Mismatch[];
}

/** Thresholds on overlap, calibrated on labelled pairs (`evals/cases/claims-development.jsonl`, `npm run calibrate`). */
export const Thresholds = z.strictObject({
  /** From here on evidence speaks of what the claim says. */
  related: z.number().min(0).max(1),
  /** From here on the words bear it out, if nothing else is wrong. */
  supports: z.number().min(0).max(1),
  /** How sure a natural-language-inference model must be, where one is given. */
  nli: NliThresholds,
  /** For a claim that comes with its evidence. */
  pairs: PairSettings,
});
export type Thresholds = z.infer<typeof Thresholds>;

/** Faults that make a claim wrong; of the others some make it partly right, the rest leave it open. */
const contradicting = new Set<MismatchKind>([
  "wrong-number",
  "wrong-scale",
  "wrong-unit",
  "wrong-date",
  "bound-violated",
  "wrong-country",
  "wrong-name",
  "contrary",
  "swapped",
]);
const weakening = new Set<MismatchKind>([
  "bound-dropped",
  "bound-added",
  "planned-told-as-done",
  "announced-told-as-spent",
  "projected-told-as-fact",
  "exaggerated",
]);

/** What a mismatch does to a claim: `wrong` makes it wrong, `weak` partly right, `open` leaves it open. */
export function gravityOf(kind: MismatchKind): "wrong" | "weak" | "open" {
  if (contradicting.has(kind)) return "wrong";
  return weakening.has(kind) ? "weak" : "open";
}

/**
 * Holds one claim against one piece of evidence: numbers with unit, scale, bound and date, countries and names, polarity and
 * manner, and at last the words. Word overlap alone is near chance on adversarial pairs (PAWS, Zhang et al. 2019), so it
 * decides only whether the two speak of the same thing.
 */
export function compareClaim(
  claim: string,
  against: Against,
  {
    gazetteer,
    opposites,
    thresholds,
    isWord,
  }: {
    gazetteer: Gazetteer;
    opposites: Opposites;
    thresholds: Pick<Thresholds, "related" | "supports">;
    /** Does the corpus use a word of this stem? Without it no opening word is taken for a name. */
    isWord?: (stem: string) => boolean;
  },
): Comparison {
  const overlap = overlapOf(claim, `${against.text}\n${against.names}`);
  const nearest = nearestSentence(claim, against.text);
  const opposite = contraryClause(claim, against.text, opposites);
  const swapped = swapFault(claim, nearest);
  const subject = isWord && strangeSubject(claim, `${against.text}\n${against.names}`, gazetteer, isWord);
  const mismatches: Mismatch[] = [
    ...(subject ? [{ kind: "name-not-there" as const, claim: subject }] : []),
    ...numberFaults(claim, against.text, against),
    ...countryFaults(claim, against, gazetteer),
    ...nameFaults(claim, against, nearest, gazetteer),
    ...mannerFaults(claim, nearest),
    ...(opposite ? [{ kind: "contrary" as const, claim: opposite[0], evidence: opposite[1] }] : []),
    ...(swapped ? [swapped] : []),
  ];
  const order = ["wrong", "weak", "open"];
  mismatches.sort((a, b) => order.indexOf(gravityOf(a.kind)) - order.indexOf(gravityOf(b.kind)));
  const wrong = mismatches.filter(({ kind }) => gravityOf(kind) === "wrong");
  const weak = mismatches.filter(({ kind }) => gravityOf(kind) === "weak");
  const open = mismatches.length - wrong.length - weak.length;
  const score = Math.max(0, overlap - 0.5 * wrong.length - 0.2 * weak.length - 0.25 * open);
  const verdict = ((): Verdict => {
    if (overlap < thresholds.related) return "not-found";
    if (wrong.length > 0) return wrong.length > 2 && overlap < thresholds.supports ? "not-found" : "contradicted";
    if (open > 0) return overlap >= thresholds.supports ? "partly" : "not-found";
    if (weak.length > 0) return "partly";
    return overlap >= thresholds.supports ? "supported" : "not-found";
  })();
  const figures = findFigures(claim).filter((figure) => figure.kind === "quantity").length;
  return { verdict, score, overlap, figures, mismatches };
}

// A word counts as the contrary only in the clause that speaks of the same.
function contraryClause(claim: string, evidence: string, opposites: Opposites): [string, string] | undefined {
  for (const pair of alignedClauses(claim, evidence)) {
    const found = pair.share >= 0.5 ? contraryWord(pair.claim, pair.evidence, opposites) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** Share of the claim's content words, numbers apart, that the evidence has. */
export function overlapOf(claim: string, evidence: string): number {
  const figures = findFigures(claim);
  const own = tokens(claim).filter(
    (token) =>
      !isStopWord(token.word) && !figures.some((figure) => token.start >= figure.start && token.start < figure.end),
  );
  if (own.length === 0) return 1;
  const known = new Set(tokens(evidence).map((token) => token.stem));
  return own.filter((token) => known.has(token.stem)).length / own.length;
}

function countryFaults(claim: string, { text, names, countries }: Against, gazetteer: Gazetteer): Mismatch[] {
  const inText = gazetteer.mentions(`${text}\n${names}`).map((mention) => mention.country.country);
  const known = new Set([...inText, ...countries]);
  // A capital may stand for a government or a bloc, and "the American firm" for a name said before.
  const said = gazetteer
    .mentions(claim)
    .filter(({ country, text: written }) => !isIn([...country.capitals, ...country.cities], written))
    .filter(
      ({ country, text: written, end }) => !isIn(country.adjectives, written) || !qualified.test(claim.slice(end)),
    );
  const own = new Set(said.map((mention) => mention.country.country));
  const strange = said.filter(
    (mention) => !known.has(mention.country.country) && !member(mention.country, known, gazetteer),
  );
  const [first] = strange;
  if (!first) return [];
  const rival = gazetteer.mentions(text).find((mention) => !own.has(mention.country.country));
  if (rival) return [{ kind: "wrong-country", claim: first.country.name, evidence: rival.country.name }];
  return [{ kind: "country-not-there", claim: first.country.name }];
}

const qualified =
  /^\s+(?:\w+\s+)?(?:firm|company|group|giant|maker|supplier|provider|vendor|developer|lab|hyperscaler|start-?up)s?\b/iu;

function isIn(names: string[], written: string): boolean {
  return names.some((one) => fold(one) === fold(written));
}

// A bloc may stand for its member, and a member's name for its adjective: only the first matters here.
function member(country: { country: string; members: string[] }, known: Set<string>, gazetteer: Gazetteer): boolean {
  return [...known].some(
    (code) => country.members.includes(code) && (gazetteer.get(code)?.memberships.includes(country.country) ?? false),
  );
}

const name = /(?<=[\p{L}\d,;:)”"'’] (?:["“'(]*))\p{Lu}[\p{L}\d.&-]*(?: \p{Lu}[\p{L}\d.&-]*)*/gu;

function namesIn(text: string): string[] {
  const dates = findFigures(text).filter((figure) => figure.kind === "date");
  return [...text.matchAll(name)]
    .filter((match) => !dates.some((date) => match.index < date.end && match.index + match[0].length > date.start))
    .map((match) => match[0].replace(/['’]s$/, "").replace(/[.,-]+$/, ""))
    .filter((found) => found.length > 1);
}

function nameFaults(claim: string, { text, names }: Against, nearest: string, gazetteer: Gazetteer): Mismatch[] {
  const evidence = `${text}\n${names}`;
  const folded = fold(evidence);
  const known = new Set(tokens(evidence).map((token) => token.stem));
  const places = gazetteer.mentions(claim).map((mention) => mention.text);
  const isThere = (found: string): boolean =>
    folded.includes(fold(found)) ||
    places.some((place) => place.includes(found) || found.includes(place)) ||
    tokens(found).every((token) => known.has(token.stem) || isStopWord(token.word));
  const strange = namesIn(claim).find((found) => !isThere(found));
  if (strange === undefined) return [];
  // Where all else is the same, a name of the evidence that the claim lacks stands where this one does.
  const said = fold(claim);
  const rival = namesIn(nearest).find((found) => !said.includes(fold(found)));
  const others = claim.replace(strange, "");
  const replaced = rival !== undefined && overlapOf(others, nearest) >= 0.75;
  return [
    replaced ? { kind: "wrong-name", claim: strange, evidence: rival } : { kind: "name-not-there", claim: strange },
  ];
}
