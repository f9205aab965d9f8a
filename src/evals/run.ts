import type { OpenDesk } from "../desk.ts";
import { packageVersion } from "../home.ts";
import { AttacheError } from "../kit/error.ts";
import { abstentionIn, readAbstentions } from "./abstention.ts";
import type { Answerer } from "./answerer.ts";
import { openCheckpoint, versionsOf } from "./checkpoint.ts";
import { belowFloors, readFloors } from "./floors.ts";
import type { NuggetJudge } from "./nugget-judge.ts";
import { heldOut, plan, type Choice, type Planned } from "./plan.ts";
import { withoutAnswers, type EvalReport, type SplitReport } from "./report.ts";
import { runAnswers } from "./run-answers.ts";
import { refuseMissingData, runExposure } from "./run-exposure.ts";
import { runRetrieval, type SearchTarget } from "./run-retrieval.ts";
import { ownSearch } from "./search-target.ts";
import { showReport } from "./show-report.ts";
import { writeResults } from "./write-results.ts";

const seed = 20_261_120;

export interface EvalOptions extends Choice {
  model: string;
  /** Folder for the results; what is finished there already is not made again. */
  out?: string | undefined;
  /** How often each question is asked, for models that do not always answer alike. */
  repeats?: number | undefined;
  /** Questions asked at a time. */
  jobs?: number | undefined;
  /** Folder of the published data of the exposure suite. */
  data?: string | undefined;
  /** Ask the model alone, without tools or evidence. */
  bare?: boolean | undefined;
  /** A model that judges vital statements beside the scorers; it gates nothing. */
  judge?: string | undefined;
  /** Without it no question, answer or reason of a held-out case is shown or written. */
  showHeldOut: boolean;
}

export interface EvalSurroundings {
  desk: OpenDesk;
  signal: AbortSignal;
  progress: { step(done: number, total: number, text: string): void };
  note: (text: string) => void;
  bold: (text: string) => string;
  /** What retrieval suites search: our own search where none is given. */
  target?: SearchTarget | undefined;
  /** Who answers in place of a model and our agent. */
  answerer?: Answerer | undefined;
}

export interface EvalOutcome {
  report: EvalReport;
  text: string;
  belowFloor: string[];
  /** Runs that failed. */
  failed: number;
}

/** Runs the suites, each after its kind, and reports with intervals. Writes the files of `out`. */
export async function runEval(options: EvalOptions, surroundings: EvalSurroundings): Promise<EvalOutcome> {
  refuseMissingData(options.data);
  const { desk } = surroundings;
  const answerer = surroundings.answerer ?? (options.bare ? await bareAnswerer(options.model, desk) : undefined);
  const planned = answerer ? questionsOf(await plan(options), options.suites) : await plan(options);
  if (options.judge !== undefined && !planned.some(({ kind }) => kind === "answers"))
    throw new AttacheError("usage", "A judge is asked about answers, and the suites chosen have none.", {
      next: "Leave --judge out, or choose a suite of questions, e.g. articles.",
    });
  const floors = readFloors();
  const report: EvalReport = {
    model: answerer?.model ?? options.model,
    version: packageVersion(),
    corpus: desk.corpus.hash.slice(0, 16),
    at: desk.now().toISOString(),
    seed,
    splits: [],
  };
  const run = await runner(options, { ...surroundings, answerer });
  for (const part of planned) report.splits.push(await run(part));
  if (options.out !== undefined) writeResults(options.out, report);
  // The floors are those of the built-in model and of our own search.
  const own = report.splits.filter((split) =>
    split.kind === "answers" ? report.model === "builtin" : surroundings.target === undefined,
  );
  return {
    report: withoutAnswers(report),
    text: showReport(report, surroundings.bold),
    belowFloor: own.flatMap((split) => belowFloors(floors, split)),
    failed: report.splits.reduce((sum, split) => sum + (split.kind === "answers" ? split.outcomes.failed : 0), 0),
  };
}

async function bareAnswerer(model: string, desk: OpenDesk): Promise<Answerer> {
  const [{ bareModel }, { hostedModel }] = await Promise.all([import("./bare-model.ts"), import("./hosted-model.ts")]);
  return bareModel(model, await hostedModel(model, "--bare", desk), abstentionIn(readAbstentions()));
}

async function judgeOver(model: string, desk: OpenDesk): Promise<NuggetJudge> {
  const [{ nuggetJudge }, { hostedModel }] = await Promise.all([
    import("./nugget-judge.ts"),
    import("./hosted-model.ts"),
  ]);
  return nuggetJudge(model, await hostedModel(model, "--judge", desk));
}

// Who answers in place of our agent answers questions, and has neither our search nor our indices.
function questionsOf(planned: Planned[], named: string[]): Planned[] {
  const other = planned.find(({ kind, suite }) => kind !== "answers" && named.includes(suite));
  const questions = planned.filter(({ kind }) => kind === "answers");
  if (!other && questions.length > 0) return questions;
  throw new AttacheError(
    "usage",
    `The suite ${other?.suite ?? "chosen"} asks no questions that another could answer.`,
    {
      next: "Choose suites of questions, e.g. attache eval articles.",
    },
  );
}

async function runner(
  options: EvalOptions,
  { desk, signal, progress, note, target, answerer }: EvalSurroundings,
): Promise<(part: Planned) => Promise<SplitReport>> {
  const { model, out, repeats = 1, jobs = 2 } = options;
  const judge = options.judge === undefined ? undefined : await judgeOver(options.judge, desk);
  const versions =
    out === undefined ? undefined : versionsOf(answerer?.model ?? model, desk.corpus.hash, desk.embedder.id);
  const checkpoint = out === undefined || versions === undefined ? undefined : openCheckpoint(out, versions);
  return async (part) => {
    if (part.kind === "exposure") return runExposure(part, options.data, seed);
    const hidden = part.split === heldOut && !options.showHeldOut;
    const step = (done: number, total: number, passed: number): void =>
      progress.step(done, total, `${part.suite} ${part.split}: ${done} of ${total}, ${passed} passed`);
    if (part.kind === "retrieval")
      return runRetrieval(part, { target: target ?? ownSearch(desk, signal), jobs, seed, hidden, signal, step });
    const agent = answerer ?? (await desk.agent(model, { log: false }));
    const setting = { desk, jobs, repeats, seed, hidden, checkpoint, signal, step, note };
    return runAnswers(part, { ...setting, agent, judge });
  };
}
