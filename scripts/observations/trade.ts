import { concentration, grouped } from "./concentration.ts";
import { numberOf } from "./raw-folder.ts";
import type { Derivation } from "./seed.ts";

/** Computers, electronic and optical products (CPA 2.1, division 26). */
const product = "CPA_2_1_C26";

/** How far a country's imports of computers and electronics come from few countries. */
export const trade: Derivation = (raw) => {
  const flows = raw
    .table("trade/oecd_btige_c26_2021_2023_9importers.csv")
    .filter((row) => row["product"] === product && row["exporter_iso3"] !== row["importer_iso3"]);
  const latest = Math.max(...flows.map((row) => Number(row["year"])));
  const imports = grouped(
    flows.filter((row) => Number(row["year"]) === latest),
    (row) => [row["importer_iso3"] ?? ""],
  );
  return {
    "import-concentration-ict": [...imports].map(([country, rows]) => ({
      country,
      year: latest,
      value: concentration(rows.map((row) => numberOf(row["value_kusd"]) ?? 0)),
      row: `${product}, importer ${country}, ${latest}: ${rows.length} exporters`,
    })),
  };
};
