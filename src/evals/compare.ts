import { AttacheError } from "../kit/error.ts";
import type { AnyMetricName } from "./metrics.ts";
import { comparePairs, type Difference, type Pair } from "./paired-tests.ts";
import type { ResultItem, Results, ResultSplit } from "./results-file.ts";

const seed = 20_261_120;
const compared = { answers: ["pass", "vitalRecall"], retrieval: ["ndcg10", "recall10"] } as const;

export interface SplitComparison {
  suite: string;
  split: string;
  /** Cases that both have. */
  cases: number;
  metrics: Partial<Record<AnyMetricName, Difference>>;
  /** Ids of cases that only B passes, and that only A passes. */
  gained: string[];
  lost: string[];
}

export interface Comparison {
  a: Omit<Results, "splits">;
  b: Omit<Results, "splits">;
  seed: number;
  splits: SplitComparison[];
  /** Why the two may not be alike enough to compare. */
  warnings: string[];
}

/** Sets two results side by side, case by case. Throws `usage` when they have no case in common. */
export function compareResults(a: Results, b: Results): Comparison {
  const warnings = a.corpus === b.corpus ? [] : ["A and B were made on different corpora."];
  const splits = a.splits.flatMap((one) => {
    const other = b.splits.find(
      ({ suite, split, kind }) => suite === one.suite && split === one.split && kind === one.kind,
    );
    if (one.kind === "exposure" || other?.kind === "exposure") return [];
    const name = `${one.suite} ${one.split}`;
    if (!other) {
      warnings.push(`${name} is in A only.`);
      return [];
    }
    warnings.push(...caseWarnings(name, one, other));
    return compareSplit(one, other);
  });
  for (const { kind, suite, split } of b.splits)
    if (kind !== "exposure" && !a.splits.some((one) => one.suite === suite && one.split === split))
      warnings.push(`${suite} ${split} is in B only.`);
  if (splits.length === 0)
    throw new AttacheError("usage", "The two results have no case in common.", {
      next: "Compare two runs of the same suites.",
    });
  return { a: aboutOf(a), b: aboutOf(b), seed, splits, warnings };
}

function caseWarnings(name: string, a: ResultSplit, b: ResultSplit): string[] {
  const count = (one: ResultSplit, other: ResultSplit): number =>
    one.items.filter((item) => !other.items.some(({ id }) => id === item.id)).length;
  const changed = pairsOf(a, b).filter(([one, other]) => one.hash !== other.hash);
  return [
    ...(count(a, b) > 0 ? [`${name}: ${count(a, b)} cases are in A only, and are left out.`] : []),
    ...(count(b, a) > 0 ? [`${name}: ${count(b, a)} cases are in B only, and are left out.`] : []),
    ...(changed.length > 0
      ? [
          `${name}: ${changed.length} cases differ in question or expectation: ${changed.map(([{ id }]) => id).join(", ")}.`,
        ]
      : []),
  ];
}

function compareSplit(a: ResultSplit, b: ResultSplit): SplitComparison[] {
  const pairs = pairsOf(a, b);
  if (pairs.length === 0) return [];
  const metrics: SplitComparison["metrics"] = {};
  for (const metric of compared[a.kind]) {
    const difference = comparePairs(
      pairs.flatMap(([one, other]) => pairOf(one, other, metric)),
      seed,
    );
    if (difference) metrics[metric] = difference;
  }
  const flipped = (to: "passed" | "other"): string[] =>
    pairs
      .filter(([one, other]) => (one.outcome === "passed") !== (other.outcome === "passed"))
      .filter(([, other]) => (other.outcome === "passed") === (to === "passed"))
      .map(([{ id }]) => id);
  const { suite, split } = a;
  return [{ suite, split, cases: pairs.length, metrics, gained: flipped("passed"), lost: flipped("other") }];
}

function pairsOf(a: ResultSplit, b: ResultSplit): [ResultItem, ResultItem][] {
  const byId = new Map(b.items.map((item) => [item.id, item]));
  return a.items.flatMap((one) => {
    const other = byId.get(one.id);
    return other ? [[one, other]] : [];
  });
}

// A case weighs by what it asks for, however often it was asked: repeats add to the sum, not to the weight.
function pairOf(one: ResultItem, other: ResultItem, metric: AnyMetricName): Pair[] {
  const [a, b] = [one.shares[metric], other.shares[metric]];
  if (!a || !b || a.of === 0 || b.of === 0) return [];
  return [{ a: a.right / a.of, b: b.right / b.of, weight: a.of / (one.runs?.length || 1) }];
}

function aboutOf({ splits: _splits, ...about }: Results): Omit<Results, "splits"> {
  return about;
}
