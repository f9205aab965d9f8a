import { subset, type Compiled } from "./compile.ts";

/** How much of a node is observed for each unit, and where that is too little. A row a node, `units` wide. */
export interface Coverage {
  /** Share of the weight of the indicators below that is observed, of what can apply to the unit. */
  share: Float64Array;
  /** 1 where a group has less than the method asks and gets no score. */
  closed: Uint8Array;
  /** 1 where nothing of the node can apply to the unit. */
  outOfScope: Uint8Array;
}

/** Applies the method's availability thresholds. What cannot apply to a unit counts neither for nor against it. */
export function coverageOf({ nodes, columns, units }: Compiled): Coverage {
  const size = nodes.length * units.length;
  const [share, closed, outOfScope] = [new Float64Array(size), new Uint8Array(size), new Uint8Array(size)];
  const overall = overallWeights(nodes);
  const [observed, applicable] = [new Float64Array(size), new Float64Array(size)];
  nodes.forEach((node, index) => {
    for (let unit = 0; unit < units.length; unit += 1) {
      const cell = index * units.length + unit;
      if (node.column >= 0) {
        const column = columns[node.column]!;
        const there = !Number.isNaN(column.values[unit]!);
        outOfScope[cell] = !there && column.states[unit] === "not-applicable" ? 1 : 0;
        applicable[cell] = outOfScope[cell] ? 0 : overall[index]!;
        observed[cell] = there ? overall[index]! : 0;
        closed[cell] = there ? 0 : 1;
      } else {
        let [count, present, weight, presentWeight] = [0, 0, 0, 0];
        for (const child of node.children) {
          const below = child * units.length + unit;
          applicable[cell] = applicable[cell]! + applicable[below]!;
          observed[cell] = observed[cell]! + observed[below]!;
          if (outOfScope[below]) continue;
          count += 1;
          weight += nodes[child]!.weight;
          if (closed[below]) continue;
          present += 1;
          presentWeight += nodes[child]!.weight;
        }
        outOfScope[cell] = count === 0 ? 1 : 0;
        const enough = (got: number, of: number, least: number | undefined): boolean =>
          of > 0 && got / of >= (least ?? 0) - 1e-9;
        closed[cell] =
          presentWeight > 0 &&
          enough(present, count, node.needs.children) &&
          enough(presentWeight, weight, node.needs.weight) &&
          enough(observed[cell]!, applicable[cell]!, node.needs.indicators)
            ? 0
            : 1;
      }
      share[cell] = applicable[cell]! > 0 ? observed[cell]! / applicable[cell]! : 0;
    }
  });
  return { share, closed, outOfScope };
}

/**
 * The units that have enough data for a score. They alone are the sample that a relative rule (min-max, z-score, rank)
 * measures a unit against, as in COINr, which screens units before it normalises.
 */
export function screened(compiled: Compiled): Compiled {
  const { closed } = coverageOf(compiled);
  return subset(compiled, (unit) => !closed[compiled.root * compiled.units.length + unit]);
}

/** The share of each node in the whole index: the product of its and its parents' weights, each as a share of its siblings'. */
export function overallWeights(nodes: Compiled["nodes"]): Float64Array {
  const overall = new Float64Array(nodes.length);
  for (let index = nodes.length - 1; index >= 0; index -= 1) {
    const node = nodes[index]!;
    if (node.parent < 0) overall[index] = 1;
    const sum = node.children.reduce((total, child) => total + nodes[child]!.weight, 0);
    for (const child of node.children) overall[child] = sum > 0 ? (overall[index]! * nodes[child]!.weight) / sum : 0;
  }
  return overall;
}
