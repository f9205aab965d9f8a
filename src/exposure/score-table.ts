import type { Method } from "../domain/method.ts";
import type { ObservationTable } from "../domain/observation.ts";
import { compile } from "./compile.ts";
import { screened } from "./coverage.ts";
import { simulateInThread } from "./in-thread.ts";
import { scoreReport, type ScoreReport } from "./score-report.ts";
import { usualUncertainty } from "./simulate.ts";

export interface ScoreOptions {
  asOf?: number | undefined;
  runs?: number | undefined;
  seed: number;
  /** The unit that parts are explained against; the median one if none is named. */
  reference?: string | undefined;
  signal?: AbortSignal | undefined;
  progress?: ((done: number, total: number) => void) | undefined;
}

/** Scores every unit of a table by a method. A method that declares its uncertainty, or `runs`, adds a simulation. */
export async function scoreTable(
  method: Method,
  table: ObservationTable,
  { asOf, runs, seed, reference, signal, progress }: ScoreOptions,
): Promise<ScoreReport> {
  const all = compile(method, table, { asOf });
  const sample = screened(all);
  const settings = { ...(method.uncertainty ?? usualUncertainty), ...(runs === undefined ? {} : { runs }) };
  const simulation =
    sample.units.length > 0 && (method.uncertainty || runs !== undefined)
      ? await simulateInThread(
          { compiled: sample, settings, seed, keep: [] },
          { signal, progress: (done) => progress?.(done, settings.runs) },
        )
      : undefined;
  return scoreReport(all, sample, simulation, seed, reference);
}
