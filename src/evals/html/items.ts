import type { Answer, Evidence } from "../../domain/answer.ts";
import { amounts, labels, type AnyMetricName } from "../metrics.ts";
import { reasonsOf } from "../reasons.ts";
import type { AnswerItem, JudgedNugget, ReferenceItem, RetrievalItem, RunReport } from "../report.ts";
import type { Share } from "../share.ts";
import { html, type Markup } from "./markup.ts";

/** One question with its answers, evidence, verdicts and scores, to be opened. */
export function answerItem(item: AnswerItem): Markup {
  const several = item.runs.length > 1;
  return opened(item, [
    asked(item),
    ...item.runs.map((run, index) => [several && html`<h3>Run ${index + 1}: ${run.outcome}</h3>`, ...runParts(run)]),
    several && html`<h4>Scores over all runs</h4>`,
    several && scores(item.shares),
  ]);
}

/** One question with what the search should find and what it found. */
export function retrievalItem(item: RetrievalItem): Markup {
  const { wanted, found } = item;
  return opened(item, [
    asked(item),
    wanted && html`<p>Expected: ${wanted.join(", ")}</p>`,
    found &&
      html`<ol>
        ${found.map((id) => html`<li>${id}</li>`)}
      </ol>`,
    scores(item.shares),
  ]);
}

/** One published index or rating beside ours. */
export function referenceItem({ id, title, outcome, lines }: ReferenceItem): Markup {
  const result = outcome === "wrong" ? "failed" : outcome === "passed" ? "passed" : "none";
  return html`<details data-result="${result}">
    <summary>${badge(outcome)} ${id}: ${title}</summary>
    <pre>${lines.join("\n")}</pre>
  </details> `;
}

function opened(item: AnswerItem | RetrievalItem, parts: Parameters<typeof html>[1][]): Markup {
  const result = item.outcome === "passed" ? "passed" : "failed";
  return html`<details data-result="${result}">
    <summary>${badge(item.outcome)} <span class="mute">${item.id} · ${item.type}</span> ${item.question}</summary>
    ${parts}
  </details> `;
}

function badge(outcome: string): Markup {
  const colour = outcome === "passed" ? "good" : outcome === "skipped" || outcome === "shown" ? "mute" : "bad";
  return html`<span class="${colour}">${outcome}</span>`;
}

function asked({ question, turns = [] }: AnswerItem | RetrievalItem): Markup {
  if (question === undefined)
    return html`<p class="mute">A held-out case: its question and answer are shown with --show-held-out only.</p>`;
  return html`<h4>Question</h4>
    ${turns.map((turn) => html`<p class="mute">${turn}</p>`)}
    <p>${question}</p>`;
}

function runParts(run: RunReport): Parameters<typeof html>[1][] {
  const reasons = reasonsOf([run]);
  return [
    reasons.length > 0 &&
      html`<ul>
        ${reasons.map((reason) => html`<li class="bad">${reason}</li>`)}
      </ul>`,
    run.answer && answerParts(run.answer),
    run.judged && run.judged.nuggets.length > 0 && judgedParts(run.judged.nuggets),
    html`<h4>Scores</h4>`,
    scores(run.shares),
  ];
}

function judgedParts(nuggets: JudgedNugget[]): Markup {
  return html`<h4>Judge</h4>
    <ul>
      ${nuggets.map(
        ({ text, found, judgement }) =>
          html`<li>
            ${judgement ?? "no usable reply"} <span class="mute">(${found ? "found" : "not found"})</span> ${text}
          </li>`,
      )}
    </ul>`;
}

function answerParts({ status, text, claims, evidence, gaps, conflicts }: Answer): Markup {
  const numberOf = (id: string): string => `[${evidence.findIndex((item) => item.id === id) + 1 || "?"}]`;
  return html`<h4>Answer <span class="mute">${status}</span></h4>
    <p>${text}</p>
    ${gaps.length > 0 && html`<p class="mute">Gaps: ${gaps.join("; ")}</p>`}
    ${conflicts.map((conflict) => html`<p class="mute">Sources differ: ${conflict.note}</p>`)}
    ${
      claims.length > 0 &&
      html`<h4>Sentences and verdicts</h4>
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">Sentence</th>
                <th scope="col">Evidence</th>
                <th scope="col">Verdict</th>
              </tr>
            </thead>
            <tbody>
              ${claims.map(
                (claim) =>
                  html`<tr>
                    <td>${claim.text}</td>
                    <td>${claim.evidence.map(numberOf).join("")}</td>
                    <td>${claim.verdict}${claim.reason && html`<br /><span class="mute">${claim.reason}</span>`}</td>
                  </tr> `,
              )}
            </tbody>
          </table>
        </div>`
    }
    ${
      evidence.length > 0 &&
      html`<h4>Evidence</h4>
        <ol>
          ${evidence.map(evidenceItem)}
        </ol>`
    }`;
}

function evidenceItem({ kind, quote, source, data, locator, page }: Evidence): Markup {
  const about = source
    ? [source.publisher, source.title, source.published, source.grade, source.url]
    : ["computed from what the corpus records"];
  const place = [typeof data?.id === "string" ? data.id : null, locator, page === undefined ? null : `page ${page}`];
  return html`<li>
    <span class="mute">${kind} · ${[...place, ...about].filter(Boolean).join(" · ")}</span>
    <blockquote>${quote}</blockquote>
  </li>`;
}

function scores(shares: Partial<Record<AnyMetricName, Share>>): Markup {
  const counted = (Object.entries(shares) as [AnyMetricName, Share][]).filter(([, share]) => share.of > 0);
  return html`<div class="scroll">
    <table>
      <tbody>
        ${counted.map(
          ([name, share]) =>
            html`<tr>
              <th scope="row">${labels[name]}</th>
              <td class="figure">${shownShare(name, share)}</td>
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}

function shownShare(name: AnyMetricName, { right, of }: Share): string {
  const value = right / of;
  if (amounts.has(name)) return Number.isInteger(value) ? String(value) : value.toFixed(2);
  return Number.isInteger(right) && Number.isInteger(of) ? `${right} of ${of}` : value.toFixed(3);
}
