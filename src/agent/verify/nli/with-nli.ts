import type { Verdict } from "../../../domain/answer.ts";
import type { CheckedSentence, Reading } from "../../../domain/verification.ts";
import type { Judged, Verifier } from "../../../kit/verifier.ts";
import { plainSentence } from "../draft-sentences.ts";
import { afterReading, isOpen, type NliModel, type NliScores, type NliThresholds } from "./nli.ts";

/** A verifier whose verdicts a model has read again, where the checks leave it a say. */
export interface ReadingVerifier extends Pick<Verifier, "check"> {
  judge(claim: string, evidence: string): Promise<Judged & { nli?: Reading }>;
  /** How many verdicts were read again, and how many changed from what to what. */
  tally: { read: number; changed: Record<string, number> };
}

/** Lets a model read each claim again that the checks support, or do not find without anything against it. */
export function withNli(verifier: Verifier, model: NliModel, thresholds: NliThresholds): ReadingVerifier {
  const tally: ReadingVerifier["tally"] = { read: 0, changed: {} };
  const read = async (verdict: Verdict, evidence: string, claim: string): Promise<Reading & { verdict: Verdict }> => {
    const scores = await model.score(evidence, claim);
    const after = afterReading(verdict, scores, thresholds);
    tally.read += 1;
    const change = `${verdict} → ${after}`;
    if (after !== verdict) tally.changed[change] = (tally.changed[change] ?? 0) + 1;
    return { model: model.name, ...scores, ...(after === verdict ? {} : { was: verdict }), verdict: after };
  };
  return {
    tally,
    async *check(text, signal) {
      for await (const sentence of verifier.check(text, signal)) yield await again(sentence, verifier, read);
    },
    async judge(claim, evidence) {
      const judged = await verifier.judge(claim, evidence);
      if (!isOpen(judged.verdict, judged.mismatches)) return judged;
      const { verdict, ...nli } = await read(judged.verdict, evidence, claim);
      return { ...judged, verdict, score: scoreAfter(judged.score, verdict, nli), nli };
    },
  };
}

async function again(
  sentence: CheckedSentence,
  verifier: Verifier,
  read: (verdict: Verdict, evidence: string, claim: string) => Promise<Reading & { verdict: Verdict }>,
): Promise<CheckedSentence> {
  const { verdict, evidence, nearest } = sentence;
  if (verdict === "unchecked") return sentence;
  const claim = plainSentence(sentence.sentence);
  const quote = verdict === "not-found" ? nearest?.quote : evidence.map((one) => one.quote).join(" ");
  if (!quote) return sentence;
  // For what it does not find, the check keeps no mismatches: they are looked up anew.
  const mismatches = verdict === "not-found" ? (await verifier.judge(claim, quote)).mismatches : sentence.mismatches;
  if (!isOpen(verdict, mismatches)) return sentence;
  const { verdict: after, ...nli } = await read(verdict, quote, claim);
  if (after === verdict) return { ...sentence, nli };
  const held = nearest && after === "supported" ? { evidence: [nearest], nearest: null } : {};
  return { ...sentence, ...held, verdict: after, nli, reason: reasonFor(after, nli) };
}

function reasonFor(verdict: Verdict, { model, entailment, contradiction }: Reading): string {
  return verdict === "supported"
    ? `Few words in common, but ${model} reads it as following from the evidence (${entailment.toFixed(2)}).`
    : `The checks found nothing wrong, but ${model} reads a contradiction (${(contradiction ?? 0).toFixed(2)}).`;
}

function scoreAfter(score: number, verdict: Verdict, { was, entailment, contradiction }: Reading & NliScores): number {
  if (was === undefined) return score;
  return verdict === "supported" ? Math.max(score, entailment) : Math.min(score, 1 - (contradiction ?? 0));
}
