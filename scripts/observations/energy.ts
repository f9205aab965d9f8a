import { numberOf, type RawRow } from "./raw-folder.ts";
import type { Derivation, Seed } from "./seed.ts";

const year = 2023;

type Found = Pick<Seed, "value" | "low" | "high" | "state">;

/** Electricity and gas as the World Factbook last had them. */
export const energy: Derivation = (raw) => {
  const seeds: Record<string, Seed[]> = {
    "net-electricity-imports": [],
    "gas-import-share": [],
    "fossil-generation-share": [],
    "gas-import-dependence": [],
    "grid-losses": [],
    "electricity-use": [],
  };
  for (const row of raw.table("energy/factbook_energy_ict.csv")) {
    const use = numberOf(row["elec_consumption_kwh"]);
    if (use === null || use <= 0) continue;
    const key = { country: row["iso3"] ?? "", year, row: row["factbook_file"] ?? null };
    const gas = gasImports(row);
    const fossil = fossilShare(row);
    seeds["net-electricity-imports"]?.push({ ...key, ...netImports(row, use) });
    seeds["gas-import-share"]?.push({ ...key, ...gas });
    seeds["fossil-generation-share"]?.push({ ...key, ...fossil });
    seeds["gas-import-dependence"]?.push({ ...key, ...dependence(gas, fossil) });
    seeds["electricity-use"]?.push({ ...key, value: use });
    const lost = numberOf(row["elec_losses_kwh"]);
    seeds["grid-losses"]?.push(
      lost === null ? { ...key, value: null, state: "not-reported" } : { ...key, value: lost / (use + lost) },
    );
  }
  return seeds;
};

/** Where the Factbook gives one side of the trade, the side it leaves out is none. */
function netImports(row: RawRow, use: number): Found {
  const imports = numberOf(row["elec_imports_kwh"]);
  const exports = numberOf(row["elec_exports_kwh"]);
  if (imports === null && exports === null) return { value: null, state: "not-reported" };
  return { value: ((imports ?? 0) - (exports ?? 0)) / use };
}

function gasImports(row: RawRow): Found {
  const [production, use, imports, exports] = ["production", "consumption", "imports", "exports"].map((part) =>
    numberOf(row[`gas_${part}_m3`]),
  );
  if ([production, use, imports, exports].every((part) => part === null || part === undefined))
    return { value: 0, state: "structural-zero" };
  if (!use) return { value: null, state: "not-reported" };
  if (imports !== null && imports !== undefined)
    return { value: Math.min(1, Math.max(0, (imports - (exports ?? 0)) / use)) };
  // No imports listed, and production covers use but for rounding.
  return production && production >= 0.98 * use ? { value: 0 } : { value: null, state: "not-reported" };
}

/** Where the Factbook leaves fossil fuels out and the other sources make up the whole, there are none. */
function fossilShare(row: RawRow): Found {
  const fossil = numberOf(row["gen_fossil_pct"]);
  if (fossil !== null) return { value: fossil / 100 };
  const others = ["nuclear", "hydro", "solar", "wind"].map((source) => numberOf(row[`gen_${source}_pct`]) ?? 0);
  const rest = Math.max(0, 1 - others.reduce((sum, part) => sum + part, 0) / 100);
  return rest <= 0.01
    ? { value: 0, low: 0, high: rest }
    : { value: null, low: 0, high: rest, state: "not-reported" as const };
}

/** Fossil fuels are not all gas: the product is the most that can hang on imported gas, nothing is the least. */
function dependence(gas: Found, fossil: Found): Found {
  if (gas.state === "structural-zero") return { value: 0, state: "structural-zero" };
  if (gas.value === null || fossil.value === null) return { value: null, state: "not-reported" };
  const most = gas.value * fossil.value;
  return { value: most, low: 0, high: gas.value * (fossil.high ?? fossil.value) };
}
