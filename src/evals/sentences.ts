import type { Answer, Evidence } from "../domain/answer.ts";
import { withoutMarkers } from "./match.ts";

/** A sentence of an answer with the evidence that it cites. */
export interface CitedSentence {
  text: string;
  evidence: Evidence[];
  /** Ids it cites and that no evidence has. */
  unknown: number;
}

/**
 * The sentences of an answer as its reader sees them: its claims, and what stands in the text beside claims and gaps
 * as one more, which cites nothing. Gaps say what the corpus lacks, and have no evidence by their nature.
 */
export function sentencesOf({ text, claims, evidence, gaps }: Answer): CitedSentence[] {
  const byId = new Map(evidence.map((item) => [item.id, item]));
  const sentences = claims.map((claim) => ({
    text: claim.text,
    evidence: claim.evidence.flatMap((id) => byId.get(id) ?? []),
    unknown: claim.evidence.filter((id) => !byId.has(id)).length,
  }));
  const known = [...claims.map((claim) => claim.text), ...gaps].map(body).sort((a, b) => b.length - a.length);
  let rest = body(withoutMarkers(text));
  for (const part of known) if (part) rest = rest.replace(part, () => " ");
  return /[\p{L}\d]/u.test(rest) ? [...sentences, { text: rest.trim(), evidence: [], unknown: 0 }] : sentences;
}

// A marker stands before the full stop, so a claim is found in the text without its own.
function body(text: string): string {
  return text.replace(/\s+/g, " ").trim().replace(/[.]+$/, "");
}
