import { z } from "zod";

const Text = z.string().min(1).max(1500);
/** From low to high; the nominal result uses the middle. */
const Range = z
  .tuple([z.number(), z.number()])
  .refine(([low, high]) => low <= high, "an interval runs from low to high");
const ShareRange = Range.refine(([low, high]) => low >= 0 && high <= 1, "a share lies between 0 and 1");
const Years = Range.refine(([low]) => low >= 0, "years are zero or more");

/**
 * A layer loses what hangs on the shocked supplier: share × severity × (1 − substitution) × exp(−runway / horizon).
 * `share` is an indicator of shares between 0 and 1, or several that are multiplied.
 */
export const LayerLoss = z.strictObject({
  layer: z.string().max(80),
  share: z.array(z.string().max(80)).min(1).max(4),
  severity: ShareRange,
  /** The part that can be replaced within the horizon. */
  substitution: ShareRange,
  /** Years that stocks and installed equipment keep running. */
  runway: Years,
  horizon: Years.refine(([low]) => low > 0, "the horizon is more than zero years"),
  reason: Text,
});
export type LayerLoss = z.infer<typeof LayerLoss>;

/** An indicator moves by an amount in its own unit, for every country that has it. */
export const IndicatorShift = z.strictObject({ indicator: z.string().max(80), by: Range, reason: Text });
export type IndicatorShift = z.infer<typeof IndicatorShift>;

/** `corpus/scenarios/NAME.yaml`: a shock under stated assumptions. */
export const Scenario = z.strictObject({
  scenario: z.string().min(1).max(80),
  version: z.string().max(20),
  title: z.string().min(1).max(160),
  /** What happens, as the assumption of the scenario and not as a forecast. */
  about: Text,
  /** Words by which a question asks for it. */
  asked_as: z.array(z.string().min(3).max(60)).max(40).default([]),
  /** Countries that the shock comes from and does not reach. */
  spares: z.array(z.string().length(3)).max(300).default([]),
  losses: z.array(LayerLoss).max(20).default([]),
  shifts: z.array(IndicatorShift).max(20).default([]),
  limits: z.array(Text).max(12).default([]),
});
export type Scenario = z.infer<typeof Scenario>;
