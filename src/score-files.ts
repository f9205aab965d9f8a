import type { SensitivityReport } from "./domain/exposure.ts";
import type { Uncertainty } from "./domain/method.ts";
import { compile, type Compiled } from "./exposure/compile.ts";
import { screened } from "./exposure/coverage.ts";
import { sensitivityInThread, simulateInThread } from "./exposure/in-thread.ts";
import { scoreReport, type ScoreReport } from "./exposure/score-report.ts";
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

export interface ScoreOptions {
  asOf?: number | undefined;
  runs?: number | undefined;
  seed: number;
  signal?: AbortSignal | undefined;
  progress?: ((done: number, total: number) => void) | undefined;
}

const samples = 1024;

/**
 * Scores every unit of a data file by a method file. A method that declares its uncertainty, or `runs`, adds a simulation.
 * Throws `usage` with file, line, column and what was expected where either file is wrong.
 */
export async function scoreFiles(input: ScoreInput, options: ScoreOptions): Promise<ScoreReport> {
  const all = compileFiles(input, options);
  const sample = screened(all);
  const { seed, signal, progress } = options;
  const settings = settingsOf(all, options.runs);
  const simulation =
    sample.units.length > 0 && (all.method.uncertainty || options.runs !== undefined)
      ? await simulateInThread(
          { compiled: sample, settings, seed, keep: [] },
          { signal, progress: (done) => progress?.(done, settings.runs) },
        )
      : undefined;
  return scoreReport(all, sample, simulation, seed);
}

/** What moves the ranking of a method and data file. */
export async function sensitivityOfFiles(input: ScoreInput, options: ScoreOptions): Promise<SensitivityReport> {
  const compiled = screened(compileFiles(input, options));
  const { seed, signal, progress } = options;
  const choices = await sensitivityInThread(
    { compiled, settings: settingsOf(compiled, undefined), seed, samples },
    { signal, progress: (done) => progress?.(done, samples) },
  );
  return sensitivityReport({ compiled, seed, samples }, choices);
}

function compileFiles({ method, methodName, data, dataName, corpus }: ScoreInput, { asOf }: ScoreOptions): Compiled {
  const known = openExposureFiles(corpus);
  const read = readMethod(method, methodName, (id) => (known.methods().includes(id) ? known.method(id) : undefined));
  return compile(read, readObservations(data, dataName, read), { asOf });
}

function settingsOf({ method }: Compiled, runs: number | undefined): Uncertainty {
  return { ...(method.uncertainty ?? usualUncertainty), ...(runs === undefined ? {} : { runs }) };
}
