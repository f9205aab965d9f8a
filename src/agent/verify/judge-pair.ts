import type { Verdict } from "../../domain/answer.ts";
import { fold } from "../../domain/text.ts";
import type { Gazetteer } from "../../kit/desk.ts";
import { compareClaim, gravityOf, type Mismatch } from "./compare-claim.ts";
import type { Opposites } from "./opposites.ts";
import { likeliest, oddsOf } from "./pairs/decision.ts";
import type { Features } from "./pairs/feature-names.ts";
import { featuresOf } from "./pairs/features.ts";
import { findingsOf, type Findings } from "./pairs/findings.ts";
import { lookAt, type Look, type PairTools } from "./pairs/look.ts";
import type { PairSettings } from "./pairs/pair-settings.ts";

export interface PairRules {
  gazetteer: Gazetteer;
  opposites: Opposites;
  settings: PairSettings;
  tools: Pick<PairTools, "lexicon" | "cues" | "meanings">;
}

export interface JudgedPair {
  verdict: Verdict;
  /** Probability that the evidence bears the claim out. */
  score: number;
  mismatches: Mismatch[];
}

/** What makes a claim that is borne out else one that is so in part. */
const weak = new Set<Mismatch["kind"]>([
  "bound-dropped",
  "bound-added",
  "planned-told-as-done",
  "announced-told-as-spent",
  "projected-told-as-fact",
]);

/**
 * Holds a claim against the evidence given with it and nothing else: words are aligned by meaning, rules look for what cannot both
 * be so, and a small regression weighs what they find. A draft is checked by `compareClaim` alone, for there the corpus may say the rest
 * elsewhere.
 */
export async function judgePair(claim: string, evidence: string, rules: PairRules): Promise<JudgedPair> {
  const seen = await weighPair(claim, evidence, rules);
  const { meanings, words } = rules.settings;
  const odds = oddsOf(seen.features, rules.tools.meanings ? meanings : words);
  const likely = likeliest(odds);
  const { mismatches } = seen.found;
  const doubts = mismatches.filter(({ kind }) => weak.has(kind));
  if (likely !== "supported") return { verdict: likely, score: odds.supported, mismatches: saidOf(likely, seen) };
  return { verdict: doubts.length > 0 ? "partly" : "supported", score: odds.supported, mismatches: doubts };
}

/** A pair as it is seen before anything is decided. */
export interface SeenPair {
  look: Look;
  found: Findings;
  features: Features;
}

/** Looks at a pair, finds what the rules find, and puts it into numbers. */
export async function weighPair(
  claim: string,
  evidence: string,
  { gazetteer, opposites, settings, tools }: PairRules,
): Promise<SeenPair> {
  const against = { text: evidence, names: "", countries: [], figures: [], dates: [] };
  const { mismatches } = compareClaim(claim, against, {
    gazetteer,
    opposites,
    thresholds: { related: 0, supports: 0 },
  });
  const places: PairTools["places"] = (text) =>
    gazetteer.mentions(text).map(({ country, text: written, start, end }) => {
      const own = [country.name, ...country.adjectives];
      const isCountry = own.some((name) => fold(name) === fold(written));
      return { code: country.country, isCountry, start, end };
    });
  const all: PairTools = { ...tools, likenesses: settings.likenesses, places };
  const look = await lookAt(claim, evidence, all);
  const found = findingsOf(look, mismatches, all);
  return { look, found, features: featuresOf(look, found, all) };
}

/** From so strong a finding on it is told. */
const worthTelling = 0.3;

function saidOf(verdict: "contradicted" | "not-found", { look, found, features }: SeenPair): Mismatch[] {
  const { claim, evidence, focus } = look;
  const unsaid: Mismatch[] = features.causeOpen > 0 ? [{ kind: "cause-not-there", claim: found.cause ?? "" }] : [];
  if (verdict === "not-found") return [...unsaid, ...found.mismatches];
  const told = (
    one: { own: string; other: string; strength?: number } | undefined,
    kind: "contrary" | "swapped" | "wrong-name",
  ): Mismatch[] => (one && (one.strength ?? 1) >= worthTelling ? [{ kind, claim: one.own, evidence: one.other }] : []);
  const denied: Mismatch[] =
    (found.negated?.strength ?? 0) >= worthTelling ? [{ kind: "contrary", claim: "", evidence: "" }] : [];
  const wrong = [
    ...told(found.contrary, "contrary"),
    ...denied,
    ...told(found.swapped ?? found.agent, "swapped"),
    ...found.mismatches.filter(({ kind }) => gravityOf(kind) === "wrong" && kind !== "contrary"),
    ...told(found.rival, "contrary"),
    ...told(found.rivalName, "wrong-name"),
  ];
  if (wrong.length > 0) return wrong;
  return [{ kind: "contrary", claim: claim.text, evidence: evidence.sentences[focus] ?? evidence.text }];
}
