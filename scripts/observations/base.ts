import { numberOf } from "./raw-folder.ts";
import type { Derivation, Seed } from "./seed.ts";

/** Population and gross domestic product: what other indicators are divided by. */
export const base: Derivation = (raw) => {
  const population: Seed[] = [];
  const gdp: Seed[] = [];
  for (const row of raw.table("countries/gdp_population_latest.csv")) {
    const country = row["iso3"] ?? "";
    const people = numberOf(row["population"]);
    const product = numberOf(row["gdp_current_usd"]);
    if (people !== null) population.push({ country, year: numberOf(row["pop_year"]), value: people, row: country });
    if (product !== null) gdp.push({ country, year: numberOf(row["gdp_year"]), value: product, row: country });
  }
  const taiwan = raw
    .table("energy/owid_energy_subset_2015_2024.csv")
    .filter((row) => row["iso_code"] === "TWN" && row["population"] !== "")
    .sort((a, b) => Number(a["year"]) - Number(b["year"]))
    .at(-1);
  if (taiwan && !population.some((seed) => seed.country === "TWN"))
    population.push({
      country: "TWN",
      year: numberOf(taiwan["year"]),
      value: numberOf(taiwan["population"]),
      row: `Taiwan, ${taiwan["year"]}, population`,
      source: "owid-energy",
    });
  return { population, gdp };
};
