import type { Candidate } from "./candidates.ts";
import { measurer, type Features, type Measured } from "./features.ts";
import type { Asked, Knowledge } from "./understanding.ts";
import type { Weights } from "./weights.ts";

export interface Ranked extends Measured {
  candidate: Candidate;
  score: number;
}

/** Ranks candidates for one thing asked: meaning, words, entities, answer type, grade. */
export function rank(asked: Asked, candidates: Candidate[], knowledge: Knowledge, weights: Weights): Ranked[] {
  const measure = measurer(asked, knowledge);
  return candidates
    .map((candidate): Ranked => {
      const measured = measure(candidate);
      return { candidate, score: scoreOf(measured.features, weights.rank), ...measured };
    })
    .sort((a, b) => b.score - a.score || a.candidate.line.id.localeCompare(b.candidate.line.id));
}

/** The score of what was measured of a sentence. */
export function scoreOf(features: Features, weights: Features): number {
  let score = 0;
  for (const [name, weight] of Object.entries(weights)) score += weight * features[name as keyof Features];
  return score;
}
