import { nearestSentence } from "./clauses.ts";
import { compareClaim, gravityOf, type Comparison, type Mismatch } from "./compare-claim.ts";
import type { PairThresholds } from "./pair-thresholds.ts";
import { exchangedWords } from "./word-order.ts";

type Rules = Parameters<typeof compareClaim>[2];

/** Nearly all the claim's words have to be there before their order means anything. */
const sameWords = 0.8;
const cause =
  /\b(?:because|due to|owing to|thanks to|caus(?:e[sd]?|ing)|leads? to|led to|as a result|results? (?:in|from)|therefore|so that)\b/iu;

/**
 * Holds a claim against the evidence given with it and nothing else. What `compareClaim` finds wrong stays wrong; beyond it, a
 * claim with a number, name or cause that the evidence lacks is not found in it, and one that exchanges two words is contradicted. A draft is checked more mildly, since there the corpus may say the rest elsewhere.
 */
export function judgePair(
  claim: string,
  evidence: string,
  rules: Omit<Rules, "thresholds">,
  pairs: PairThresholds,
): Comparison {
  const against = { text: evidence, names: "", countries: [], figures: [], dates: [] };
  const compared = compareClaim(claim, against, { ...rules, thresholds: pairs });
  const { verdict, overlap, mismatches } = compared;
  if (verdict === "contradicted" || verdict === "not-found") return compared;
  const unsaid = causeFault(claim, evidence);
  if (unsaid || mismatches.some(({ kind }) => gravityOf(kind) === "open"))
    return { ...compared, verdict: "not-found", mismatches: [...mismatches, ...(unsaid ? [unsaid] : [])] };
  const exchanged = overlap >= sameWords ? exchangedWords(claim, nearestSentence(claim, evidence)) : undefined;
  if (!exchanged) return compared;
  const [first, second] = exchanged;
  const swapped: Mismatch = { kind: "swapped", claim: `${first} … ${second}`, evidence: `${second} … ${first}` };
  return {
    ...compared,
    verdict: "contradicted",
    score: Math.max(0, compared.score - 0.5),
    mismatches: [swapped, ...mismatches],
  };
}

function causeFault(claim: string, evidence: string): Mismatch | undefined {
  const [said] = cause.exec(claim) ?? [];
  return said !== undefined && !cause.test(evidence) ? { kind: "cause-not-there", claim: said } : undefined;
}
