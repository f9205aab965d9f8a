import { AttacheError, quoted } from "../../src/kit/error.ts";
import type { CountryCodes } from "./country-codes.ts";
import { numberOf, type RawFolder, type RawRow } from "./raw-folder.ts";
import { supplierHomes } from "./supplier-homes.ts";

export interface Cluster {
  name: string;
  country: string | null;
  /** As the source writes the country. */
  countryName: string;
  /** H100 equivalents; null where the source gives no size. */
  size: number | null;
  low: number;
  high: number;
  sector: string;
  /** The maker of the accelerators; null where it is hidden or unknown. */
  supplier: string | null;
  /** The country of the maker's head office. */
  home: string | null;
}

/** Epoch lists clusters until October 2025. */
export const clusterYear = 2025;

/** How far a size that Epoch calls likely may be off, either way. */
const likelyMargin = 0.3;

/**
 * The clusters of a status that count: confirmed or likely, no suspected duplicate, and not an earlier phase of a
 * cluster that counts itself, whose size includes the earlier one.
 */
export function readClusters(raw: RawFolder, countries: CountryCodes, status: "Existing" | "Planned"): Cluster[] {
  const rows = raw
    .table("clusters/epoch_gpu_clusters.csv")
    .filter(
      (row) =>
        row["Status"] === status &&
        ["Confirmed", "Likely"].includes(row["Certainty"] ?? "") &&
        row["Possible Duplicate"] !== "True",
    );
  const counted = new Set(rows.map((row) => row["Name"]));
  const makers = new Map(
    raw.table("clusters/epoch_ml_hardware.csv").map((row) => [row["Hardware name"] ?? "", row["Manufacturer"] ?? ""]),
  );
  const homes = supplierHomes();
  return rows
    .filter((row) => !(row["Superseded by"] ?? "").split(",").some((later) => counted.has(later.trim())))
    .map((row) => clusterOf(row, countries, makers, homes));
}

function clusterOf(
  row: RawRow,
  countries: CountryCodes,
  makers: Map<string, string>,
  homes: Map<string, string>,
): Cluster {
  const supplier = supplierOf(row, makers);
  const home = supplier === null ? null : homes.get(supplier);
  if (home === undefined)
    throw new AttacheError("corpus", `No head office is known for the supplier ${quoted(supplier ?? "")}.`, {
      next: "Add it to corpus/suppliers.yaml.",
    });
  const size = numberOf(row["H100 equivalents"]);
  const countryName = row["Country"] ?? "";
  return {
    name: row["Name"] ?? "",
    country: countries.code(countryName),
    countryName,
    size,
    ...bounds(size ?? 0, row),
    sector: row["Sector"] ?? "",
    supplier,
    home,
  };
}

/** The named supplier, or else the maker of the named chip. */
function supplierOf(row: RawRow, makers: Map<string, string>): string | null {
  const supplier = row["GPU Supplier (primary)"] ?? "";
  if (!["", "Unknown", "Anonymized"].includes(supplier)) return supplier;
  if (supplier === "Anonymized") return null;
  const chip = row["Chip type (primary)"] ?? "";
  // The hardware table knows the Groq chip without a maker.
  if (chip.startsWith("GroqChip")) return "Groq";
  return makers.get(chip) || null;
}

/** A confirmed size stands; a likely one may be off by the margin, a Chinese one by its rounding to one digit. */
function bounds(size: number, row: RawRow): { low: number; high: number } {
  const margin = row["Certainty"] === "Likely" ? likelyMargin : 0;
  let low = size * (1 - margin);
  let high = size * (1 + margin);
  if (size > 0 && row["GPU Supplier (primary)"] === "Anonymized") {
    const place = 10 ** Math.floor(Math.log10(size) + 1e-9);
    const leadsWithOne = size < 1.5 * place;
    low = Math.min(low, size - place / (leadsWithOne ? 20 : 2));
    high = Math.max(high, size + place / 2);
  }
  return { low, high };
}
