import type { OpenDesk } from "../../src/desk.ts";
import type { Answer } from "../../src/domain/answer.ts";
import { EvalCase } from "../../src/domain/eval.ts";
import type { PlannedCases } from "../../src/evals/plan.ts";
import type { EvalReport, SplitReport } from "../../src/evals/report.ts";
import type { AnswersSetting } from "../../src/evals/run-answers.ts";

/** A part of a suite with these cases. */
export function partOf(cases: Partial<EvalCase>[], split = "development"): PlannedCases {
  const whole = cases.map((change, index) =>
    EvalCase.parse({ id: `t-${index + 1}`, type: "fact", question: `Question ${index + 1}?`, ...change }),
  );
  return { kind: "answers", suite: "trial", title: "A trial", split, cases: whole, complete: true };
}

/** A setting whose agent answers by a function; `asked` and `notes` fill as it runs. */
export function settingOf(
  desk: OpenDesk,
  reply: (question: string, time: number) => Answer | Promise<Answer>,
  change: Partial<AnswersSetting> = {},
): AnswersSetting & { asked: string[]; notes: string[] } {
  const asked: string[] = [];
  const notes: string[] = [];
  return {
    agent: {
      model: "scripted",
      async ask(question, options) {
        asked.push(question);
        options?.onEvent?.({ type: "tool", name: "search_corpus", input: {} });
        return reply(question, asked.filter((other) => other === question).length);
      },
    },
    desk,
    jobs: 2,
    repeats: 1,
    seed: 1,
    hidden: false,
    checkpoint: undefined,
    signal: new AbortController().signal,
    step: () => {},
    note: (text) => notes.push(text),
    asked,
    notes,
    ...change,
  };
}

/** A report of these splits. */
export function reportOf(...splits: SplitReport[]): EvalReport {
  return { model: "scripted", version: "1", corpus: "c", at: "2026-01-01T00:00:00.000Z", seed: 1, splits };
}
