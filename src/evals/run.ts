import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { OpenDesk } from "../desk.ts";
import type { Answer, Evidence } from "../domain/answer.ts";
import type { EvalCase } from "../domain/eval.ts";
import { codeRoot, packageRoot, packageVersion } from "../home.ts";
import type { Agent } from "../kit/agent.ts";
import { discover } from "../kit/discover.ts";
import { AttacheError, asAttacheError, quoted } from "../kit/error.ts";
import type { SuiteDefinition } from "../kit/suite.ts";
import { readCases } from "./cases.ts";
import { belowFloors, readFloors } from "./floors.ts";
import { metricsOf, outcomesOf, showReport, typesOf, type EvalReport, type ItemReport } from "./report.ts";
import { score, type Score, type StoredText } from "./scorers.ts";

const seed = 20_261_120;
const heldOut = "held-out";

export interface EvalOptions {
  suites: string[];
  model: string;
  split?: string | undefined;
  limit?: number | undefined;
  filter?: string | undefined;
  out?: string | undefined;
  /** Without it no question, answer or reason of a held-out case is shown or written. */
  showHeldOut: boolean;
}

export interface EvalSurroundings {
  desk: Pick<OpenDesk, "agent" | "library" | "now">;
  signal: AbortSignal;
  progress: { step(done: number, total: number, text: string): void };
  bold: (text: string) => string;
}

export interface EvalOutcome {
  report: EvalReport;
  text: string;
  belowFloor: string[];
  /** Cases whose run failed. */
  failed: number;
}

interface Planned {
  suite: string;
  title: string;
  split: string;
  cases: EvalCase[];
  complete: boolean;
}

/** Runs the suites over one model, case after case, and reports by type with intervals. */
export async function runEval(options: EvalOptions, surroundings: EvalSurroundings): Promise<EvalOutcome> {
  const { desk } = surroundings;
  const folder = join(packageRoot(), "evals");
  const planned = await plan(options, folder);
  const floors = readFloors(join(folder, "floors.json"));
  const agent = await desk.agent(options.model, { log: false });
  const report: EvalReport = {
    model: options.model,
    version: packageVersion(),
    at: desk.now().toISOString(),
    seed,
    splits: [],
  };
  for (const part of planned) {
    const hidden = part.split === heldOut && !options.showHeldOut;
    const done: { item: ItemReport; type: EvalCase["type"]; score: Score }[] = [];
    for (const testCase of part.cases) {
      done.push(await runCase(testCase, agent, hidden, surroundings));
      const passed = done.filter((entry) => entry.score.outcome === "passed").length;
      const count = `${done.length} of ${part.cases.length}, ${passed} passed`;
      surroundings.progress.step(done.length, part.cases.length, `${part.suite} ${part.split}: ${count}`);
    }
    const scores = done.map((entry) => entry.score);
    report.splits.push({
      suite: part.suite,
      title: part.title,
      split: part.split,
      cases: done.length,
      complete: part.complete,
      outcomes: outcomesOf(scores),
      totals: metricsOf(scores, seed),
      types: typesOf(done, seed),
      items: done.map((entry) => entry.item),
    });
  }
  if (options.out !== undefined) writeResults(options.out, report);
  return {
    report: { ...report, splits: report.splits.map((split) => ({ ...split, items: split.items.map(withoutAnswer) })) },
    text: showReport(report, surroundings.bold),
    belowFloor: options.model === "builtin" ? report.splits.flatMap((split) => belowFloors(floors, split)) : [],
    failed: report.splits.reduce((sum, split) => sum + split.outcomes.failed, 0),
  };
}

async function plan(options: EvalOptions, folder: string): Promise<Planned[]> {
  const found = await discover<SuiteDefinition>(join(codeRoot(), "evals"));
  const unknown = options.suites.find((name) => !found.some((suite) => suite.name === name));
  if (unknown !== undefined)
    throw new AttacheError("usage", `There is no suite ${quoted(unknown)}.`, {
      next: `The suites are ${found.map((suite) => suite.name).join(", ")}.`,
    });
  const chosen = found.filter((suite) => options.suites.length === 0 || options.suites.includes(suite.name));
  const splits = [...new Set(chosen.flatMap((suite) => Object.keys(suite.definition.cases)))];
  if (options.split !== undefined && !splits.includes(options.split))
    throw new AttacheError("usage", `There is no split ${quoted(options.split)}.`, {
      next: `The splits are ${splits.join(", ")}.`,
    });
  const planned = chosen.flatMap(({ name, definition }) =>
    (options.split === undefined ? definition.splits : [options.split]).flatMap((split) => {
      const file = definition.cases[split];
      if (file === undefined) return [];
      const all = readCases(join(folder, file));
      const wanted = options.filter?.toLowerCase();
      const cases = all
        .filter((entry) => !wanted || entry.type.includes(wanted) || entry.id.toLowerCase().includes(wanted))
        .slice(0, options.limit);
      return [{ suite: name, title: definition.title, split, cases, complete: cases.length === all.length }];
    }),
  );
  if (planned.every((part) => part.cases.length === 0))
    throw new AttacheError("usage", "No case matches.", { next: "Check --filter and --limit: attache eval --help" });
  return planned;
}

async function runCase(
  testCase: EvalCase,
  agent: Agent,
  hidden: boolean,
  { desk, signal }: EvalSurroundings,
): Promise<{ item: ItemReport; type: EvalCase["type"]; score: Score }> {
  const started = performance.now();
  let answer: Answer | null = null;
  let error: ItemReport["error"];
  try {
    answer = await agent.ask(testCase.question, { turns: testCase.turns.map((question) => ({ question })), signal });
  } catch (thrown) {
    signal.throwIfAborted();
    const { kind, message, next } = asAttacheError(thrown);
    error = { kind, message, next };
  }
  const result = score(testCase, answer, (performance.now() - started) / 1000, storedIn(desk.library));
  const { id, type, question, turns } = testCase;
  const { outcome, missing, forbidden } = result;
  const item = hidden
    ? { id, type, outcome }
    : { id, type, outcome, missing, forbidden, ...(error ? { error } : {}), question, turns, answer };
  return { item, type, score: result };
}

// What the corpus itself holds where an evidence points, read anew and not through the ledger.
function storedIn(library: OpenDesk["library"]): StoredText {
  return (evidence: Evidence) => {
    const id = typeof evidence.data?.id === "string" ? evidence.data.id : undefined;
    if (id === undefined) return undefined;
    if (evidence.kind === "fact") return library.fact(id)?.claim;
    try {
      return library.passage(id).document.text.slice(evidence.start, evidence.end);
    } catch {
      return undefined;
    }
  };
}

function withoutAnswer({ answer: _answer, ...item }: ItemReport): ItemReport {
  return item;
}

function writeResults(folder: string, report: EvalReport): void {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "results.json"), `${JSON.stringify(report, null, 2)}\n`);
  } catch (cause) {
    throw new AttacheError("storage", `The folder ${quoted(folder)} cannot be written.`, {
      next: "Name another folder with --out.",
      cause,
    });
  }
}
