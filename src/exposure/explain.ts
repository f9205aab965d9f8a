import { aggregateRow } from "./aggregate.ts";
import type { Compiled } from "./compile.ts";
import { scaleOf } from "./kernel.ts";
import { median } from "./order.ts";
import type { Scored } from "./score.ts";
import { shapley } from "./shapley.ts";

/** What one unit's score is made of, against the reference: the parts sum to score − reference. */
export interface Explanation {
  score: number;
  reference: number;
  /** Points that each part below the top adds; NaN for one without a score. */
  parts: { node: number; adds: number }[];
}

/**
 * Explains a unit's score against the median unit: the score of the top where every part stands at the median of all scored
 * units, or of those `among` names. Only the parts that the unit has a score in take part, on both sides. An outranking at the top cannot be explained
 * so, and gives undefined.
 */
export function explain(compiled: Compiled, scored: Scored, unit: number, among?: number[]): Explanation | undefined {
  const { nodes, root, units, method } = compiled;
  const top = nodes[root]!;
  if (top.aggregation === "outranking" || Number.isNaN(scored.scores[unit]!)) return undefined;
  const value = (node: number, at: number): number => scored.nodes[node * units.length + at]!;
  const present = top.children.filter((node) => !Number.isNaN(value(node, unit)) && nodes[node]!.weight > 0);
  const own = present.map((node) => value(node, unit));
  const peers = present.map((node) =>
    median((among ?? [...units.keys()]).flatMap((at) => (Number.isNaN(scored.scores[at]!) ? [] : [value(node, at)]))),
  );
  const weights = present.map((node) => nodes[node]!.weight);
  const children = present.map((_, index) => index);
  const room = new Float64Array(present.length + 1);
  const complement = method.scale[0] + method.scale[1];
  const worth = (set: number): number => {
    for (const index of children) room[index] = set & (1 << index) ? own[index]! : peers[index]!;
    aggregateRow(top.aggregation, room, children, weights, 1, present.length, scaleOf(compiled, method.floor));
    return method.score.as === "complement" ? complement - room[present.length]! : room[present.length]!;
  };
  const adds = shapley(present.length, worth);
  return {
    score: worth(2 ** present.length - 1),
    reference: worth(0),
    parts: top.children.map((node) => ({ node, adds: adds[present.indexOf(node)] ?? Number.NaN })),
  };
}
