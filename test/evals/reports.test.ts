import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { beforeAll, describe, expect, it } from "vitest";

import { reportPage } from "../../src/evals/html/report-page.ts";
import { junitXml } from "../../src/evals/junit.ts";
import type { EvalReport, ExposureReport, RetrievalReport } from "../../src/evals/report.ts";
import { retrievalScores } from "../../src/evals/retrieval-scores.ts";
import { runAnswers } from "../../src/evals/run-answers.ts";
import { runRetrieval } from "../../src/evals/run-retrieval.ts";
import { showReport } from "../../src/evals/show-report.ts";
import { writeResults } from "../../src/evals/write-results.ts";
import { openTestDesk } from "../support/open-test-desk.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { answerOf, evidenceOf } from "./answers.ts";
import { partOf, reportOf, settingOf } from "./part.ts";

const hostile = `<script>alert("1")</script> & 'x' "><img src=x onerror=alert(1)> \u0000\u0008\uD800\u202E`;
const nuggets = [{ text: hostile, vital: true, accept: [["109 billion"]] }];

let report: EvalReport;
let hidden: EvalReport;

beforeAll(async () => {
  const desk = await openTestDesk();
  const evidence = [evidenceOf("e1", `EUR 109 billion ${hostile}`, { locator: hostile })];
  const reply = (question: string): ReturnType<typeof answerOf> => {
    if (question.includes("fail")) throw new Error("secret of a stranger");
    const said = question.includes("right") ? "It is EUR 109 billion." : `${hostile}.`;
    return answerOf([[said, ["e1"]]], evidence);
  };
  const cases = [
    { question: `right ${hostile}`, nuggets },
    { question: "wrong", turns: [hostile], nuggets },
    { question: "fail", nuggets },
  ];
  const answers = await runAnswers(partOf(cases), settingOf(desk, reply));
  const search = { target: { name: hostile, search: async () => [] }, jobs: 1, seed: 1, hidden: false };
  const searched = await runRetrieval(partOf([{ question: hostile, sources: ["F-1"] }]), {
    ...search,
    signal: new AbortController().signal,
    step: () => {},
  });
  const references: ExposureReport = {
    kind: "exposure",
    suite: "exposure",
    title: "References",
    split: "reference",
    cases: 3,
    complete: true,
    items: [
      { id: "a", title: hostile, outcome: "skipped", lines: ["no data"] },
      { id: "b", title: "B", outcome: "wrong", lines: ["FIN: published 1, ours 2"] },
      { id: "c", title: "C", outcome: "shown", lines: [hostile] },
    ],
  };
  report = reportOf(answers, searched, references);
  hidden = reportOf(await runAnswers(partOf(cases, "held-out"), settingOf(desk, reply, { hidden: true })));
});

