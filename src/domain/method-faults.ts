import { isLeaf, nodeId, type Method, type MethodNode, type Normalisation } from "./method.ts";

export interface MethodFault {
  /** Where in the method file. */
  path: (string | number)[];
  message: string;
}

/** What a method says that cannot be: each fault with its place. The schema has been checked before. */
export function methodFaults(method: Method): MethodFault[] {
  return [
    ...treeFaults(method),
    ...Object.entries(method.indicators).flatMap(([id, indicator]) => [
      ...normalisationFaults(
        indicator.normalisation ?? method.normalisation,
        indicator.transformation,
        ["indicators", id, ...(indicator.normalisation ? ["normalisation"] : [])],
        indicator.direction,
      ),
      ...(indicator.missing?.policy === "impute" ? imputeFaults(indicator.missing, ["indicators", id, "missing"]) : []),
    ]),
    ...(method.missing.policy === "impute" ? imputeFaults(method.missing, ["missing"]) : []),
    ...scaleFaults(method),
  ];
}

function treeFaults(method: Method): MethodFault[] {
  const faults: MethodFault[] = [];
  const seen = new Set<string>();
  const walk = (node: MethodNode, path: (string | number)[]): void => {
    const id = nodeId(node);
    const key = isLeaf(node) ? "indicator" : "id";
    if (seen.has(id)) faults.push({ path: [...path, key], message: `"${id}" stands twice in the index` });
    seen.add(id);
    if (isLeaf(node)) {
      if (!Object.hasOwn(method.indicators, id))
        faults.push({ path: [...path, key], message: `"${id}" is not described under "indicators"` });
      return;
    }
    if (node.of.every((child) => child.inactive !== undefined))
      faults.push({ path: [...path, "of"], message: `every part of "${id}" is inactive` });
    else if (node.of.every((child) => child.inactive !== undefined || child.weight === 0))
      faults.push({ path: [...path, "of"], message: `the weights in "${id}" sum to zero` });
    node.of.forEach((child, index) => walk(child, [...path, "of", index]));
  };
  walk(method.index, ["index"]);
  for (const id of method.uncertainty?.weights_of ?? [])
    if (!seen.has(id)) faults.push({ path: ["uncertainty", "weights_of"], message: `"${id}" is not in the index` });
  return faults;
}

function normalisationFaults(
  rule: Normalisation,
  transformation: string,
  path: (string | number)[],
  direction: "higher" | "lower" | undefined,
): MethodFault[] {
  if (rule.rule === "none" && direction === "lower")
    return [{ path, message: 'without a normalisation a value cannot have the direction "lower"' }];
  if (rule.rule !== "goalposts") return [];
  const { worst, best } = rule;
  if (worst === best) return [{ path: [...path, "best"], message: "the two goalposts are the same" }];
  if (direction !== undefined && (direction === "higher") !== best > worst)
    return [{ path: [...path, "best"], message: `the goalposts run against the direction "${direction}"` }];
  const least = Math.min(worst, best);
  const positive = transformation === "log10" || transformation === "ln";
  if (
    (positive && least <= 0) ||
    (transformation.endsWith("plus-one") && least <= -1) ||
    (transformation === "square-root" && least < 0)
  )
    return [{ path: [...path, worst < best ? "worst" : "best"], message: `${least} has no ${transformation}` }];
  return [];
}

function imputeFaults(rule: { with: string; group?: string | undefined }, path: string[]): MethodFault[] {
  return rule.with.startsWith("group") && rule.group === undefined
    ? [{ path: [...path, "with"], message: `"${rule.with}" needs "group", the column that names the groups` }]
    : [];
}

function scaleFaults({ scale, floor, weakest_link }: Method): MethodFault[] {
  const faults: MethodFault[] = [];
  if (floor !== undefined && (floor < scale[0] || floor >= scale[1]))
    faults.push({ path: ["floor"], message: `the floor lies on the scale, from ${scale[0]} to below ${scale[1]}` });
  if (weakest_link) {
    const { thresholds, labels } = weakest_link;
    if (thresholds.some((value, index) => index > 0 && value <= (thresholds[index - 1] ?? 0)))
      faults.push({ path: ["weakest_link", "thresholds"], message: "the thresholds rise" });
    if (labels.length !== thresholds.length + 1)
      faults.push({ path: ["weakest_link", "labels"], message: `${thresholds.length + 1} labels, one a level from 0` });
  }
  return faults;
}
