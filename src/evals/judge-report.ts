import { bootstrap } from "./bootstrap.ts";
import { percent } from "./figures.ts";
import { agreementOf } from "./kappa.ts";
import type { Judgement, NuggetJudge } from "./nugget-judge.ts";
import type { JudgeReport, RunReport } from "./report.ts";

/** What a judge said of all runs, case by case, and how far it agrees with the scorer that looks for forms. */
export function judgeReport(cases: { runs: RunReport[] }[], judge: NuggetJudge, seed: number): JudgeReport {
  const byCase = cases.map(({ runs }) => runs.flatMap((run) => run.judged?.nuggets ?? []));
  const all = byCase.flat();
  const count = (found: boolean, judgement: Judgement): number =>
    all.filter((one) => one.found === found && one.judgement === judgement).length;
  const countsOf = (found: boolean): Record<Judgement, number> => ({
    support: count(found, "support"),
    partial: count(found, "partial"),
    not: count(found, "not"),
  });
  const [found, missing] = [countsOf(true), countsOf(false)];
  const shareOf = (...wanted: Judgement[]): JudgeReport["support"] =>
    bootstrap(
      byCase.map((nuggets) => {
        const judged = nuggets.flatMap(({ judgement }) => judgement ?? []);
        return { right: judged.filter((one) => wanted.includes(one)).length, of: judged.length };
      }),
      seed,
    );
  return {
    model: judge.model,
    judged: all.filter(({ judgement }) => judgement !== null).length,
    failed: all.filter(({ judgement }) => judgement === null).length,
    found,
    missing,
    support: shareOf("support"),
    supportOrPartial: shareOf("support", "partial"),
    agreement: agreementOf({
      both: found.support,
      onlyFirst: found.partial + found.not,
      onlySecond: missing.support,
      neither: missing.partial + missing.not,
    }),
  };
}

/** A judge's report in lines of two: what was measured, and its value. */
export function judgeRows(report: JudgeReport): [string, string][] {
  const { judged, failed, found, missing, support, supportOrPartial, agreement } = report;
  const share = (interval: JudgeReport["support"]): string =>
    interval ? `${percent(interval.value)} [${percent(interval.low)}, ${percent(interval.high)}]` : "–";
  const three = (counts: Record<Judgement, number>): string => `${counts.support}, ${counts.partial}, ${counts.not}`;
  return [
    [
      "vital statements of given answers judged",
      failed > 0 ? `${judged}, and ${failed} without a usable reply` : `${judged}`,
    ],
    ["supported %", share(support)],
    ["supported at least in part %", share(supportOrPartial)],
    ["of those the scorer found: support, partial, not", three(found)],
    ["of those it did not find: support, partial, not", three(missing)],
    ["agreement with the scorer %", agreement.raw === null ? "–" : percent(agreement.raw)],
    ["Cohen's kappa", agreement.kappa === null ? "–" : agreement.kappa.toFixed(2)],
  ];
}
