import type { OpenDesk } from "../desk.ts";
import { EvalCase } from "../domain/eval.ts";
import { asAttacheError } from "../kit/error.ts";
import type { Answerer, GivenAnswer } from "./answerer.ts";
import { hashOf, type Checkpoint } from "./checkpoint.ts";
import { gateJudge, storedIn } from "./gate.ts";
import { inOrder } from "./in-order.ts";
import { isOfUse, judgedRun } from "./judged-runs.ts";
import { judgeReport } from "./judge-report.ts";
import { metricNames, metricsOf, quantile } from "./metrics.ts";
import type { NuggetJudge } from "./nugget-judge.ts";
import type { PlannedCases } from "./plan.ts";
import type { AnswerItem, AnswersReport, RunReport } from "./report.ts";
import { score, type Score } from "./scorers.ts";
import { createSpent } from "./spent.ts";
import { summed } from "./share.ts";

/** What running a part needs beside its cases. */
export interface AnswersSetting {
  /** Who answers. */
  agent: Answerer;
  desk: OpenDesk;
  jobs: number;
  repeats: number;
  seed: number;
  /** Whether questions, answers and reasons of this part must not be seen. */
  hidden: boolean;
  checkpoint: Checkpoint | undefined;
  /** A model that judges vital statements beside the scorers. */
  judge?: NuggetJudge | undefined;
  signal: AbortSignal;
  /** Told of each run, with how many are done and how many of those passed. */
  step(done: number, total: number, passed: number): void;
  note(text: string): void;
}

/** Asks every question of a part as often as wanted, some at a time, and scores the answers. */
export async function runAnswers(part: PlannedCases, setting: AnswersSetting): Promise<AnswersReport> {
  const { checkpoint, hidden, judge, repeats, signal } = setting;
  const { suite, split } = part;
  const wanted = part.cases.flatMap((testCase) =>
    Array.from({ length: repeats }, (_, repeat) => {
      const key = { suite, split, hash: hashOf(testCase), repeat };
      const kept = checkpoint?.known(key, !hidden);
      return { testCase, key, known: kept && isOfUse(kept, judge) ? kept : undefined };
    }),
  );
  const before = wanted.filter((one) => one.known).length;
  if (checkpoint && before > 0)
    setting.note(`${suite} ${split}: ${before} of ${wanted.length} are in ${checkpoint.file}; going on with the rest.`);
  let [done, passed] = [0, 0];
  const runs = await inOrder(
    wanted,
    setting.jobs,
    async ({ testCase, key, known }) => {
      const run = await judgedRun(testCase, known ?? (await runOnce(testCase, setting)), judge, signal);
      const shown = hidden ? withoutWords(run) : run;
      if (run !== known) checkpoint?.keep(key, testCase.id, shown);
      return shown;
    },
    (run) => {
      done += 1;
      passed += Number(run.outcome === "passed");
      setting.step(done, wanted.length, passed);
    },
  );
  const items = part.cases.map((testCase, index) =>
    itemOf(testCase, runs.slice(index * repeats, (index + 1) * repeats), hidden),
  );
  return reportOf(part, items, setting);
}

async function runOnce(testCase: EvalCase, { agent, desk, signal }: AnswersSetting): Promise<RunReport> {
  const started = performance.now();
  let answer: GivenAnswer | null = null;
  let error: RunReport["error"];
  let toolCalls = 0;
  const spent = createSpent();
  try {
    answer = await agent.ask(testCase.question, {
      turns: testCase.turns.map((question) => ({ question })),
      signal,
      fallback: false, // what is measured is the model, not who stands in for it
      onEvent: (event) => {
        if (event.type === "tool") toolCalls += 1;
        if (event.type === "usage") spent.add(event);
      },
    });
  } catch (thrown) {
    signal.throwIfAborted();
    const { kind, message, next } = asAttacheError(thrown);
    error = { kind, message, next };
  }
  const seconds = (performance.now() - started) / 1000;
  const seen = {
    judge: gateJudge(desk),
    ...(agent.silent ? {} : { toolCalls }),
    tokens: agent.model === "builtin" ? 0 : spent.tokens(),
  };
  const { outcome, shares, missing, forbidden } = score(testCase, answer, seconds, storedIn(desk.library), seen);
  return { outcome, shares, missing, forbidden, ...(error ? { error } : {}), answer };
}

function withoutWords({ outcome, shares, judged }: RunReport): RunReport {
  if (!judged) return { outcome, shares };
  const nuggets = judged.nuggets.map(({ found, judgement }) => ({ found, judgement }));
  return { outcome, shares, judged: { by: judged.by, nuggets } };
}

function itemOf(testCase: EvalCase, runs: RunReport[], hidden: boolean): AnswerItem {
  const { id, type, question, turns } = testCase;
  const outcome = runs.find((run) => run.outcome !== "passed")?.outcome ?? "passed";
  const shares = Object.fromEntries(
    metricNames.map((name) => [name, summed(runs.map((run) => run.shares[name]))]),
  ) as Score["shares"];
  const about = { id, type, hash: hashOf(testCase), outcome, shares, runs };
  return hidden ? about : { ...about, question, turns };
}

function reportOf(part: PlannedCases, items: AnswerItem[], { repeats, seed, judge }: AnswersSetting): AnswersReport {
  const { suite, title, split, complete } = part;
  const runs = items.flatMap((item) => item.runs);
  const seconds = runs.flatMap((run) => (run.shares.seconds.of > 0 ? [run.shares.seconds.right] : []));
  const metrics = (some: AnswerItem[]): AnswersReport["totals"] =>
    metricsOf(
      metricNames,
      some.map((item) => item.shares),
      seed,
    );
  const types = EvalCase.shape.type.options.flatMap((type) => {
    const own = items.filter((item) => item.type === type);
    const passed = own.filter((item) => item.outcome === "passed").length;
    return own.length === 0 ? [] : [[type, { cases: own.length, passed, metrics: metrics(own) }] as const];
  });
  return {
    kind: "answers",
    suite,
    title,
    split,
    cases: items.length,
    complete,
    repeats,
    outcomes: outcomesOf(runs),
    totals: metrics(items),
    latency: { p50: quantile(seconds, 0.5), p95: quantile(seconds, 0.95) },
    spread: spreadOf(items, repeats),
    ...(judge ? { judge: judgeReport(items, judge, seed) } : {}),
    types: Object.fromEntries(types),
    items,
  };
}

function outcomesOf(runs: RunReport[]): AnswersReport["outcomes"] {
  const counts = { passed: 0, wrong: 0, refused: 0, unaware: 0, forbidden: 0, failed: 0 };
  for (const { outcome } of runs) counts[outcome] += 1;
  return counts;
}

function spreadOf(items: AnswerItem[], repeats: number): AnswersReport["spread"] {
  if (repeats < 2) return null;
  const passed = Array.from(
    { length: repeats },
    (_, repeat) => items.filter((item) => item.runs[repeat]?.outcome === "passed").length / items.length,
  );
  const mean = passed.reduce((sum, share) => sum + share, 0) / repeats;
  const squares = passed.reduce((sum, share) => sum + (share - mean) ** 2, 0);
  return { passed, mean, deviation: Math.sqrt(squares / (repeats - 1)) };
}
