import type { Verdict } from "../domain/answer.ts";
import type { CheckedSentence, Mismatch } from "../domain/verification.ts";

/** Checks what others wrote, sentence by sentence, against the corpus; or a claim against evidence given with it. */
export interface Verifier {
  /** Each sentence of a text as soon as it is checked. Ends early when the signal is aborted. */
  check(text: string, signal?: AbortSignal): AsyncGenerator<CheckedSentence>;
  /** The text's sentences, without checking them. */
  count(text: string): number;
  judge(claim: string, evidence: string): Promise<Judged>;
}

/** A claim held against evidence that was given with it. */
export interface Judged {
  verdict: Verdict;
  /** How well the evidence bears the claim out, 0 to 1. */
  score: number;
  mismatches: Mismatch[];
  /** Said where the embedded model could not be loaded, and words alone were compared. */
  by?: "words";
}
