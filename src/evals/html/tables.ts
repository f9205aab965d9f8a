import { shownValue } from "../figures.ts";
import { judgeRows } from "../judge-report.ts";
import { labels, type AnyMetricName, type Metrics } from "../metrics.ts";
import type { JudgeReport } from "../report.ts";
import { html, type Markup } from "./markup.ts";

/** The metrics of a split, each with its interval. */
export function totalsTable<Name extends AnyMetricName>(
  names: readonly Name[],
  totals: Metrics<Name>,
  more: [string, string][] = [],
): Markup {
  const rows = [...names.map((name) => [labels[name], shownValue(name, totals[name])] as const), ...more];
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">Measured</th>
          <th scope="col" class="figure">Value [95 % interval]</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([label, value]) =>
            html`<tr>
              <th scope="row">${label}</th>
              <td class="figure">${value}</td>
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}

/** What a judge model said, apart from what the scorers did. */
export function judgeTable(report: JudgeReport): Markup {
  return html`<h3>Judge ${report.model} <span class="mute">(gates nothing)</span></h3>
    <div class="scroll">
      <table>
        <tbody>
          ${judgeRows(report).map(
            ([label, value]) =>
              html`<tr>
                <th scope="row">${label}</th>
                <td class="figure">${value}</td>
              </tr> `,
          )}
        </tbody>
      </table>
    </div>`;
}

/** Some metrics by type of case. */
export function typesTable<Name extends AnyMetricName>(
  names: readonly Name[],
  types: Record<string, { cases: number; passed: number; metrics: Metrics<Name> }>,
): Markup {
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">Type</th>
          <th scope="col" class="figure">Cases</th>
          <th scope="col" class="figure">Passed</th>
          ${names.map((name) => html`<th scope="col" class="figure">${labels[name]}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${Object.entries(types).map(
          ([type, { cases, passed, metrics }]) =>
            html`<tr>
              <th scope="row">${type}</th>
              <td class="figure">${cases}</td>
              <td class="figure">${passed}</td>
              ${names.map((name) => html`<td class="figure">${shownValue(name, metrics[name])}</td>`)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}
