import type { Aggregation, Normalisation } from "../domain/method.ts";
import { aggregateRow } from "./aggregate.ts";
import type { Compiled } from "./compile.ts";
import { normaliseColumn, type ScoreScale } from "./normalise.ts";

/** The choices of one calculation; the method's own where nothing is given. */
export interface Choices {
  /** One a node, as written in the method; only ratios among siblings count. */
  weights: ArrayLike<number>;
  floor: number | undefined;
  /** The rule of the group at the top. */
  aggregation: Aggregation;
  /** One a column. */
  rules: Normalisation[];
}

/**
 * The arithmetic of a method: normalises every column and aggregates from the leaves up. Writes into buffers of its own, so
 * that a simulation allocates nothing.
 */
export interface Kernel {
  /** A row a node, `units` wide: the scores of the last run on the resilience side, NaN where there is none. */
  scores: Float64Array;
  /** Normalises the columns. */
  normalise(columns: Float64Array[], choices: Choices): void;
  /** Aggregates what was normalised; `closed` marks node × unit that have too little data to be scored. */
  aggregate(choices: Choices, closed?: Uint8Array): void;
  /** Aggregates the group at the top only, from what its children have now. */
  aggregateTop(choices: Choices, closed?: Uint8Array): void;
}

/** A kernel over the nodes of a compiled method. */
export function createKernel(compiled: Compiled): Kernel {
  const { nodes, columns, units } = compiled;
  const scores = new Float64Array(nodes.length * units.length);
  const leaves = nodes.flatMap((node, index) => (node.column >= 0 ? [{ index, column: node.column }] : []));
  const groups = nodes.flatMap((node, index) =>
    node.column < 0 ? [{ index, node, weights: new Float64Array(node.children.length) }] : [],
  );
  const room = new Float64Array(units.length);
  const top = groups.filter(({ index }) => index === compiled.root);
  const aggregate = (some: typeof groups, choices: Choices, closed: Uint8Array | undefined): void => {
    const scale = { ...scaleOf(compiled, choices.floor), room };
    for (const { index, node, weights } of some) {
      for (let child = 0; child < weights.length; child += 1) weights[child] = choices.weights[node.children[child]!]!;
      const rule = index === compiled.root ? choices.aggregation : node.aggregation;
      aggregateRow(rule, scores, node.children, weights, units.length, index, scale);
      if (closed)
        for (let cell = index * units.length; cell < (index + 1) * units.length; cell += 1)
          if (closed[cell]) scores[cell] = Number.NaN;
    }
  };
  return {
    scores,
    normalise(values, choices) {
      const scale = { ...scaleOf(compiled, choices.floor), room };
      for (const { index, column } of leaves) {
        const { higher, reference } = columns[column]!;
        const rule = choices.rules[column]!;
        const start = index * units.length;
        normaliseColumn(values[column]!, rule, higher, scale, scores, start, reference);
        if (choices.floor !== undefined && !isBounded(rule)) raise(scores, start, start + units.length, choices.floor);
      }
    },
    aggregate: (choices, closed) => aggregate(groups, choices, closed),
    aggregateTop: (choices, closed) => aggregate(top, choices, closed),
  };
}

/** The choices that the method itself makes. */
export function declaredChoices({ method, nodes, columns, root }: Compiled): Choices {
  return {
    weights: nodes.map((node) => node.weight),
    floor: method.floor,
    aggregation: nodes[root]!.aggregation,
    rules: columns.map((column) => column.rule),
  };
}

/** Where a bounded rule puts the worst and the best score. */
export function scaleOf({ method }: Compiled, floor: number | undefined): Omit<ScoreScale, "room"> {
  return { bottom: floor ?? method.scale[0], top: method.scale[1], ties: method.ties };
}

// A rule with bounds maps onto floor … top; the scores of the others are raised to the floor.
function isBounded({ rule }: Normalisation): boolean {
  return rule === "goalposts" || rule === "min-max" || rule === "percentile-rank";
}

function raise(scores: Float64Array, start: number, end: number, floor: number): void {
  for (let cell = start; cell < end; cell += 1) if (scores[cell]! < floor) scores[cell] = floor;
}
