import { percent, shownSeconds, shownValue } from "./figures.ts";
import { judgeRows } from "./judge-report.ts";
import { labels, metricNames, retrievalMetricNames } from "./metrics.ts";
import { reasonsOf } from "./reasons.ts";
import type { AnswerItem, AnswersReport, EvalReport, ExposureReport, RetrievalReport, SplitReport } from "./report.ts";
import { alignedTable } from "./table.ts";

type Bold = (text: string) => string;

const mostMisses = 40;

/** The report for a terminal: for each split a table by type, the totals with intervals, and what did not pass. */
export function showReport(report: EvalReport, bold: Bold): string {
  return report.splits.map((split) => showSplit(split, report, bold).join("\n")).join("\n\n");
}

function showSplit(split: SplitReport, report: EvalReport, bold: Bold): string[] {
  const part = split.complete ? "" : " · a part of the cases only";
  const heading = (of: string): string => bold(`${split.suite} · ${split.split} · ${of}${part}`);
  switch (split.kind) {
    case "answers":
      return [heading(`model ${report.model}`), "", ...showAnswers(split, bold)];
    case "retrieval":
      return [heading(split.target), "", ...showRetrieval(split, bold)];
    case "exposure":
      return [heading("published results"), "", ...showReferences(split)];
    default:
      return split satisfies never;
  }
}

function showAnswers(split: AnswersReport, bold: Bold): string[] {
  const columns = ["pass", "vitalRecall", "sourceCited"] as const;
  const head = ["type", "cases", "passed", "pass %", "vital found %", "source cited %"];
  const { latency, spread, totals } = split;
  const misses = split.items.filter((item) => item.outcome !== "passed" && item.question !== undefined);
  return [
    ...alignedTable([
      head,
      ...Object.entries(split.types).map(([type, { cases, passed, metrics }]) => [
        type,
        String(cases),
        String(passed),
        ...columns.map((name) => shownValue(name, metrics[name])),
      ]),
      [
        "all",
        String(split.cases),
        String(split.items.filter((item) => item.outcome === "passed").length),
        ...columns.map((name) => shownValue(name, totals[name])),
      ],
    ]),
    "",
    ...alignedTable([
      ...metricNames.map((name) => [labels[name], shownValue(name, totals[name])]),
      ["seconds: half, and 95 %, take less than", `${shownSeconds(latency.p50)}, ${shownSeconds(latency.p95)}`],
      ...(spread ? [["passed in each repeat", spread.passed.map(percent).join(", ")]] : []),
      ...(spread
        ? [
            [
              "mean and standard deviation",
              `${(spread.mean * 100).toFixed(1)} ± ${(spread.deviation * 100).toFixed(1)}`,
            ],
          ]
        : []),
    ]),
    "",
    Object.entries(split.outcomes)
      .map(([outcome, count]) => `${outcome} ${count}`)
      .join(", "),
    ...(split.judge
      ? ["", bold(`Judge ${split.judge.model} (gates nothing)`), ...alignedTable(judgeRows(split.judge))]
      : []),
    ...(misses.length > 0 ? ["", bold("Not passed"), ...misses.map(missLine)] : []),
  ];
}

function missLine({ id, outcome, runs }: AnswerItem): string {
  return `  ${id}: ${[outcome, ...reasonsOf(runs)].join("; ")}`;
}

function showRetrieval(split: RetrievalReport, bold: Bold): string[] {
  const row = (name: string, cases: number, metrics: RetrievalReport["totals"]): string[] => [
    name,
    String(cases),
    ...retrievalMetricNames.map((metric) => shownValue(metric, metrics[metric])),
  ];
  const misses = split.items.filter((item) => item.outcome !== "passed" && item.question !== undefined);
  return [
    ...alignedTable([
      ["type", "cases", ...retrievalMetricNames.map((name) => `${labels[name]} %`)],
      ...Object.entries(split.types).map(([type, { cases, metrics }]) => row(type, cases, metrics)),
      row("all", split.cases, split.totals),
    ]),
    ...(misses.length > 0 ? ["", bold("Nothing expected among the first ten")] : []),
    ...misses.slice(0, mostMisses).map((item) => `  ${item.id}: ${(item.wanted ?? []).join(", ")}`),
  ];
}

function showReferences({ items }: ExposureReport): string[] {
  return items.flatMap(({ id, title, outcome, lines }) => [
    `${outcome === "shown" ? "" : `${outcome} · `}${id}: ${title}`,
    ...lines.map((line) => `  ${line}`),
  ]);
}
