import {
  isLeaf,
  nodeId,
  type Aggregation,
  type Method,
  type MethodIndicator,
  type MethodNode,
  type Needs,
  type Normalisation,
} from "../domain/method.ts";
import type { Observation, ObservationState, ObservationTable } from "../domain/observation.ts";
import { AttacheError, quoted } from "../kit/error.ts";
import { impute } from "./impute.ts";
import { byIndicator, newestOf } from "./newest.ts";
import { extremes } from "./normalise.ts";
import { transform } from "./transform.ts";
import { winsorise } from "./winsorise.ts";

/** One indicator for all units, ready to be normalised; NaN is missing. */
export interface Column {
  id: string;
  definition: MethodIndicator;
  /** After denominator, imputation, treatment and transformation. */
  values: Float64Array;
  /** The ends of each value's interval on the same scale; the value itself where there is none. */
  lows: Float64Array;
  highs: Float64Array;
  /** Before transformation, per denominator. */
  plain: Float64Array;
  states: (ObservationState | "imputed")[];
  observations: (Observation | undefined)[];
  rule: Normalisation;
  higher: boolean;
  /** The unit that a distance is measured from. */
  reference: number;
}

/** A node of the index; children stand before their parent. */
export interface IndexNode {
  id: string;
  title: string;
  /** The column of an indicator; −1 for a group. */
  column: number;
  children: number[];
  parent: number;
  weight: number;
  aggregation: Aggregation;
  needs: Needs;
}

/** A method joined with its data: everything a score, a simulation or an explanation reads. Plain data. */
export interface Compiled {
  method: Method;
  /** Ids in alphabetical order. */
  units: string[];
  names: string[];
  columns: Column[];
  nodes: IndexNode[];
  root: number;
  /** Groups and indicators that the method declares inactive, with the reason. */
  inactive: { id: string; title: string; reason: string }[];
  /** What was done to the data beyond the method's arithmetic: imputed and winsorised values, units excluded. */
  notes: string[];
}

/**
 * Joins a method with a table: takes the newest observation of each unit (of `asOf` or earlier), divides, imputes where
 * the method says so, treats outliers and transforms. Neither the order of rows nor other units change a unit's values.
 * Of two values for one year
 * the later row counts. Throws `usage` where the two do not fit: an indicator without any data.
 */
export function compile(
  method: Method,
  table: ObservationTable,
  options: { asOf?: number | undefined } = {},
): Compiled {
  const newest = newestByIndicator(table.observations, method, options.asOf);
  const nodes: IndexNode[] = [];
  const inactive: Compiled["inactive"] = [];
  const root = addNode(method.index, -1, method, nodes, inactive);
  const used = nodes.filter((node) => node.column >= 0).map((node) => node.id);
  nodes.filter((node) => node.column >= 0).forEach((node, index) => (node.column = index));
  const units = [...new Set(used.flatMap((id) => [...(newest.get(id)?.keys() ?? [])]))].sort(byCode);
  if (units.length === 0)
    throw new AttacheError(
      "usage",
      `The data has no observation of any indicator of ${quoted(method.method)}${options.asOf === undefined ? "" : ` in ${options.asOf} or before`}.`,
      {
        next: `It should have columns or an indicator column with: ${used.slice(0, 8).join(", ")}.`,
      },
    );
  const notes: string[] = [];
  const columns = used.map((id) => columnOf(id, method, newest, units, table, notes));
  const compiled = {
    method,
    units,
    names: units.map((id) => (Object.hasOwn(table.names, id) ? table.names[id]! : id)),
    columns,
    nodes,
    root,
    inactive,
  };
  return excludeIncomplete({ ...compiled, notes });
}

type Newest = Map<string, Map<string, Observation>>;

function newestByIndicator(observations: Observation[], { indicators }: Method, asOf: number | undefined): Newest {
  return new Map(
    [...byIndicator(observations)].map(([id, own]) => {
      const definition = Object.hasOwn(indicators, id) ? indicators[id] : undefined;
      return [id, newestOf(own, { asOf, oldest: definition?.oldest })];
    }),
  );
}

function addNode(
  node: MethodNode,
  parent: number,
  method: Method,
  nodes: IndexNode[],
  inactive: Compiled["inactive"],
): number {
  const children = isLeaf(node)
    ? []
    : node.of
        .filter((child) => {
          if (child.inactive !== undefined)
            inactive.push({ id: nodeId(child), title: titleOf(child, method), reason: child.inactive });
          return child.inactive === undefined;
        })
        .map((child) => addNode(child, -1, method, nodes, inactive));
  nodes.push({
    id: nodeId(node),
    title: titleOf(node, method),
    column: isLeaf(node) ? 0 : -1,
    children,
    parent,
    weight: node.weight,
    aggregation: (isLeaf(node) ? undefined : node.aggregation) ?? method.aggregation,
    needs: (isLeaf(node) ? undefined : node.needs) ?? {},
  });
  const index = nodes.length - 1;
  for (const child of children) nodes[child]!.parent = index;
  return index;
}

function titleOf(node: MethodNode, method: Method): string {
  return (isLeaf(node) ? method.indicators[node.indicator]?.title : node.title) ?? nodeId(node);
}

