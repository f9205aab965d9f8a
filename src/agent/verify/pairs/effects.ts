import { coverage, type Aligned } from "./align.ts";
import type { Cues } from "./cues.ts";

/**
 * Does one of the two say that nothing came of it, where the other says that something did ("no difference in", "reduced")? How much of
 * the claim the sentence with the contrary has.
 */
export function effectClash(
  claim: string,
  sentences: string[],
  bySentence: Aligned[][],
  all: Aligned[],
  cues: Cues,
): number {
  const none = cues.no_effect(claim).length > 0;
  if (!none && cues.effect(claim).length === 0) return 0;
  const against = sentences.map((sentence, index) => {
    const theirNone = cues.no_effect(sentence).length > 0;
    const clashes = none ? !theirNone && cues.effect(sentence).length > 0 : theirNone;
    return clashes ? (coverage(bySentence[index] ?? []) + coverage(all)) / 2 : 0;
  });
  return Math.max(0, ...against);
}
