import { z } from "zod";

import { featureNames, type FeatureName, type Features } from "./feature-names.ts";

const Weight = z.number().min(-50).max(50);
/** For each feature what it adds to "supported" and to "contradicted", both against "not found". */
const Weights = z.strictObject(
  Object.fromEntries(featureNames.map((name) => [name, z.tuple([Weight, Weight])])) as Record<
    FeatureName,
    z.ZodTuple<[typeof Weight, typeof Weight]>
  >,
);

/** A multinomial logistic regression; fitted by `npm run calibrate -- --write`. */
export const Decision = z.strictObject({ bias: z.tuple([Weight, Weight]), weights: Weights });
export type Decision = z.infer<typeof Decision>;

export interface Odds {
  supported: number;
  contradicted: number;
  "not-found": number;
}

/** Probabilities of the three verdicts. */
export function oddsOf(features: Features, { bias, weights }: Decision): Odds {
  const logit = (side: 0 | 1): number =>
    featureNames.reduce((sum, name) => sum + weights[name][side] * features[name], bias[side]);
  const [supported, contradicted] = [Math.exp(logit(0)), Math.exp(logit(1))];
  const whole = 1 + supported + contradicted;
  return { supported: supported / whole, contradicted: contradicted / whole, "not-found": 1 / whole };
}

/** The likeliest verdict. */
export function likeliest(odds: Odds): keyof Odds {
  if (odds.supported >= odds.contradicted && odds.supported >= odds["not-found"]) return "supported";
  return odds.contradicted >= odds["not-found"] ? "contradicted" : "not-found";
}
