import { percent, shownSeconds } from "../figures.ts";
import { metricNames, retrievalMetricNames } from "../metrics.ts";
import type { AnswersReport, EvalReport, SplitReport } from "../report.ts";
import { answerItem, referenceItem, retrievalItem } from "./items.ts";
import { html, type Markup } from "./markup.ts";
import { filter, page } from "./page.ts";
import { judgeTable, totalsTable, typesTable } from "./tables.ts";

const shownByType = ["pass", "vitalRecall", "citationRecall", "sourceCited", "numericAccuracy"] as const;

/** The report as one HTML file that needs nothing beside it; every question, answer and quote is escaped. */
export function reportPage(report: EvalReport): string {
  const about = `Attaché ${report.version}, corpus ${report.corpus}, ${report.at}. Values are percent unless they are amounts; intervals by bootstrap over the cases, seed ${report.seed}.`;
  return page(
    `Evaluation of ${report.model}`,
    html`<h1>Evaluation of ${report.model}</h1>
      <p class="mute">${about}</p>
      ${filter} ${report.splits.map(section)}`,
  );
}

function section(split: SplitReport): Markup {
  const part = split.complete ? "" : ", a part of the cases only";
  return html`<section>
    <h2>${split.title} · ${split.split}</h2>
    <p class="mute">Suite ${split.suite}, ${split.cases} cases${part}.</p>
    ${inner(split)}
  </section> `;
}

function inner(split: SplitReport): Markup {
  switch (split.kind) {
    case "answers":
      return html`${totalsTable(metricNames, split.totals, amountsOf(split))} ${split.judge && judgeTable(split.judge)}
        <h3>By type</h3>
        ${typesTable(shownByType, split.types)}
        <h3>Cases</h3>
        ${split.items.map(answerItem)}`;
    case "retrieval":
      return html`<p class="mute">Searched: ${split.target}.</p>
        ${totalsTable(retrievalMetricNames, split.totals)}
        <h3>By type</h3>
        ${typesTable(retrievalMetricNames, split.types)}
        <h3>Cases</h3>
        ${split.items.map(retrievalItem)}`;
    case "exposure":
      return html`${split.items.map(referenceItem)}`;
    default:
      return split satisfies never;
  }
}

function amountsOf({ outcomes, latency, spread }: AnswersReport): [string, string][] {
  const counts = Object.entries(outcomes).map(([outcome, count]) => `${outcome} ${count}`);
  return [
    ["seconds: half, and 95 %, take less than", `${shownSeconds(latency.p50)}, ${shownSeconds(latency.p95)}`],
    ["runs by outcome", counts.join(", ")],
    ...(spread
      ? [
          [
            "passed in each repeat (mean ± deviation)",
            `${spread.passed.map(percent).join(", ")} (${(spread.mean * 100).toFixed(1)} ± ${(spread.deviation * 100).toFixed(1)})`,
          ] as [string, string],
        ]
      : []),
  ];
}
