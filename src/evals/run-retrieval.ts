import { EvalCase } from "../domain/eval.ts";
import { hashOf } from "./checkpoint.ts";
import { inOrder } from "./in-order.ts";
import { metricsOf, retrievalMetricNames } from "./metrics.ts";
import type { PlannedCases } from "./plan.ts";
import type { RetrievalItem, RetrievalReport } from "./report.ts";
import { retrievalScores, type Found } from "./retrieval-scores.ts";

/** Something that can be searched: gives the best results first. */
export interface SearchTarget {
  name: string;
  search(query: string): Promise<Found[]>;
}

export interface RetrievalSetting {
  target: SearchTarget;
  jobs: number;
  seed: number;
  hidden: boolean;
  signal: AbortSignal;
  step(done: number, total: number, passed: number): void;
}

/** Puts each question to the search, with the earlier turns before it, and scores what it finds. */
export async function runRetrieval(part: PlannedCases, setting: RetrievalSetting): Promise<RetrievalReport> {
  let [done, passed] = [0, 0];
  const items = await inOrder(
    part.cases,
    setting.jobs,
    async (testCase): Promise<RetrievalItem> => {
      setting.signal.throwIfAborted();
      const found = await setting.target.search([...testCase.turns, testCase.question].join(" "));
      return itemOf(testCase, found, setting.hidden);
    },
    (item) => {
      done += 1;
      passed += Number(item.outcome === "passed");
      setting.step(done, part.cases.length, passed);
    },
  );
  const metrics = (some: RetrievalItem[]): RetrievalReport["totals"] =>
    metricsOf(
      retrievalMetricNames,
      some.map((item) => item.shares),
      setting.seed,
    );
  const types = EvalCase.shape.type.options.flatMap((type) => {
    const own = items.filter((item) => item.type === type);
    const right = own.filter((item) => item.outcome === "passed").length;
    return own.length === 0 ? [] : [[type, { cases: own.length, passed: right, metrics: metrics(own) }] as const];
  });
  const { suite, title, split, complete } = part;
  return {
    kind: "retrieval",
    suite,
    title,
    split,
    cases: items.length,
    complete,
    target: setting.target.name,
    totals: metrics(items),
    types: Object.fromEntries(types),
    items,
  };
}

function itemOf(testCase: EvalCase, found: Found[], hidden: boolean): RetrievalItem {
  const { id, type, question, turns, sources } = testCase;
  const shares = retrievalScores(sources, found);
  const outcome = shares.mrr.right > 0 ? "passed" : "wrong";
  const about = { id, type, hash: hashOf(testCase), outcome, shares } as const;
  return hidden ? about : { ...about, question, turns, wanted: sources, found: found.map((result) => result.id) };
}
