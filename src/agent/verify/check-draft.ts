import type { Fact } from "../../domain/fact.ts";
import type { CheckedSentence, HeldAgainst, Mismatch } from "../../domain/verification.ts";
import type { Gazetteer, Library } from "../../kit/desk.ts";
import type { Verifier } from "../../kit/verifier.ts";
import { contentStems, tokens } from "../../library/words.ts";
import { attributionOf, namesSource, type Attribution } from "./attribution.ts";
import { compareClaim, overlapOf, type Against, type Comparison, type Thresholds } from "./compare-claim.ts";
import { againstFact, candidatesFor, heldFact, type Candidate } from "./draft-candidates.ts";
import { draftSentences, plainSentence, type DraftSentence } from "./draft-sentences.ts";
import { judgePair } from "./judge-pair.ts";
import type { Opposites } from "./opposites.ts";
import type { LoadedTools } from "./pairs/open-pair-tools.ts";
import { sayMismatch } from "./say-mismatch.ts";

export interface VerifierSetting {
  library: Library & { vocabulary(): Promise<Map<string, number>>; unitCount: number };
  gazetteer: Gazetteer;
  opposites: () => Opposites;
  thresholds: () => Thresholds;
  /** What pairs are judged with; opened for the first pair. */
  pairTools: () => Promise<LoadedTools>;
}

interface Judged extends Comparison {
  candidate: Candidate;
  /** How much of the claim's rare words it has: what decides which evidence is the nearest. */
  nearness: number;
}

/** Less of a claim's rare words than this, and the evidence speaks of something else. */
const leastNearness = 0.4;
const aboutNumbers = new Set<string>([
  "wrong-number",
  "wrong-scale",
  "wrong-unit",
  "bound-violated",
  "number-not-there",
]);

const mostOpen = 3;

/** Checks drafts against a corpus. Sentences are taken one by one, so that memory does not grow with the draft. */
export function createVerifier(setting: VerifierSetting): Verifier {
  const rules = () => ({
    gazetteer: setting.gazetteer,
    opposites: setting.opposites(),
    thresholds: setting.thresholds(),
  });
  return {
    count: (text) => draftSentences(text).length,
    async *check(text, signal) {
      const vocabulary = await setting.library.vocabulary();
      const rarity = (stem: string): number =>
        Math.log((setting.library.unitCount + 1) / ((vocabulary.get(stem) ?? 0) + 1));
      const isWord = (stem: string): boolean => vocabulary.has(stem);
      let before = "";
      for (const sentence of draftSentences(text)) {
        signal?.throwIfAborted();
        yield await checkSentence(sentence, before, setting, { ...rules(), isWord }, rarity);
        if (!sentence.unchecked) before = sentence.text;
      }
    },
    async judge(claim, evidence) {
      const { gazetteer } = setting;
      const tools = await setting.pairTools();
      const rules = { gazetteer, opposites: setting.opposites(), settings: setting.thresholds().pairs, tools };
      const { verdict, score, mismatches } = await judgePair(claim, evidence, rules);
      return {
        verdict,
        score,
        mismatches: mismatches.map(sayMismatch),
        ...(tools.meanings ? {} : { by: "words" as const }),
      };
    },
  };
}

type Rules = Parameters<typeof compareClaim>[2];

async function checkSentence(
  { text, start, end, unchecked }: DraftSentence,
  before: string,
  setting: VerifierSetting,
  rules: Rules,
  rarity: (stem: string) => number,
): Promise<CheckedSentence> {
  const base = { sentence: text, start, end, mismatches: [], evidence: [], nearest: null, conflicts: [] };
  if (unchecked) return { ...base, verdict: "unchecked", reason: `Not checked: ${unchecked}.` };
  const plain = plainSentence(text);
  const attribution = attributionOf(plain);
  const claim = attribution?.rest ?? plain;
  const candidates = await candidatesFor(claim, before, setting);
  const total = sum(stemsOf(claim), rarity) || 1;
  const judged = candidates
    .map((candidate): Judged => {
      const known = new Set(tokens(`${candidate.against.text}\n${candidate.against.names}`).map((token) => token.stem));
      const nearness =
        sum(
          stemsOf(claim).filter((stem) => known.has(stem)),
          rarity,
        ) / total;
      return { ...compareClaim(claim, candidate.against, rules), candidate, nearness };
    })
    .sort((a, b) => rankOf(b) - rankOf(a));
  const best = bestOf(judged) ?? joined(claim, judged, rules) ?? judged[0];
  if (!best || best.verdict === "not-found" || best.nearness + numbersBonus(best) < leastNearness)
    return {
      ...base,
      verdict: "not-found",
      reason: "The corpus does not say this.",
      nearest: judged[0]?.candidate.held ?? null,
    };
  return finished(best, attribution, base, setting, rules, claim);
}

