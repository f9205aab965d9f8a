import type { Missing } from "../domain/method.ts";
import { AttacheError, quoted } from "../kit/error.ts";
import { meanAndDeviation } from "./normalise.ts";
import { median } from "./order.ts";

/**
 * A column with its missing values filled by the mean or median of all units or of the unit's group. A unit without a group,
 * and a group without any value, stay missing. Throws `usage` where the data has no such group column.
 */
export function impute(
  column: Float64Array,
  rule: Extract<Missing, { policy: "impute" }>,
  units: string[],
  groups: Record<string, Record<string, string>>,
): Float64Array {
  const middle = (values: Float64Array): number =>
    rule.with.endsWith("median") ? median(values) : meanAndDeviation(values).mean;
  if (!rule.with.startsWith("group")) {
    const value = middle(column);
    return column.map((own) => (Number.isNaN(own) ? value : own));
  }
  const name = rule.group ?? "";
  const groupOf = Object.hasOwn(groups, name) ? groups[name] : undefined;
  if (!groupOf)
    throw new AttacheError("usage", `The data has no column ${quoted(rule.group ?? "")} to group units by.`, {
      next: "Name a column of the data as missing.group, or impute by the mean or median of all.",
    });
  const byGroup = new Map<string, number>();
  for (const group of new Set(units.map((unit) => groupOf[unit] ?? "")))
    if (group !== "") byGroup.set(group, middle(column.filter((_, unit) => (groupOf[units[unit]!] ?? "") === group)));
  return column.map((own, unit) => (Number.isNaN(own) ? (byGroup.get(groupOf[units[unit]!] ?? "") ?? own) : own));
}
