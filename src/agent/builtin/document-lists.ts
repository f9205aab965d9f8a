import { carries } from "./choose.ts";
import type { Candidate } from "./candidates.ts";
import type { Asked } from "./understanding.ts";
import type { Ranked } from "./rank.ts";
import type { Weights } from "./weights.ts";

interface DocumentList {
  items: Ranked[];
  /** The best score among its items and the sentence that leads it in. */
  score: number;
}

const severalAsked =
  /\b(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|all|several)\b(?: (?:of )?(?:the|these|those|its|their|main|different))?(?: \p{L}+){0,2} ?\p{L}+s\b|\bwhich (?:two|three|four|five|six|seven)\b/iu;

/**
 * The whole list of a document that a question asks for, in its order: one of several things is no answer to what they are.
 * Undefined where nothing is listed, or what is listed is further from the question than other sentences.
 */
export function documentList(
  asked: Asked,
  ranked: Ranked[],
  leadIns: Ranked[],
  weights: Weights,
): Ranked[] | undefined {
  if (!asked.intents.includes("list") && !severalAsked.test(asked.text)) return undefined;
  const [best] = ranked;
  if (!best) return undefined;
  const [list] = listsOf(ranked, leadIns).sort((a, b) => b.score - a.score);
  if (!list || list.score < best.score - weights.choose.listGap) return undefined;
  const carried = [...list.items, ...leadIns].some((entry) => carries(asked, entry, weights));
  return carried ? list.items.slice(0, weights.choose.list.most) : undefined;
}

function listsOf(ranked: Ranked[], leadIns: Ranked[]): DocumentList[] {
  const byPassage = new Map<string, Ranked[]>();
  for (const entry of ranked) {
    const { passage, item } = entry.candidate.line;
    if (passage && item) byPassage.set(passage, [...(byPassage.get(passage) ?? []), entry]);
  }
  return [...byPassage.values()]
    .filter((items) => items.length > 1)
    .map((items) => {
      const inOrder = items.sort((a, b) => startOf(a.candidate) - startOf(b.candidate));
      const lead = leadOf(inOrder, [...leadIns, ...ranked]);
      const mean = items.reduce((sum, { score }) => sum + score, 0) / items.length;
      return { items: inOrder, score: Math.max(mean, lead?.score ?? 0) };
    });
}

// The nearest sentence that stands before the list, in the same document and under the same heading.
function leadOf([first]: Ranked[], sentences: Ranked[]): Ranked | undefined {
  if (!first) return undefined;
  const { sourceId, heading } = first.candidate.line;
  return sentences
    .filter(({ candidate: { line } }) => line.sourceId === sourceId && line.heading === heading)
    .filter(({ candidate: { line } }) => line.start != null && !line.item && line.start < startOf(first.candidate))
    .sort((a, b) => startOf(b.candidate) - startOf(a.candidate))[0];
}

function startOf({ line }: Candidate): number {
  return line.start ?? 0;
}
