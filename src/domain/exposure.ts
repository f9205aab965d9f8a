import { z } from "zod";

import { Citation } from "./answer.ts";

/** Where 90 of 100 simulated results lie: the 5th to the 95th percentile. */
export const Band = z.object({ low: z.number(), high: z.number() });
export type Band = z.infer<typeof Band>;

/** A sentence that stands alone, and which part of a report it says. */
export const Statement = z.object({
  part: z.enum([
    "score",
    "rank",
    "weakest",
    "drivers",
    "counter-argument",
    "insufficient",
    "pair",
    "overview",
    "shock",
    "loss",
    "reversal",
  ]),
  text: z.string(),
});
export type Statement = z.infer<typeof Statement>;

/** One indicator of one country, with what it adds and where it is from. */
export const IndicatorPart = z.object({
  indicator: z.string(),
  title: z.string(),
  /** As observed, in its unit; null where only an interval or nothing is known. */
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  unit: z.string(),
  year: z.number().int().nullable(),
  state: z.enum(["observed", "structural-zero", "not-reported", "not-applicable", "imputed"]),
  /** Resilience, floor … 100; null where it has none. */
  score: z.number().nullable(),
  /** Share of its layer's weight, over what is observed; null where it has no score. */
  weight: z.number().nullable(),
  /** weight × score: the parts of a layer sum to the layer. */
  adds: z.number().nullable(),
  /** Ids into the report's `sources`. */
  source: z.string().nullable(),
  row: z.string().nullable(),
});
export type IndicatorPart = z.infer<typeof IndicatorPart>;

/** One layer of one country. */
export const LayerPart = z.object({
  layer: z.string(),
  title: z.string(),
  /** Resilience, floor … 100; null where too little is observed. */
  score: z.number().nullable(),
  band: Band.nullable(),
  /** Share of the index's weight, over the layers that have a score. */
  weight: z.number().nullable(),
  /** Share of the layer's indicator weight that is observed. */
  coverage: z.number(),
  /** Points of exposure that this layer adds to the reference's (Shapley value); below zero it lowers exposure. */
  adds: z.number().nullable(),
  indicators: z.array(IndicatorPart),
});
export type LayerPart = z.infer<typeof LayerPart>;

export const CountryExposure = z.object({
  country: z.string(),
  name: z.string(),
  status: z.enum(["scored", "insufficient-data"]),
  score: z.number().nullable(),
  band: Band.nullable(),
  rank: z.number().nullable(),
  rankBand: Band.nullable(),
  /** Share of all indicator weight that is observed. */
  coverage: z.number(),
  /** The lowest layer and its level, which is never averaged with others. */
  weakest: z
    .object({ layer: z.string(), title: z.string(), score: z.number(), level: z.number().int(), label: z.string() })
    .nullable(),
  /** What E − E_reference is made of, layer by layer. */
  reference: z.object({ name: z.string(), score: z.number() }).nullable(),
  layers: z.array(LayerPart),
  /** The indicator whose removal would move the rank most. */
  counterArgument: z
    .object({ indicator: z.string(), title: z.string(), rankWithout: z.number(), scoreWithout: z.number() })
    .nullable(),
  /** Set beside the score, never summed. */
  beside: z.array(
    IndicatorPart.pick({
      indicator: true,
      title: true,
      value: true,
      unit: true,
      year: true,
      source: true,
      row: true,
    }).extend({
      as: z.enum(["leverage", "outcome", "alignment", "context"]),
    }),
  ),
  gaps: z.array(z.string()),
  sentences: z.array(Statement),
});
export type CountryExposure = z.infer<typeof CountryExposure>;

/** How often one country is more exposed than another in the simulation. */
export const PairProbability = z.object({
  more: z.string(),
  less: z.string(),
  probability: z.number(),
  distinguishable: z.boolean(),
  sentence: z.string(),
});
export type PairProbability = z.infer<typeof PairProbability>;

/** One country before and after a shock. */
export const ShockedCountry = z.object({
  country: z.string(),
  name: z.string(),
  status: z.enum(["computed", "spared", "insufficient-data"]),
  before: z.number().nullable(),
  after: z.number().nullable(),
  afterBand: Band.nullable(),
  /** after − before, over the same runs. */
  change: z.number().nullable(),
  changeBand: Band.nullable(),
  /** Ranks among the countries for which the shock can be computed. */
  rankBefore: z.number().nullable(),
  rankAfter: z.number().nullable(),
  /** Each loss by itself, at the middle of its assumptions. */
  losses: z.array(
    z.object({
      layer: z.string(),
      title: z.string(),
      loss: z.number(),
      share: z.number(),
      shareLow: z.number(),
      shareHigh: z.number(),
      source: z.string().nullable(),
      reason: z.string(),
    }),
  ),
  gaps: z.array(z.string()),
  sentences: z.array(Statement),
});
export type ShockedCountry = z.infer<typeof ShockedCountry>;

export const ScenarioResult = z.object({
  scenarios: z.array(z.object({ scenario: z.string(), version: z.string(), title: z.string(), about: z.string() })),
  assumptions: z.array(z.string()),
  limits: z.array(z.string()),
  countries: z.array(ShockedCountry),
  /** For how many countries it can be computed; ranks before and after are among them. */
  computable: z.number().int(),
  /** Pairs whose order the shock turns round. */
  reversals: z.array(z.string()),
});
export type ScenarioResult = z.infer<typeof ScenarioResult>;

const Index = z.object({
  factor: z.string(),
  first: z.number(),
  firstBand: z.tuple([z.number(), z.number()]),
  total: z.number(),
  totalBand: z.tuple([z.number(), z.number()]),
});
const RankShift = z.object({ id: z.string(), title: z.string(), shift: z.number() });

/** How robust a ranking is to the choices it rests on. */
export const SensitivityReport = z.object({
  method: z.string(),
  version: z.string(),
  samples: z.number().int(),
  seed: z.number().int(),
  /** Sobol indices of the mean absolute rank shift: share of its variance by a choice alone, and with its interactions. */
  choices: z.array(Index),
  /** Mean absolute rank shift when one is left out, the largest first. */
  withoutIndicator: z.array(RankShift),
  withoutLayer: z.array(RankShift),
  /** The weight meant, and the correlation with the aggregate over the countries. */
  effective: z.array(
    z.object({ id: z.string(), title: z.string(), nominal: z.number(), correlation: z.number().nullable() }),
  ),
});
export type SensitivityReport = z.infer<typeof SensitivityReport>;

/** What `compute_exposure` gives. */
export const ExposureReport = z.object({
  method: z.object({ method: z.string(), version: z.string(), title: z.string(), score: z.string() }),
  /** Weights that the caller set in place of the method's. */
  weights: z.record(z.string(), z.number()),
  asOf: z.number().int().nullable(),
  runs: z.number().int(),
  seed: z.number().int(),
  /** Countries with a score, and countries with any data. */
  scored: z.number().int(),
  known: z.number().int(),
  countries: z.array(CountryExposure),
  /** The least and the most exposed of all that can be scored; null when none can. */
  overview: Statement.nullable(),
  pairs: z.array(PairProbability),
  scenario: ScenarioResult.nullable(),
  /** Every source that a value of the report is from. */
  sources: z.array(Citation.extend({ licence: z.string() })),
  /** Layers and indicators that the method leaves out, with the reason. */
  leftOut: z.array(z.string()),
  notes: z.array(z.string()),
});
export type ExposureReport = z.infer<typeof ExposureReport>;
