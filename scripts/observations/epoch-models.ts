import type { CountryCodes } from "./country-codes.ts";
import { numberOf, type RawFolder, type RawRow } from "./raw-folder.ts";

export interface Model {
  name: string;
  /** ISO date; empty where unknown. */
  published: string;
  /** The countries of the organisations that made it. */
  countries: string[];
  compute: number | null;
  /** How far the compute may be off: a factor either way, by Epoch's own scale of confidence. */
  factor: number | null;
  accessibility: string;
  bases: string[];
}

const factors: Record<string, number> = { Confident: 3, Likely: 10, Speculative: 30 };

/** Epoch's notable models. */
export function readNotable(raw: RawFolder, countries: CountryCodes): Model[] {
  return raw.table("models/epoch_notable_ai_models.csv").map((row) => modelOf(row, countries));
}

/** Epoch's notable and large-scale models together, each once; the notable file, which is newer, has the say. */
export function readAll(raw: RawFolder, countries: CountryCodes): Model[] {
  const models = new Map<string, Model>();
  const large = raw.table("models/epoch_large_scale_ai_models.csv").map((row) => modelOf(row, countries));
  for (const model of [...readNotable(raw, countries), ...large]) {
    const key = model.name.toLowerCase();
    if (!models.has(key)) models.set(key, model);
  }
  return [...models.values()];
}

function modelOf(row: RawRow, countries: CountryCodes): Model {
  return {
    name: row["Model"] ?? "",
    published: row["Publication date"] ?? "",
    countries: countries.codes(row["Country (of organization)"] ?? ""),
    compute: numberOf(row["Training compute (FLOP)"]),
    factor: factors[row["Confidence"] ?? ""] ?? null,
    accessibility: row["Model accessibility"] ?? "",
    bases: (row["Base model"] ?? "")
      .split(",")
      .map((base) => base.trim())
      .filter((base) => base !== ""),
  };
}
