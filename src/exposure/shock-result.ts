import { nameAtStart, nameInSentence } from "../domain/country-name.ts";
import type { CountryExposure, ScenarioResult, ShockedCountry, Statement } from "../domain/exposure.ts";
import type { Method } from "../domain/method.ts";
import type { LayerLoss, Scenario } from "../domain/scenario.ts";
import { bandOf, number, type Context } from "./assess-country.ts";
import { createKernel, declaredChoices } from "./kernel.ts";
import { quantile, sortedValues } from "./order.ts";
import { printedScores, rank } from "./score.ts";
import { figure } from "./sentences.ts";
import { combineLosses, lossOf, middle, type CompiledShock } from "./shock.ts";
import { forgetUnknown, shiftColumns } from "./simulator.ts";

/** The nominal result of a shock: every assumption at the middle of its interval. */
export interface NominalShock {
  /** Printed scores after the shock; NaN where a share at risk is not known. */
  scores: Float64Array;
  /** Ranks before and after, both among the units whose scores after are known. */
  ranksBefore: Float64Array;
  ranksAfter: Float64Array;
  /** Loss of each node and unit. */
  losses: Float64Array;
}

/** Computes a shock at the middle of all assumptions. */
export function shockNominally(
  { sample, nominal }: Pick<Context, "sample" | "nominal">,
  shock: CompiledShock,
): NominalShock {
  const { units, nodes, columns, root } = sample;
  const kernel = createKernel(sample);
  const choices = declaredChoices(sample);
  const values = columns.map((column) => Float64Array.from(column.values));
  shiftColumns(
    shock,
    columns.map((column) => column.values),
    values,
    units.length,
    middle,
  );
  kernel.normalise(values, choices);
  kernel.aggregate(choices, nominal.coverage.closed);
  const losses = new Float64Array(nodes.length * units.length);
  combineLosses(shock, units.length, middle, (column, unit) => column.values[unit]!, losses);
  for (let cell = 0; cell < losses.length; cell += 1) kernel.scores[cell] = kernel.scores[cell]! * (1 - losses[cell]!);
  kernel.aggregateTop(choices, nominal.coverage.closed);
  forgetUnknown(shock, kernel.scores, losses, units.length, root);
  const scores = printedScores(sample, kernel.scores);
  const before = nominal.scores.map((value, unit) => (Number.isNaN(scores[unit]!) ? Number.NaN : value));
  return { scores, ranksBefore: rank(sample, before), ranksAfter: rank(sample, scores), losses };
}

/** What a shock does to the countries asked for, with its assumptions and the pairs whose order it turns round. */
export function shockResult(
  scenarios: Scenario[],
  shock: CompiledShock,
  context: Context,
  countries: CountryExposure[],
): ScenarioResult {
  const result = shockNominally(context, shock);
  const shocked = countries.map((country) => shockedCountry(country, scenarios, shock, context, result));
  return {
    scenarios: scenarios.map(({ scenario, version, title, about }) => ({ scenario, version, title, about })),
    assumptions: scenarios.flatMap(assumptionsOf),
    limits: scenarios.flatMap(({ limits }) => limits),
    countries: shocked,
    computable: result.scores.filter((value) => !Number.isNaN(value)).length,
    reversals: reversalsOf(shocked),
  };
}

function shockedCountry(
  country: CountryExposure,
  scenarios: Scenario[],
  shock: CompiledShock,
  { sample, simulation, data }: Context,
  result: NominalShock,
): ShockedCountry {
  const unit = sample.units.indexOf(country.country);
  const spared = unit >= 0 && scenarios.every(({ scenario }) => shock.spared[scenario]![unit] === 1);
  const after = number(result.scores[unit]);
  const known = unit >= 0 && after !== null;
  const change = known && country.score !== null ? after - country.score : null;
  const losses = unit < 0 ? [] : lossesOf(unit, shock, data, sample.nodes);
  const one: ShockedCountry = {
    country: country.country,
    name: country.name,
    status: spared ? "spared" : known ? "computed" : "insufficient-data",
    before: country.score,
    after,
    afterBand: known ? bandOf(simulation, "after", unit) : null,
    change,
    changeBand: known ? changeBand(simulation, unit) : null,
    rankBefore: known ? number(result.ranksBefore[unit]) : null,
    rankAfter: known ? number(result.ranksAfter[unit]) : null,
    losses,
    gaps: gapsOf(unit, country, shock, data),
    sentences: [],
  };
  return { ...one, sentences: sentencesOf(one, scenarios, sample.method) };
}

function changeBand(
  { scored, scores, after, runs }: Context["simulation"],
  unit: number,
): { low: number; high: number } | null {
  const start = scored.indexOf(unit) * runs;
  const changes = sortedValues(
    Float64Array.from({ length: runs }, (_, run) => after[start + run]! - scores[start + run]!),
  );
  return changes.length === 0 ? null : { low: quantile(changes, 0.05), high: quantile(changes, 0.95) };
}