// The evidence that speaks most of the claim's matter, with few things wrong.
function rankOf(judged: Judged): number {
  const { nearness, mismatches, verdict } = judged;
  return nearness - 0.08 * mismatches.length + (verdict === "supported" ? 0.25 : 0) + numbersBonus(judged);
}

// A number that is the same says more of what a sentence is about than the country it names.
function numbersBonus({ figures, mismatches }: Judged): number {
  return figures > 0 && !mismatches.some(({ kind }) => aboutNumbers.has(kind)) ? 0.2 : 0;
}

function bestOf(judged: Judged[]): Judged | undefined {
  const [first] = judged;
  return judged.find((one) => one.verdict === "supported" && one.nearness >= 0.7 * (first?.nearness ?? 0));
}

// What no single sentence of the corpus says two may say together.
function joined(claim: string, judged: Judged[], rules: Rules): Judged | undefined {
  const [first, ...others] = judged.slice(0, 1 + mostOpen);
  if (!first || first.verdict === "contradicted") return undefined;
  for (const other of others) {
    if (other.candidate.held.id === first.candidate.held.id) continue;
    const [a, b] = [first.candidate.against, other.candidate.against];
    // Each has to say a good part, and both together nearly all, in their own text.
    const parts = [a.text, b.text, `${a.text} ${b.text}`].map((text) => overlapOf(claim, text));
    if ((parts[0] ?? 0) < 0.4 || (parts[1] ?? 0) < 0.4 || (parts[2] ?? 0) < 0.8) continue;
    const against: Against = {
      text: `${a.text} ${b.text}`,
      names: `${a.names}\n${b.names}`,
      countries: [...a.countries, ...b.countries],
      figures: [...a.figures, ...b.figures],
      dates: [...a.dates, ...b.dates],
    };
    const both = compareClaim(claim, against, rules);
    if (both.verdict === "supported")
      return { ...both, candidate: { ...first.candidate, also: other.candidate.held } as Candidate, nearness: 1 };
  }
  return undefined;
}

function finished(
  best: Judged,
  attribution: Attribution | undefined,
  base: Omit<CheckedSentence, "verdict" | "reason">,
  { library }: VerifierSetting,
  rules: Rules,
  claim: string,
): CheckedSentence {
  const { candidate } = best;
  const mismatches = best.mismatches.map(sayMismatch);
  const { also } = candidate as Candidate & { also?: HeldAgainst };
  const evidence = [candidate.held, ...(also ? [also] : [])];
  let { verdict } = best;
  const newer = candidate.fact?.supersededBy.flatMap((id) => library.fact(id) ?? [])[0];
  if (newer && verdict === "supported") {
    const now = compareClaim(claim, againstFact(newer, library, rules.gazetteer), rules);
    if (now.verdict !== "supported") {
      verdict = "partly";
      evidence.push(heldFact(newer, library));
      mismatches.push({
        kind: "superseded",
        claim: candidate.fact?.asOf ?? "",
        evidence: newer.claim,
        says: `Right when it was written, but superseded since: ${newer.claim}`,
      });
    }
  }
  const source = attribution && sourceFault(attribution, evidence, library);
  if (source) {
    mismatches.push(source);
    verdict = source.kind === "unknown-source" ? "contradicted" : verdict === "supported" ? "partly" : verdict;
  }
  const conflicts = conflictsOf(candidate.fact, library);
  const reason = reasonFor(verdict, mismatches);
  return { ...base, verdict, reason, mismatches, evidence, conflicts };
}

function sourceFault({ name }: Attribution, evidence: HeldAgainst[], library: Library): Mismatch | undefined {
  if (evidence.some((one) => namesSource(name, one.source))) return undefined;
  const shown = evidence[0]?.source.publisher ?? "";
  // Whoever acts in the evidence may be quoted for it.
  if (evidence.some((one) => one.quote.includes(name))) return undefined;
  const known = library.sources().some(({ source }) => namesSource(name, source));
  return known
    ? {
        kind: "wrong-source",
        claim: name,
        evidence: shown,
        says: `It gives ${name} as its source; the corpus has this from ${shown}.`,
      }
    : {
        kind: "unknown-source",
        claim: name,
        evidence: shown,
        says: `No source of the corpus is called ${name}; the corpus has this from ${shown}.`,
      };
}

function conflictsOf(fact: Fact | undefined, library: Library): string[] {
  return (fact?.conflictsWith ?? []).flatMap((id) => library.fact(id)?.claim ?? []);
}

function reasonFor(verdict: CheckedSentence["verdict"], mismatches: Mismatch[]): string {
  if (mismatches.length > 0) return mismatches.map(({ says }) => says).join(" ");
  return verdict === "supported"
    ? "Numbers, names, polarity and words are in the evidence."
    : "The evidence bears out a part of it only.";
}

function stemsOf(text: string): string[] {
  return [...new Set(contentStems(text))];
}

function sum(stems: string[], rarity: (stem: string) => number): number {
  return stems.reduce((total, stem) => total + rarity(stem), 0);
}
