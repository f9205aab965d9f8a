import type { Example } from "./prepare.ts";

/** How sharply scores are told apart: a difference of one is this much in the logit. */
const sharpness = 4;
const pull = 0.01;
const rounds = 200;
const stride = 0.1;

/**
 * Weights under which what answers comes before what does not: a softmax over the candidates of each question, held near
 * the weights it starts from, by adaptive gradient steps.
 */
export function fitRank<Name extends string>(
  examples: Example[],
  names: Name[],
  start: Record<Name, number>,
): Record<Name, number> {
  const weights = names.map((name) => start[name]);
  const seen = names.map(() => 1e-8);
  const questions = examples.map(({ ranked, right }) => ({
    right,
    total: right.reduce((sum, value) => sum + value, 0),
    rows: ranked.map(({ features }) => names.map((name) => (features as unknown as Record<Name, number>)[name])),
  }));
  for (let round = 0; round < rounds; round += 1) {
    const gradient = names.map(() => 0);
    for (const { rows, right, total } of questions) {
      if (total === 0) continue;
      const logits = rows.map((row) => sharpness * row.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0));
      const highest = Math.max(...logits);
      const odds = logits.map((logit) => Math.exp(logit - highest));
      const whole = odds.reduce((sum, value) => sum + value, 0);
      for (const [at, row] of rows.entries()) {
        const missed = sharpness * ((right[at] ?? 0) / total - (odds[at] ?? 0) / whole);
        for (const [name, value] of row.entries()) gradient[name] = (gradient[name] ?? 0) + missed * value;
      }
    }
    for (const [at, name] of names.entries()) {
      const step = (gradient[at] ?? 0) / questions.length - pull * ((weights[at] ?? 0) - start[name]);
      seen[at] = (seen[at] ?? 0) + step * step;
      weights[at] = (weights[at] ?? 0) + (stride * step) / Math.sqrt(seen[at]);
    }
  }
  // Thresholds speak of differences between scores: these stay as wide as they were.
  const before = names.map((name) => start[name]);
  const scale = meanLead(questions, before) / meanLead(questions, weights);
  return Object.fromEntries(names.map((name, at) => [name, rounded(scale * (weights[at] ?? 0))])) as Record<
    Name,
    number
  >;
}

const behind = 5;

/** By how much the best of a question is ahead of the one some places behind, on average. */
function meanLead(questions: { rows: number[][] }[], weights: number[]): number {
  const leads = questions.flatMap(({ rows }) => {
    const scores = rows
      .map((row) => row.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0))
      .sort((a, b) => b - a);
    const [best, other] = [scores[0], scores[behind]];
    return best === undefined || other === undefined ? [] : [best - other];
  });
  return leads.reduce((sum, lead) => sum + lead, 0) / leads.length;
}

/** Masses under which both outcomes weigh the same. */
export function balanced(masses: number[], outcomes: boolean[]): number[] {
  const massOf = (outcome: boolean): number =>
    masses.reduce((sum, mass, at) => sum + (outcomes[at] === outcome ? mass : 0), 0);
  const whole = { yes: massOf(true), no: massOf(false) };
  return masses.map((mass, at) => mass / (outcomes[at] ? whole.yes : whole.no));
}

/** A logistic regression in which each row weighs its mass. */
export function fitLogistic(
  rows: number[][],
  outcomes: boolean[],
  masses: number[],
): { bias: number; weights: number[] } {
  const width = rows[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, at) => rows.map((row) => row[at] ?? 0));
  const means = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / column.length);
  const spreads = columns.map((column, at) => {
    const mean = means[at] ?? 0;
    return Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length) || 1;
  });
  const scaled = rows.map((row) => row.map((value, at) => (value - (means[at] ?? 0)) / (spreads[at] ?? 1)));
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  const weights = means.map(() => 0);
  let bias = 0;
  for (let round = 0; round < 1500; round += 1) {
    const gradient = means.map(() => 0);
    let shift = 0;
    for (const [index, row] of scaled.entries()) {
      const logit = bias + row.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0);
      const outcome = outcomes[index] ?? false;
      const missed = (Number(outcome) - 1 / (1 + Math.exp(-logit))) * ((masses[index] ?? 0) / total);
      shift += missed;
      for (const [at, value] of row.entries()) gradient[at] = (gradient[at] ?? 0) + missed * value;
    }
    bias += 2 * shift;
    for (const [at, step] of gradient.entries())
      weights[at] = (weights[at] ?? 0) + 2 * (step - 0.02 * (weights[at] ?? 0));
  }
  const own = weights.map((weight, at) => weight / (spreads[at] ?? 1));
  return {
    bias: rounded(bias - own.reduce((sum, weight, at) => sum + weight * (means[at] ?? 0), 0)),
    weights: own.map(rounded),
  };
}

function rounded(value: number): number {
  return Number(value.toFixed(4));
}