function lossesOf(
  unit: number,
  { losses, spared }: CompiledShock,
  data: Context["data"],
  nodes: Context["sample"]["nodes"],
): ShockedCountry["losses"] {
  return losses.flatMap(({ loss, node, shares, scenario }) => {
    const product = (of: "values" | "lows" | "highs"): number =>
      shares.reduce((all, column) => all * column[of][unit]!, 1);
    const share = product("values");
    if (Number.isNaN(share) || spared[scenario]![unit] === 1) return [];
    const source = shares[0]?.observations[unit]?.source ?? null;
    return [
      {
        layer: loss.layer,
        title: nodes[node]!.title,
        loss: nominalLoss(loss, share),
        share,
        shareLow: product("lows"),
        shareHigh: product("highs"),
        source: source !== null && data.source(source) ? source : null,
        reason: loss.reason,
      },
    ];
  });
}

function nominalLoss({ severity, substitution, runway, horizon }: LayerLoss, share: number): number {
  const at = (range: [number, number]): number => middle("", ...range);
  return lossOf(share, at(severity), at(substitution), at(runway), at(horizon));
}

function gapsOf(
  unit: number,
  country: CountryExposure,
  { losses, spared }: CompiledShock,
  data: Context["data"],
): string[] {
  if (unit < 0) return [`${nameAtStart(country.name)} has no score, so no shock can be computed.`];
  const missing = losses
    .filter(({ scenario }) => spared[scenario]![unit] !== 1)
    .flatMap(({ shares }) => shares.filter((column) => Number.isNaN(column.values[unit]!)).map((column) => column.id));
  return [...new Set(missing)].map((id) => `Not observed for ${country.name}: ${data.indicator(id)?.title ?? id}.`);
}

function sentencesOf(one: ShockedCountry, scenarios: Scenario[], { scale, score }: Method): Statement[] {
  const title = scenarios.map((scenario) => `"${scenario.title}"`).join(" and ");
  if (one.status === "spared")
    return [shockSays(`${title} comes from ${nameInSentence(one.name)} itself and does not reach it.`)];
  if (one.after === null || one.before === null || one.change === null || !one.afterBand || !one.changeBand)
    return [
      {
        part: "insufficient",
        text: `There is too little data to say what ${title} would do to ${nameInSentence(one.name)}.`,
      },
    ];
  const verb = one.change >= 0.05 ? "rise" : one.change <= -0.05 ? "fall" : "stay";
  const move =
    verb === "stay"
      ? `stay at ${figure(one.after)}`
      : `${verb} from ${figure(one.before)} to ${figure(one.after)} of ${scale[1]} (by ${figure(Math.abs(one.change))} points)`;
  return [
    shockSays(
      `Under the scenario ${title}, the ${score.name.toLowerCase()} of ${nameInSentence(one.name)} would ${move}; in 90 percent of the runs the change lies between ${signed(one.changeBand.low)} and ${signed(one.changeBand.high)} points.`,
    ),
    ...one.losses
      .filter(({ loss }) => loss > 0.0005)
      .map(
        ({ title: layer, loss, share, shareLow, shareHigh }) =>
          `${nameAtStart(one.name)} would lose ${figure(loss * 100)} percent of its resilience in ${layer.toLowerCase()}, as ${figure(share * 100)} percent${shareLow < shareHigh ? ` (known to lie between ${figure(shareLow * 100)} and ${figure(shareHigh * 100)})` : ""} of it is at risk.`,
      )
      .filter((sentence, index, all) => all.indexOf(sentence) === index)
      .map((text) => ({ part: "loss" as const, text })),
  ];
}

function shockSays(text: string): Statement {
  return { part: "shock", text };
}

function signed(value: number): string {
  return `${value < -0.05 ? "−" : "+"}${figure(Math.abs(value))}`;
}

function assumptionsOf({ title, losses, shifts }: Scenario): string[] {
  const range = ([low, high]: [number, number], of: (value: number) => string): string =>
    low === high ? of(low) : `${of(low)} to ${of(high)}`;
  const share = (value: number): string => `${Math.round(value * 100)} %`;
  return [
    ...losses.map(
      ({ layer, severity, substitution, runway, horizon, reason }) =>
        `${title}, ${layer}: severity ${range(severity, share)}, substitution ${range(substitution, share)}, runway ${range(runway, String)} years, horizon ${range(horizon, String)} years. ${reason}`,
    ),
    ...shifts.map(({ indicator, by, reason }) => `${title}: ${indicator} moves by ${range(by, String)}. ${reason}`),
  ];
}

function reversalsOf(countries: ShockedCountry[]): string[] {
  return countries.flatMap((a, index) =>
    countries.slice(index + 1).flatMap((b) => {
      if (a.before === null || b.before === null || a.after === null || b.after === null) return [];
      if ((a.before - b.before) * (a.after - b.after) >= 0) return [];
      const [up, down] = a.after > b.after ? [a, b] : [b, a];
      return [
        `${nameAtStart(up.name)} is less exposed than ${nameInSentence(down.name)} before the shock and more exposed after it.`,
      ];
    }),
  );
}
