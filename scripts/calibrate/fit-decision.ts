import type { Decision } from "../../src/agent/verify/pairs/decision.ts";
import { featureNames, type FeatureName, type Features } from "../../src/agent/verify/pairs/feature-names.ts";
import { signs } from "./signs.ts";

/** A pair in numbers, with its label and how much it counts. */
export interface Example {
  features: Features;
  label: "supported" | "contradicted" | "not-found";
  mass: number;
}

const pull = 0.01;
const rounds = 600;
const stride = 0.15;

/**
 * Multinomial logistic regression with an L2 penalty on standardised features, by adaptive gradient steps (Duchi et al. 2011); after each step
 * weights of the wrong sign are set to nought.
 */
export function fitDecision(examples: Example[], without: FeatureName[] = []): Decision {
  const names = featureNames.filter((name) => !without.includes(name));
  const columns = names.map((name) => examples.map(({ features }) => features[name]));
  const means = columns.map(mean);
  const spreads = columns.map(
    (column, at) => Math.sqrt(mean(column.map((value) => (value - (means[at] ?? 0)) ** 2))) || 1,
  );
  const rows = examples.map(({ features }) =>
    names.map((name, at) => (features[name] - (means[at] ?? 0)) / (spreads[at] ?? 1)),
  );
  const whole = examples.reduce((sum, { mass }) => sum + mass, 0);
  const width = names.length + 1;
  const weights = [0, 1].map(() => new Float64Array(width));
  const seen = [0, 1].map(() => new Float64Array(width).fill(1e-8));
  for (let round = 0; round < rounds; round += 1) {
    const gradient = [0, 1].map(() => new Float64Array(width));
    for (const [index, row] of rows.entries()) {
      const example = examples[index];
      if (!example) continue;
      const powers = weights.map((side) =>
        Math.exp(row.reduce((sum, value, at) => sum + value * (side[at] ?? 0), side[width - 1] ?? 0)),
      );
      const total = powers.reduce((sum, power) => sum + power, 1);
      for (const [side, label] of (["supported", "contradicted"] as const).entries()) {
        const missed = ((Number(example.label === label) - (powers[side] ?? 0) / total) * example.mass) / whole;
        const own = gradient[side];
        if (own) for (let at = 0; at < width; at += 1) own[at] = (own[at] ?? 0) + missed * (row[at] ?? 1);
      }
    }
    step(names, weights, gradient, seen);
  }
  const raw = weights.map((side) => names.map((_, at) => (side[at] ?? 0) / (spreads[at] ?? 1)));
  const bias = raw.map(
    (side, index) =>
      (weights[index]?.[width - 1] ?? 0) - side.reduce((sum, value, at) => sum + value * (means[at] ?? 0), 0),
  );
  const found = featureNames.map((name) => {
    const at = names.indexOf(name);
    return [name, at < 0 ? [0, 0] : raw.map((side) => rounded(side[at] ?? 0))];
  });
  return { bias: bias.map(rounded), weights: Object.fromEntries(found) } as Decision;
}

function step(names: FeatureName[], weights: Float64Array[], gradient: Float64Array[], seen: Float64Array[]): void {
  for (const [at, name] of names.entries()) {
    if (signs[name] !== "speaks" && signs[name] !== "silent") continue;
    const both = ((gradient[0]?.[at] ?? 0) + (gradient[1]?.[at] ?? 0)) / 2;
    for (const side of gradient) side[at] = both;
  }
  for (const [index, side] of weights.entries())
    for (let at = 0; at <= names.length; at += 1) {
      const name = names[at];
      const slope = (gradient[index]?.[at] ?? 0) - (name === undefined ? 0 : pull * (side[at] ?? 0));
      const past = seen[index];
      if (!past) continue;
      past[at] = (past[at] ?? 0) + slope * slope;
      const moved = (side[at] ?? 0) + (stride * slope) / Math.sqrt(past[at] ?? 1);
      side[at] = name === undefined ? moved : bounded(moved, name, index);
    }
}

function bounded(value: number, name: FeatureName, side: number): number {
  const sign = signs[name];
  if (sign === "speaks") return Math.max(0, value);
  if (sign === "silent") return Math.min(0, value);
  if (sign === "against") return side === 0 ? Math.min(0, value) : Math.max(0, value);
  return side === 0 ? Math.max(0, value) : 0;
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / (values.length || 1);
}

function rounded(value: number): number {
  return Number(value.toFixed(3));
}
