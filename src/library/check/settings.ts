import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { FactKind } from "../../domain/fact.ts";
import { currencyOf, scaleOf } from "../../domain/units.ts";
import { AttacheError } from "../../kit/error.ts";
import { readYaml } from "../yaml.ts";
import { z } from "zod";

const Share = z.number().min(0).max(1);

/** `corpus/review.yaml`: what a check holds the facts against. */
const Review = z.strictObject({
  review_by: z.record(FactKind, z.number().int().positive().nullable()),
  overdue_after: z.number().int().min(0),
  longest_claim: z.number().int().positive(),
  near_duplicate: Share,
  proposed_conflict: Share,
  proposed_conflict_in_one_source: Share,
  copied_run: z.number().int().min(3),
});
export type Review = z.infer<typeof Review>;

/** `corpus/units.yaml`: the words a unit is made of, beside currencies. */
const Units = z.strictObject({
  scales: z.array(z.string()),
  scaled: z.array(z.string()),
  plain: z.array(z.string()),
  per_currency: z.array(z.string()),
});
export type Units = z.infer<typeof Units>;

export interface CheckSettings {
  review: Review;
  units: Units;
}

/** The settings of a corpus folder; what it does not have comes from the shipped one. */
export function readCheckSettings(folder: string, shipped: string): CheckSettings {
  return { review: read(Review, "review.yaml", folder, shipped), units: read(Units, "units.yaml", folder, shipped) };
}

function read<Schema extends z.ZodType>(schema: Schema, name: string, ...folders: string[]): z.output<Schema> {
  const file = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (!file) throw new AttacheError("corpus", `The corpus has no ${name}.`, { next: "Install Attaché again: npm ci." });
  return readYaml(schema, readFileSync(file, "utf8"), name);
}

const currencies = new Set(Intl.supportedValuesOf("currency"));

/** Is the unit one of the list: `GW`, `EUR billion`, `million parameters`, `USD/kWh`? */
export function isKnownUnit(unit: string, units: Units): boolean {
  if (units.plain.includes(unit) || units.scaled.includes(unit)) return true;
  const [head = "", ...rest] = unit.split(" ");
  const [money = "", measure] = unit.split("/");
  if (measure !== undefined) return isCurrency(money) && units.per_currency.includes(measure);
  if (isCurrency(head)) return rest.length === 0 || (rest.length === 1 && isScale(rest[0] ?? "", units));
  return isScale(head, units) && units.scaled.includes(rest.join(" "));
}

function isCurrency(word: string): boolean {
  return /^[A-Z]{3}$/.test(word) && (currencies.has(word) || currencyOf(word) !== undefined);
}

function isScale(word: string, units: Units): boolean {
  return units.scales.includes(word) && scaleOf(word) !== undefined;
}
