import { reasonsOf } from "./reasons.ts";
import type { AnswerItem, EvalReport, ReferenceItem, RetrievalItem, SplitReport } from "./report.ts";

type Item = AnswerItem | RetrievalItem | ReferenceItem;

/** The report as JUnit XML, for build servers: a test suite for each split, a test case for each item. */
export function junitXml(report: EvalReport): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escaped(`attache eval, model ${report.model}`)}">`,
    ...report.splits.flatMap(suiteLines),
    "</testsuites>",
    "",
  ].join("\n");
}

function suiteLines(split: SplitReport): string[] {
  const items: Item[] = split.items;
  const count = (...outcomes: Item["outcome"][]): number =>
    items.filter((item) => outcomes.includes(item.outcome)).length;
  const failures = items.length - count("passed", "skipped", "shown", "failed");
  const time = items.reduce((sum, item) => sum + secondsOf(item), 0).toFixed(3);
  return [
    `  <testsuite name="${escaped(`${split.suite} ${split.split}`)}" tests="${items.length}" failures="${failures}" errors="${count("failed")}" skipped="${count("skipped")}" time="${time}">`,
    ...items.flatMap((item) => caseLines(item, split)),
    "  </testsuite>",
  ];
}

function caseLines(item: Item, { suite, split }: SplitReport): string[] {
  const name = ["attache", suite, split, ...("type" in item ? [item.type] : [])].join(".");
  const open = `    <testcase classname="${escaped(name)}" name="${escaped(item.id)}" time="${secondsOf(item).toFixed(3)}"`;
  const inner = resultOf(item);
  return inner === "" ? [`${open}/>`] : [`${open}>${inner}</testcase>`];
}

function resultOf(item: Item): string {
  const reason = escaped(reasonOf(item));
  switch (item.outcome) {
    case "passed":
      return "";
    case "shown":
      return `<system-out>${reason}</system-out>`;
    case "skipped":
      return `<skipped message="${reason}"/>`;
    case "failed":
      return `<error type="failed" message="${reason}"/>`;
    case "wrong":
    case "refused":
    case "unaware":
    case "forbidden":
      return `<failure type="${item.outcome}" message="${reason}"/>`;
    default:
      return item satisfies never;
  }
}

function reasonOf(item: Item): string {
  if ("lines" in item) return item.lines.join("\n");
  if ("runs" in item) return [item.outcome, ...reasonsOf(item.runs)].join("; ");
  return item.wanted ? `none of ${item.wanted.join(", ")} among the first ten` : "nothing expected among the first ten";
}

function secondsOf(item: Item): number {
  return "runs" in item ? item.shares.seconds.right : 0;
}

// XML 1.0 knows no control characters but white space, no lone surrogates and no U+FFFE or U+FFFF.
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replace(/[\t\n\r]/g, (blank) => `&#${blank.charCodeAt(0)};`);
}
