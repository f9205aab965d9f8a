import type { SensitivityReport } from "./domain/exposure.ts";
import type { Method } from "./domain/method.ts";
import type { ObservationTable } from "./domain/observation.ts";
import { compile } from "./exposure/compile.ts";
import { screened } from "./exposure/coverage.ts";
import { sensitivityInThread } from "./exposure/in-thread.ts";
import type { ScoreReport } from "./exposure/score-report.ts";
import { scoreTable, type ScoreOptions } from "./exposure/score-table.ts";
import { sensitivityReport } from "./exposure/sensitivity.ts";
import { usualUncertainty } from "./exposure/simulate.ts";
import { openExposureFiles } from "./library/exposure-files.ts";
import { readMethod } from "./library/method-file.ts";
import { readObservations } from "./library/observation-table.ts";

/** A method and its data as texts, with the names that errors show; a variant may extend a method of the corpus. */
export interface ScoreInput {
  method: string;
  methodName: string;
  data: string;
  dataName: string;
  corpus: string;
}

const samples = 1024;

/**
 * Scores every unit of a data file by a method file. A method that declares its uncertainty, or `runs`, adds a simulation.
 * Throws `usage` with file, line, column and what was expected where either file is wrong.
 */
export function scoreFiles(input: ScoreInput, options: ScoreOptions): Promise<ScoreReport> {
  const { method, table } = readFiles(input);
  return scoreTable(method, table, options);
}

/** What moves the ranking of a method and data file. */
export async function sensitivityOfFiles(input: ScoreInput, options: ScoreOptions): Promise<SensitivityReport> {
  const { method, table } = readFiles(input);
  const { asOf, seed, signal, progress } = options;
  const compiled = screened(compile(method, table, { asOf }));
  const choices = await sensitivityInThread(
    { compiled, settings: method.uncertainty ?? usualUncertainty, seed, samples },
    { signal, progress: (done) => progress?.(done, samples) },
  );
  return sensitivityReport({ compiled, seed, samples }, choices);
}

function readFiles({ method: text, methodName, data, dataName, corpus }: ScoreInput): {
  method: Method;
  table: ObservationTable;
} {
  const known = openExposureFiles(corpus);
  const method = readMethod(text, methodName, (id) => (known.methods().includes(id) ? known.method(id) : undefined));
  return { method, table: readObservations(data, dataName, method) };
}
