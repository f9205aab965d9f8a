import type { EvalCase } from "../domain/eval.ts";
import { asOneText } from "./answerer.ts";
import { foldForMatch, nuggetFound, withoutMarkers } from "./match.ts";
import type { NuggetJudge } from "./nugget-judge.ts";
import type { JudgedNugget, RunReport } from "./report.ts";

/** Can a kept run stay as it is or be judged now? One whose words were not kept and that was not judged must be made anew. */
export function isOfUse(run: RunReport, judge: NuggetJudge | undefined): boolean {
  return judge === undefined || run.judged?.by === judge.id || run.answer !== undefined;
}

/** A run with what the judge says of each vital statement; only answers that were given where one was due are judged. */
export async function judgedRun(
  testCase: EvalCase,
  run: RunReport,
  judge: NuggetJudge | undefined,
  signal: AbortSignal,
): Promise<RunReport> {
  if (!judge || run.judged?.by === judge.id) return run;
  const { answer } = run;
  const judged = { by: judge.id, nuggets: [] as JudgedNugget[] };
  if (!answer || answer.status === "abstained" || testCase.abstain) return { ...run, judged };
  const said = withoutMarkers(answer.text);
  const question = asOneText(
    testCase.question,
    testCase.turns.map((turn) => ({ question: turn })),
  );
  for (const nugget of testCase.nuggets.filter(({ vital }) => vital)) {
    const judgement = await judge.judge({ question, statement: nugget.text, answer: said }, signal);
    judged.nuggets.push({ text: nugget.text, found: nuggetFound(nugget, foldForMatch(said)), judgement });
  }
  return { ...run, judged };
}
