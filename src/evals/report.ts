import { EvalCase } from "../domain/eval.ts";
import { bootstrap, type Interval } from "./bootstrap.ts";
import { metricNames, type MetricName, type Score } from "./scorers.ts";

/** One case as it went; question and answer only where they may be seen. */
export interface ItemReport {
  id: string;
  type: EvalCase["type"];
  outcome: Score["outcome"];
  missing?: string[];
  forbidden?: string[];
  error?: { kind: string; message: string; next: string };
  question?: string;
  turns?: string[];
  answer?: unknown;
}

export type Metrics = Record<MetricName, Interval | null>;

export interface SplitReport {
  suite: string;
  title: string;
  split: string;
  /** Cases run, and whether they are all of the split. */
  cases: number;
  complete: boolean;
  outcomes: Record<Score["outcome"], number>;
  totals: Metrics;
  types: Record<string, { cases: number; passed: number; metrics: Metrics }>;
  items: ItemReport[];
}

export interface EvalReport {
  model: string;
  version: string;
  at: string;
  seed: number;
  splits: SplitReport[];
}

const labels: Record<MetricName, string> = {
  pass: "passed",
  vitalRecall: "vital statements found",
  citationPresent: "sentences with evidence",
  citationValid: "answers citing an expected source",
  quoteFidelity: "quotes exactly as stored",
  forbidden: "answers with a forbidden string",
  abstentionPrecision: "abstentions that were right",
  abstentionRecall: "unanswerable ones left unanswered or put right",
  overAbstention: "answerable ones refused",
  words: "words an answer",
  seconds: "seconds an answer",
};

/** Each metric over some scores, with its interval. */
export function metricsOf(scores: Score[], seed: number): Metrics {
  return Object.fromEntries(
    metricNames.map((name) => [
      name,
      bootstrap(
        scores.map((entry) => entry.shares[name]),
        seed,
      ),
    ]),
  ) as Metrics;
}

/** How often each outcome came. */
export function outcomesOf(scores: Score[]): SplitReport["outcomes"] {
  const counts = { passed: 0, wrong: 0, refused: 0, unaware: 0, forbidden: 0, failed: 0 };
  for (const { outcome } of scores) counts[outcome] += 1;
  return counts;
}

/** Metrics by type of case, in the order of the types. */
export function typesOf(entries: { type: EvalCase["type"]; score: Score }[], seed: number): SplitReport["types"] {
  return Object.fromEntries(
    EvalCase.shape.type.options.flatMap((type) => {
      const scores = entries.filter((entry) => entry.type === type).map((entry) => entry.score);
      if (scores.length === 0) return [];
      const passed = scores.filter((entry) => entry.outcome === "passed").length;
      return [[type, { cases: scores.length, passed, metrics: metricsOf(scores, seed) }]];
    }),
  );
}

/** The report for a terminal: a table by type, the totals with intervals, and the cases that did not pass. */
export function showReport(report: EvalReport, bold: (text: string) => string): string {
  return report.splits.map((split) => showSplit(split, report, bold)).join("\n\n");
}

function showSplit(split: SplitReport, report: EvalReport, bold: (text: string) => string): string {
  const rows = Object.entries(split.types).map(([type, { cases, passed, metrics }]) => [
    type,
    String(cases),
    String(passed),
    percent(metrics.pass),
    percent(metrics.vitalRecall),
    percent(metrics.citationValid),
  ]);
  const all = ["all", String(split.cases), String(split.outcomes.passed)];
  const sums = [percent(split.totals.pass), percent(split.totals.vitalRecall), percent(split.totals.citationValid)];
  const misses = split.items.filter((item) => item.outcome !== "passed" && item.question !== undefined);
  return [
    bold(
      `${split.suite} · ${split.split} · model ${report.model}${split.complete ? "" : " · a part of the cases only"}`,
    ),
    "",
    ...table([["type", "cases", "passed", "pass %", "vital found %", "source cited %"], ...rows, [...all, ...sums]]),
    "",
    ...table(metricNames.map((name) => [labels[name], figure(name, split.totals[name])])),
    "",
    Object.entries(split.outcomes)
      .map(([outcome, count]) => `${outcome} ${count}`)
      .join(", "),
    ...(misses.length > 0 ? ["", bold("Not passed"), ...misses.map(missLine)] : []),
  ].join("\n");
}

function missLine({ id, outcome, missing = [], forbidden = [], error }: ItemReport): string {
  const reasons = [
    ...(missing.length > 0 ? [`missing: ${missing.join("; ")}`] : []),
    ...(forbidden.length > 0 ? [`said: ${forbidden.join("; ")}`] : []),
    ...(error ? [error.message] : []),
  ];
  return `  ${id}: ${outcome}${reasons.length > 0 ? ` (${reasons.join(". ")})` : ""}`;
}

function percent(interval: Interval | null): string {
  if (!interval) return "–";
  const [value, low, high] = [interval.value, interval.low, interval.high].map((part) => Math.round(part * 100));
  return `${value} [${low}, ${high}]`;
}

function figure(name: MetricName, interval: Interval | null): string {
  if (!interval || (name !== "words" && name !== "seconds")) return percent(interval);
  return `${interval.value.toFixed(1)} [${interval.low.toFixed(1)}, ${interval.high.toFixed(1)}]`;
}

function table(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_cell, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}
