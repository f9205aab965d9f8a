import type { Compiled } from "./compile.ts";
import { coverageOf, type Coverage } from "./coverage.ts";
import { createKernel, declaredChoices } from "./kernel.ts";
import { ranksOf, roundInto } from "./order.ts";

/** The nominal result of a method: no simulation, no filling in. */
export interface Scored {
  /** A row a node, `units` wide, on the scale of the method; NaN where there is too little data. */
  nodes: Float64Array;
  /** The printed score of each unit: the aggregate, or its complement. */
  scores: Float64Array;
  ranks: Float64Array;
  coverage: Coverage;
}

/** Scores every unit. `choices` overrides what the method declares, `columns` the data (each as in `Compiled`). */
export function score(
  compiled: Compiled,
  { choices = declaredChoices(compiled), columns = compiled.columns.map((column) => column.values) } = {},
): Scored {
  const coverage = coverageOf(compiled);
  const kernel = createKernel(compiled);
  kernel.normalise(columns, choices);
  kernel.aggregate(choices, coverage.closed);
  const scores = printedScores(compiled, kernel.scores);
  return { nodes: kernel.scores, scores, ranks: rank(compiled, scores), coverage };
}

/** The printed scores from the scores of all nodes. */
export function printedScores({ method, units, root }: Compiled, nodes: Float64Array): Float64Array {
  const [low, high] = method.scale;
  const aggregate = nodes.slice(root * units.length, (root + 1) * units.length);
  return method.score.as === "complement" ? aggregate.map((value) => low + high - value) : aggregate;
}

/** Ranks of printed scores: 1 for the end that the method names. */
export function rank({ method }: Compiled, scores: ArrayLike<number>): Float64Array {
  const rounded = roundInto(scores, method.scale, new Float64Array(scores.length));
  return ranksOf(rounded, method.score.rank_one === "lowest", method.ties);
}
