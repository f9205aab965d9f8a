import type { CountryExposure, ExposureReport } from "../domain/exposure.ts";
import type { Method } from "../domain/method.ts";
import type { Scenario } from "../domain/scenario.ts";
import { assessCountry, type Context } from "./assess-country.ts";
import { compile } from "./compile.ts";
import { screened } from "./coverage.ts";
import { pairsOf } from "./pairs.ts";
import type { ExposureData } from "./exposure-data.ts";
import { leaveOneOut } from "./sensitivity.ts";
import { overviewOf } from "./sentences.ts";
import { score } from "./score.ts";
import { compileShock, type CompiledShock } from "./shock.ts";
import { shockResult } from "./shock-result.ts";
import { usualUncertainty, type Simulation, type SimulationRequest } from "./simulate.ts";

export interface Assessment {
  countries: string[];
  method: Method;
  weights: Record<string, number>;
  /** The method before own weights. */
  declared?: Method;
  scenarios: Scenario[];
  asOf: number | undefined;
  runs: number | undefined;
  seed: number;
}

export type Simulate = (request: SimulationRequest) => Promise<Simulation>;

/**
 * The exposure of some countries by a method: nominal score, band and rank from a simulation over all countries that can be
 * scored, what the score is made of, what would change it, and what is missing. `pause` is awaited between the steps, so that
 * whoever shares the thread gets a turn.
 */
export async function assess(
  request: Assessment,
  data: ExposureData,
  simulate: Simulate,
  pause: () => Promise<void> = () => Promise.resolve(),
): Promise<ExposureReport> {
  const { method, asOf, seed, scenarios } = request;
  const all = compile(titled(method, data), data.table, { asOf });
  await pause();
  const sample = screened(all);
  const shock = scenarios.length > 0 ? compileShock(sample, scenarios, data.table, asOf) : undefined;
  const settings = { ...(method.uncertainty ?? usualUncertainty), ...(request.runs ? { runs: request.runs } : {}) };
  const keep = request.countries.flatMap((code) => {
    const unit = sample.units.indexOf(code);
    return unit < 0 ? [] : [unit];
  });
  await pause();
  const simulation = await simulate({ compiled: sample, settings, seed, shock, keep });
  const context: Context = {
    all,
    everything: score(all),
    sample,
    nominal: score(sample),
    simulation,
    keep,
    without: leaveOneOut(sample, "indicators"),
    data,
    asOf,
  };
  await pause();
  const countries: CountryExposure[] = [];
  for (const code of request.countries) {
    countries.push(assessCountry(code, context));
    await pause();
  }
  return {
    method: { method: method.method, version: method.version, title: method.title, score: method.score.name },
    weights: request.weights,
    asOf: asOf ?? null,
    runs: simulation.runs,
    seed,
    scored: sample.units.length,
    known: all.units.length,
    countries,
    overview: overviewOf(sample, context.nominal, data),
    pairs: pairsOf(countries, sample, simulation),
    scenario: shock ? shockResult(scenarios, shock, context, countries) : null,
    sources: sourcesOf(countries, shock, data),
    leftOut: leftOutOf(method, all.inactive, data),
    notes: [...all.notes, ...ownWeightNote(request, sample.units.length, data)],
  };
}

/** A method whose indicators have titles and units: those of the catalogue where it does not say its own. */
export function titled(method: Method, data: ExposureData): Method {
  const indicators = Object.entries(method.indicators).map(([id, own]) => {
    const known = data.indicator(id);
    return [id, { ...own, title: own.title ?? known?.title, unit: own.unit ?? known?.unit }];
  });
  return { ...method, indicators: Object.fromEntries(indicators) as Method["indicators"] };
}

// Weights decide who has enough data, too.
function ownWeightNote({ weights, declared, asOf }: Assessment, scored: number, { table }: ExposureData): string[] {
  if (!declared || Object.keys(weights).length === 0) return [];
  const before = screened(compile(declared, table, { asOf })).units.length;
  return before === scored
    ? []
    : [`With these weights ${scored} countries have enough data for a score, instead of ${before}.`];
}

function sourcesOf(
  countries: CountryExposure[],
  shock: CompiledShock | undefined,
  data: ExposureData,
): ExposureReport["sources"] {
  const observed = countries.flatMap((country) => [
    ...country.layers.flatMap((layer) => layer.indicators.map((part) => part.source)),
    ...country.beside.map((part) => part.source),
  ]);
  const shares = shock?.losses.flatMap((loss) =>
    loss.shares.flatMap((share) => share.observations.map((one) => one?.source ?? null)),
  );
  return [...new Set([...observed, ...(shares ?? [])])]
    .sort((a, b) => ((a ?? "") < (b ?? "") ? -1 : 1))
    .flatMap((id) => (id === null ? [] : (data.source(id) ?? [])));
}

function leftOutOf(method: Method, inactive: { title: string; reason: string }[], data: ExposureData): string[] {
  return [
    ...inactive.map(({ title, reason }) => `${title} is inactive: ${reason}`),
    ...method.left_out.map(({ indicator, reason }) => `${data.indicator(indicator)?.title ?? indicator}: ${reason}`),
  ];
}