function columnOf(
  id: string,
  method: Method,
  newest: Newest,
  units: string[],
  table: ObservationTable,
  notes: string[],
): Column {
  const definition = method.indicators[id]!;
  const byUnit = newest.get(id);
  if (!byUnit || ![...byUnit.values()].some((observation) => observation.value !== null || observation.low !== null))
    throw new AttacheError("usage", `The data has no value of the indicator ${quoted(id)}.`, {
      next: "Add a column or rows of that name, or take the indicator out of the method.",
    });
  const { denominator } = definition;
  const divisors = denominator ? newest.get(denominator.by) : undefined;
  if (denominator && !divisors)
    throw new AttacheError(
      "usage",
      `The data has no values of ${quoted(denominator.by)}, which divides ${quoted(id)}.`,
      {
        next: "Add them, or take the denominator out of the method.",
      },
    );
  const observations = units.map((unit) => byUnit.get(unit));
  const per = units.map((unit) => (denominator ? (divisors?.get(unit)?.value || Number.NaN) / denominator.per : 1));
  const pick = (of: (observation: Observation) => number | null): Float64Array =>
    Float64Array.from(observations, (observation, unit) => {
      const value = observation ? of(observation) : null;
      return value === null ? Number.NaN : value / per[unit]!;
    });
  const states: Column["states"] = observations.map((observation) => observation?.state ?? "not-reported");
  let plain = pick((observation) => observation.value);
  const rawLows = pick((observation) => observation.low ?? observation.value);
  const rawHighs = pick((observation) => observation.high ?? observation.value);
  const missing = definition.missing ?? method.missing;
  if (missing.policy === "impute") {
    const filled = impute(plain, missing, units, table.groups);
    filled.forEach((value, unit) => {
      if (!Number.isNaN(plain[unit]!) || Number.isNaN(value) || states[unit] === "not-applicable") return;
      states[unit] = "imputed";
      [plain[unit], rawLows[unit], rawHighs[unit]] = [value, value, value];
    });
    const count = states.filter((state) => state === "imputed").length;
    if (count > 0) notes.push(`${id}: ${count} missing values imputed (${missing.with}), as the method declares.`);
  }
  if (definition.outliers) {
    const [treated, moved] = winsorise(plain, definition.outliers);
    if (moved > 0) notes.push(`${id}: ${moved} outlying values winsorised, as the method declares.`);
    const [low, high] = extremes(treated);
    for (const column of [rawLows, rawHighs])
      column.forEach((value, unit) => (column[unit] = Math.min(Math.max(value, low), high)));
    plain = treated;
  }
  const onScale = (column: Float64Array): Float64Array =>
    column.map((value) => transform(value, definition.transformation));
  const rule = transformedRule(definition.normalisation ?? method.normalisation, definition);
  const to = rule.rule === "distance" && typeof rule.to === "object" && "unit" in rule.to ? rule.to.unit : undefined;
  if (to !== undefined && !units.includes(to))
    throw new AttacheError(
      "usage",
      `The unit ${quoted(to)}, from which ${quoted(id)} is measured, is not in the data.`,
      {
        next: "Name a unit of the data as the reference.",
      },
    );
  return {
    id,
    definition,
    values: onScale(plain),
    lows: onScale(rawLows),
    highs: onScale(rawHighs),
    plain,
    states,
    observations,
    rule,
    higher: rule.rule === "goalposts" ? rule.best > rule.worst : definition.direction !== "lower",
    reference: to === undefined ? -1 : units.indexOf(to),
  };
}

function transformedRule(rule: Normalisation, { transformation }: MethodIndicator): Normalisation {
  if (rule.rule !== "goalposts") return rule;
  return { ...rule, worst: transform(rule.worst, transformation), best: transform(rule.best, transformation) };
}

// `exclude-unit`: a unit without a value of such an indicator is out, for every indicator.
function excludeIncomplete(compiled: Compiled): Compiled {
  const { method, columns, units, notes } = compiled;
  const strict = columns.filter((column) => (column.definition.missing ?? method.missing).policy === "exclude-unit");
  const complete = (unit: number): boolean =>
    strict.every((column) => !Number.isNaN(column.values[unit]!) || column.states[unit] === "not-applicable");
  const left = units.filter((_, unit) => !complete(unit));
  if (left.length > 0) notes.push(`Left out for a missing value, as the method declares: ${left.join(", ")}.`);
  return subset(compiled, complete);
}

/** The same method over some of the units only. */
export function subset(compiled: Compiled, keeps: (unit: number) => boolean): Compiled {
  const { columns, units, names } = compiled;
  const keep = (_: unknown, unit: number): boolean => keeps(unit);
  const kept = units.filter(keep);
  if (kept.length === units.length) return compiled;
  return {
    ...compiled,
    units: kept,
    names: names.filter(keep),
    columns: columns.map((column) => ({
      ...column,
      values: column.values.filter(keep),
      lows: column.lows.filter(keep),
      highs: column.highs.filter(keep),
      plain: column.plain.filter(keep),
      states: column.states.filter(keep),
      observations: column.observations.filter(keep),
      reference: column.reference < 0 ? -1 : kept.indexOf(units[column.reference]!),
    })),
  };
}

function byCode(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
