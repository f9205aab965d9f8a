import type { EvalCase } from "../domain/eval.ts";
import type { GivenAnswer } from "./answerer.ts";
import type { Interval } from "./bootstrap.ts";
import type { MetricName, Metrics, RetrievalMetricName } from "./metrics.ts";
import type { Judgement } from "./nugget-judge.ts";
import type { Score } from "./scorers.ts";
import type { Share } from "./share.ts";

/** One run of one case. What may not be seen of a held-out case is left out. */
export interface RunReport {
  outcome: Score["outcome"];
  shares: Score["shares"];
  missing?: string[];
  forbidden?: string[];
  error?: { kind: string; message: string; next: string };
  answer?: GivenAnswer | null;
  /** What the judge said, where one was asked. */
  judged?: { by: string; nuggets: JudgedNugget[] };
}

/** A vital statement as a judge saw it: `found` by the scorer, `judgement` null where the judge's reply was of no use. */
export interface JudgedNugget {
  text?: string;
  found: boolean;
  judgement: Judgement | null;
}

/** What a judge model said of vital statements in the answers that were given, and how far it agrees with the scorer. */
export interface JudgeReport {
  model: string;
  judged: number;
  failed: number;
  /** Judgements of the statements that the scorer found, and of those it did not. */
  found: Record<Judgement, number>;
  missing: Record<Judgement, number>;
  /** Of those judged, the share that is supported, and that at least in part. */
  support: Interval | null;
  supportOrPartial: Interval | null;
  /** With the scorer, where only support counts as found. */
  agreement: { raw: number | null; kappa: number | null };
}

/** A case as a report names it: `hash` says whether two reports mean the same case. */
interface CaseReport {
  id: string;
  type: EvalCase["type"];
  hash: string;
  question?: string;
  turns?: string[];
}

/** A case with its runs: `outcome` is that of the first run that did not pass. */
export interface AnswerItem extends CaseReport {
  outcome: Score["outcome"];
  shares: Score["shares"];
  runs: RunReport[];
}

/** A case put to the search: `outcome` passed when something relevant stands among the first ten. */
export interface RetrievalItem extends CaseReport {
  outcome: "passed" | "wrong";
  shares: Record<RetrievalMetricName, Share>;
  wanted?: string[];
  found?: string[];
}

/** A published index or rating beside ours. `shown` is neither right nor wrong. */
export interface ReferenceItem {
  id: string;
  title: string;
  outcome: "passed" | "wrong" | "skipped" | "shown";
  lines: string[];
}

interface SplitAbout {
  suite: string;
  title: string;
  split: string;
  /** Cases run, and whether they are all of the split. */
  cases: number;
  complete: boolean;
}

export interface AnswersReport extends SplitAbout {
  kind: "answers";
  repeats: number;
  /** Runs by outcome. */
  outcomes: Record<Score["outcome"], number>;
  totals: Metrics<MetricName>;
  /** Seconds an answer takes: half of them take less than `p50`. */
  latency: { p50: number | null; p95: number | null };
  /** Share passed in each repeat, with their mean and standard deviation; null for one repeat. */
  spread: { passed: number[]; mean: number; deviation: number } | null;
  /** Only where a judge was asked. It gates nothing. */
  judge?: JudgeReport;
  types: Record<string, { cases: number; passed: number; metrics: Metrics<MetricName> }>;
  items: AnswerItem[];
}

export interface RetrievalReport extends SplitAbout {
  kind: "retrieval";
  /** What was searched: our own tool, or a tool of an MCP server. */
  target: string;
  totals: Metrics<RetrievalMetricName>;
  types: Record<string, { cases: number; passed: number; metrics: Metrics<RetrievalMetricName> }>;
  items: RetrievalItem[];
}

export interface ExposureReport extends SplitAbout {
  kind: "exposure";
  items: ReferenceItem[];
}

export type SplitReport = AnswersReport | RetrievalReport | ExposureReport;

/** What a run measured, and of what. */
export interface EvalReport {
  model: string;
  version: string;
  corpus: string;
  at: string;
  seed: number;
  splits: SplitReport[];
}

/** The report without answers, as it is printed: they stand in the files. */
export function withoutAnswers(report: EvalReport): EvalReport {
  const splits = report.splits.map((split) =>
    split.kind === "answers" ? { ...split, items: split.items.map(withoutAnswer) } : split,
  );
  return { ...report, splits };
}

function withoutAnswer(item: AnswerItem): AnswerItem {
  return { ...item, runs: item.runs.map(({ answer: _answer, ...run }) => run) };
}
