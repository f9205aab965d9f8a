import { numberOf, type RawFolder } from "./raw-folder.ts";
import type { Derivation, Seed } from "./seed.ts";

/** World Bank series on science and technology, each country with its latest year. */
export const worldBank: Derivation = (raw) => ({
  researchers: series(raw, "Researchers in R&D (per million people)"),
  patents: series(raw, "Patent applications, residents"),
  "high-technology-exports": series(raw, "High-technology exports (% of manufactured exports)"),
});

function series(raw: RawFolder, name: string): Seed[] {
  const latest = new Map<string, Seed>();
  for (const row of raw.table("talent/worldbank_science_technology_latest_to_2020.csv")) {
    const value = numberOf(row["value"]);
    const year = numberOf(row["year"]);
    const country = row["iso3"] ?? "";
    if (row["indicator"] !== name || value === null || year === null) continue;
    if (year > (latest.get(country)?.year ?? 0))
      latest.set(country, { country, year, value, row: `${country}, ${name}` });
  }
  return [...latest.values()];
}
