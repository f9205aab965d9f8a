import type { RetrievalMetricName } from "./metrics.ts";
import { none, type Share } from "./share.ts";

/** One result of a search, as far as it is judged: its own id, its kind, and the document it is from. */
export interface Found {
  id: string;
  kind: string;
  source: string | null;
}

/** How deep a list is looked at. */
export const depth = 10;

/**
 * Which of the expected ids each result stands for, the best first: a fact for itself, a passage for its document. An
 * id found before counts no more, so five passages of one article are one find.
 */
export function gains(wanted: string[], found: Found[]): number[] {
  const left = new Set(wanted);
  return found.slice(0, depth).map(({ id, kind, source }) => {
    if (left.delete(id)) return 1;
    return kind !== "fact" && source !== null && left.delete(source) ? 1 : 0;
  });
}

/**
 * nDCG@10 with gains of 0 and 1 (Järvelin and Kekäläinen 2002), recall at 5 and 10, and the reciprocal rank of the first
 * find, 0 where none is among ten (TREC-8 question answering track).
 */
export function retrievalScores(wanted: string[], found: Found[]): Record<RetrievalMetricName, Share> {
  const expected = new Set(wanted).size;
  if (expected === 0) return { ndcg10: none, recall5: none, recall10: none, mrr: none };
  const gained = gains(wanted, found);
  const discounted = (values: number[]): number =>
    values.reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0);
  const ideal = discounted(Array.from({ length: Math.min(expected, depth) }, () => 1));
  const recall = (most: number): Share => share(sum(gained.slice(0, most)) / expected);
  const first = gained.indexOf(1);
  return {
    ndcg10: share(discounted(gained) / ideal),
    recall5: recall(5),
    recall10: recall(depth),
    mrr: share(first < 0 ? 0 : 1 / (first + 1)),
  };
}

function share(value: number): Share {
  return { right: value, of: 1 };
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