describe("report.html", () => {
  it("is well-formed, and a hostile question stays text", () => {
    const page = reportPage(report);
    expect(unbalanced(page.replace(/^<!doctype html>/, "").replace(/<(style|script)>[\s\S]*?<\/\1>/g, ""))).toEqual([]);
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toMatch(/<img|onerror=(?!alert\(1\)&gt;)/);
    expect(page).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;");
    expect(page).not.toMatch(/(?![\t\n\r])\p{Cc}|\u202E|\p{Cs}/u);
  });

  it("refers to nothing outside, and lets only its own script and style run", () => {
    const page = reportPage(report);
    expect(page).not.toMatch(/<[a-z][^<>]*\s(?:src|href|action|data)=|url\(|@import/i);
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? "";
    expect(policy).toMatch(/^default-src 'none'/);
    for (const tag of ["script", "style"]) {
      const inner = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(page)?.[1] ?? "";
      expect(policy).toContain(`${tag}-src 'sha256-${createHash("sha256").update(inner).digest("base64")}'`);
    }
  });

  it("opens each item to its question, answer, evidence, verdicts and scores, and says which passed", () => {
    const page = reportPage(report);
    expect(page.match(/<details data-result="passed">/g)).toHaveLength(1);
    expect(page.match(/<details data-result="failed">/g)).toHaveLength(4);
    const [item = ""] = /<details data-result="passed">[\s\S]*?<\/details>/.exec(page) ?? [];
    for (const part of ["right", "EUR 109 billion [1]", "<blockquote>EUR 109 billion", "supported", "vital statements"])
      expect(item).toContain(part);
  });

  it("shows no question, answer or reason of a held-out case", () => {
    for (const text of [reportPage(hidden), junitXml(hidden), JSON.stringify(hidden), showReport(hidden, String)])
      expect(text).not.toMatch(/right <|right &|109 billion|secret|alert/);
    expect(reportPage(hidden)).toContain("shown with --show-held-out only");
    expect(hidden.splits[0]?.items).toHaveLength(3);
  });
});

describe("junit.xml", () => {
  it("is well-formed XML with a test case for each item, and the reason of each failure", () => {
    const xml = junitXml(report);
    expect(unbalanced(xml.replace(/^<\?xml[^>]*\?>/, ""))).toEqual([]);
    expect(xml.match(/<testcase /g)).toHaveLength(7);
    expect(xml).toContain('<testsuite name="trial development" tests="3" failures="1" errors="1" skipped="0"');
    expect(xml).toContain('<testsuite name="exposure reference" tests="3" failures="1" errors="0" skipped="1"');
    expect(xml).toMatch(/<failure type="wrong" message="wrong; missing: &lt;script&gt;/);
    expect(xml).toContain('<failure type="wrong" message="FIN: published 1, ours 2"/>');
    expect(xml).toMatch(/<error type="failed" message="failed; [^"]+"\/>/);
    expect(xml).not.toContain("secret of a stranger");
    expect(xml).not.toMatch(/(?![\t\n\r])\p{Cc}|\p{Cs}/u);
  });
});

describe("results", () => {
  it("are written for programs, build servers and people", () => {
    const folder = join(temporaryFolder(), "new", "folder");
    writeResults(folder, report);
    const read = JSON.parse(readFileSync(join(folder, "results.json"), "utf8")) as EvalReport;
    expect(read.splits[0]?.items[0]).toMatchObject({
      question: expect.stringContaining("right"),
      outcome: "passed",
      shares: { pass: { right: 1, of: 1 }, toolCalls: { right: 1, of: 1 }, tokens: { of: 0 } },
      runs: [{ answer: { text: "It is EUR 109 billion [1].", claims: [{ verdict: "supported" }] } }],
    });
    for (const file of ["junit.xml", "report.html"]) expect(readFileSync(join(folder, file), "utf8")).not.toBe("");
  });

  it("into a place that is no folder are refused", () => {
    expect(() => writeResults(join("package.json", "x"), report)).toThrow(/cannot be written/);
  });

  it("stand in the terminal with each kind of suite", () => {
    const shown = showReport(report, (text) => `*${text}*`);
    for (const part of ["trial · development · model scripted", "recall@10", "skipped · a:", "t-2: wrong; missing:"])
      expect(shown).toContain(part);
  });

  it("of a search that found nothing are zero", () => {
    const split = report.splits[1] as RetrievalReport;
    expect(split.totals.mrr).toMatchObject({ value: 0 });
    expect(split.items[0]?.shares).toEqual(retrievalScores(["F-1"], []));
  });
});

/** Tags that are not closed, or closed out of turn, and stray < and &. */
function unbalanced(markup: string): string[] {
  const open: string[] = [];
  const faults: string[] = [];
  for (const [, close, name = "", inner = ""] of markup.matchAll(
    /<(\/?)([a-z0-9-]+)((?:\s+[a-z-]+="[^"<]*")*\s*\/?)>/g,
  )) {
    if (close) {
      const last = open.pop();
      if (last !== name) faults.push(`</${name}> closes <${last}>`);
    } else if (!inner.endsWith("/")) open.push(name);
  }
  const rest = markup.replace(/<\/?[a-z0-9-]+(?:\s+[a-z-]+="[^"<]*")*\s*\/?>/g, "");
  return [...faults, ...open, ...(rest.match(/<.{0,20}|&(?!(?:amp|lt|gt|quot|#\d+);).{0,10}/g) ?? [])];
}
