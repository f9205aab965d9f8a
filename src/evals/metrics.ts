import { bootstrap, type Interval } from "./bootstrap.ts";
import type { Share } from "./share.ts";

/** What is measured of answers. Where each comes from: `evals/README.md`, "Scorers". */
export const metricNames = [
  "pass",
  "vitalRecall",
  "citationPresent",
  "citationValid",
  "citationRecall",
  "citationPrecision",
  "sourceCited",
  "quoteFidelity",
  "numericAccuracy",
  "forbidden",
  "abstentionPrecision",
  "abstentionRecall",
  "overAbstention",
  "toolCalls",
  "tokens",
  "words",
  "seconds",
] as const;
export type MetricName = (typeof metricNames)[number];

/** What is measured of a search. */
export const retrievalMetricNames = ["ndcg10", "recall5", "recall10", "mrr"] as const;
export type RetrievalMetricName = (typeof retrievalMetricNames)[number];

export type AnyMetricName = MetricName | RetrievalMetricName;
export type Metrics<Name extends AnyMetricName> = Record<Name, Interval | null>;

/** Each metric in words. */
export const labels: Record<AnyMetricName, string> = {
  pass: "passed",
  vitalRecall: "vital statements found",
  citationPresent: "sentences with evidence",
  citationValid: "markers that lead to a source or a computed basis",
  citationRecall: "sentences that their evidence supports (ALCE recall)",
  citationPrecision: "citations that are needed (ALCE precision)",
  sourceCited: "answers citing an expected source",
  quoteFidelity: "quotes exactly as stored",
  numericAccuracy: "numbers that stand in their cited evidence",
  forbidden: "answers with a forbidden string",
  abstentionPrecision: "abstentions that were right",
  abstentionRecall: "unanswerable ones left unanswered or put right",
  overAbstention: "answerable ones refused",
  toolCalls: "tool calls a question",
  tokens: "tokens a question",
  words: "words an answer",
  seconds: "seconds an answer",
  ndcg10: "nDCG@10",
  recall5: "recall@5",
  recall10: "recall@10",
  mrr: "mean reciprocal rank",
};

/** Metrics that are amounts; all others are shares from 0 to 1. */
export const amounts: ReadonlySet<AnyMetricName> = new Set(["toolCalls", "tokens", "words", "seconds"]);

/** The less of these the better. */
export const lessIsBetter: ReadonlySet<AnyMetricName> = new Set([
  "forbidden",
  "overAbstention",
  "toolCalls",
  "tokens",
  "words",
  "seconds",
]);

/** Each metric over the shares of some cases, with its interval. */
export function metricsOf<Name extends AnyMetricName>(
  names: readonly Name[],
  cases: Record<Name, Share>[],
  seed: number,
): Metrics<Name> {
  return Object.fromEntries(
    names.map((name) => [
      name,
      bootstrap(
        cases.map((shares) => shares[name]),
        seed,
      ),
    ]),
  ) as Metrics<Name>;
}

/** The value below which a part of the values lies, between the two nearest of them; null where there is none. */
export function quantile(values: number[], part: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const place = part * (sorted.length - 1);
  const low = sorted[Math.floor(place)];
  const high = sorted[Math.ceil(place)];
  return low === undefined || high === undefined ? null : low + (high - low) * (place - Math.floor(place));
}
