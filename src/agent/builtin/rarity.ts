import type { Knowledge } from "./understanding.ts";

/** Rarity of a stem in the corpus, 0 (everywhere) to 1 (unknown): inverse document frequency over its maximum. */
export function rarity(stem: string, knowledge: Pick<Knowledge, "vocabulary" | "unitCount">): number {
  const count = knowledge.vocabulary.get(stem) ?? 0;
  return Math.log((knowledge.unitCount + 1) / (count + 1)) / Math.log(knowledge.unitCount + 1);
}
