import { setImmediate } from "node:timers/promises";

import type { Country } from "./domain/country.ts";
import type { ExposureReport } from "./domain/exposure.ts";
import type { Source } from "./domain/source.ts";
import { assess, titled } from "./exposure/assess.ts";
import { compile } from "./exposure/compile.ts";
import { screened } from "./exposure/coverage.ts";
import type { ExposureData } from "./exposure/exposure-data.ts";
import { sensitivityInThread, simulateInThread } from "./exposure/in-thread.ts";
import { sensitivityReport } from "./exposure/sensitivity.ts";
import { usualUncertainty, type Simulation } from "./exposure/simulate.ts";
import type { Exposures, ExposureRequest, ExposureWork } from "./kit/exposure.ts";
import type { ExposureFiles } from "./library/exposure-files.ts";
import { withWeights } from "./library/method-file.ts";

/** The seed of a run that names none: the same question gives the same answer. */
const usualSeed = 20_260_101;
const mostKept = 8;
/** Base samples of a sensitivity analysis; it takes (factors + 2) times as many calculations. */
const samples = 1024;

/** What a report needs beside the files of methods and indicators. */
interface Surroundings {
  source: (id: string) => Source | undefined;
  countries: Country[];
}

/**
 * Exposure over the corpus's methods. Simulations run in a thread of their own; the last few results are kept, since one
 * conversation asks of the same countries again and again.
 */
export function createExposures(files: ExposureFiles, { source, countries }: Surroundings): Exposures {
  const names = new Map(countries.map((country) => [country.country, country.name]));
  const kept = new Map<string, ExposureReport>();
  const data = (): ExposureData => ({
    table: files.table(),
    indicator: (id) => files.indicator(id),
    source(id) {
      const found = source(id);
      if (!found) return null;
      const { title, publisher, url, published, grade, licence } = found;
      return { id, title, publisher, url, published, grade: grade.code, licence: licence ?? "not known" };
    },
    name: (code) => names.get(code) ?? code,
  });
  const compute = (request: ExposureRequest, work: ExposureWork | undefined): Promise<ExposureReport> => {
    const own = files.method(request.method);
    const method = withWeights(own, request.weights);
    const scenarios = request.scenarios.map((id) => files.scenario(id));
    const { weights, asOf, runs, seed = usualSeed } = request;
    return assess(
      { countries: request.countries, method, declared: own, weights, scenarios, asOf, runs, seed },
      data(),
      (simulation) =>
        simulateInThread(simulation, {
          signal: work?.signal,
          progress: (done): void => work?.progress?.(done, simulation.settings.runs),
        }) satisfies Promise<Simulation>,
      () => setImmediate(),
    );
  };
  return {
    methods: () => files.methods().map((id) => files.method(id)),
    scenarios: () => files.scenarios(),
    indicators: () => files.indicators(),
    async scored(method) {
      await files.load();
      return screened(compile(files.method(method), files.table())).units;
    },
    async sensitivity({ method: id, weights, asOf, seed = usualSeed }, work) {
      await files.load();
      const method = titled(withWeights(files.method(id), weights), data());
      const compiled = screened(compile(method, files.table(), { asOf }));
      const settings = method.uncertainty ?? usualUncertainty;
      const choices = await sensitivityInThread(
        { compiled, settings, seed, samples },
        { signal: work?.signal, progress: (done) => work?.progress?.(done, samples) },
      );
      return sensitivityReport({ compiled, seed, samples }, choices);
    },
    async report(request, work) {
      await files.load();
      const key = JSON.stringify([request, files.own()]);
      const known = kept.get(key);
      if (known) return known;
      const report = await compute(request, work);
      kept.set(key, report);
      for (const old of [...kept.keys()].slice(0, -mostKept)) kept.delete(old);
      return report;
    },
  };
}
