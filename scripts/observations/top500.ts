import { grouped, total } from "./concentration.ts";
import type { Derivation, Seed } from "./seed.ts";

const year = 2025;

/** The 500 fastest computers that were handed in for the list of June 2025. */
export const top500: Derivation = (raw, countries) => {
  const systems = raw
    .table("hpc/top500_202506.csv", ";")
    .map((row) => ({ country: countries.code(row["Country"] ?? ""), speed: speedOf(row["Rmax [TFlop/s]"] ?? "") }));
  const slowest = Math.min(...systems.map((system) => system.speed));
  const seeds: Seed[] = [];
  const present = grouped(systems, (system) => (system.country ? [system.country] : []));
  for (const [country, own] of present)
    seeds.push({
      country,
      year,
      value: total(own.map((system) => system.speed)),
      row: own.length === 1 ? "1 system" : `${own.length} systems`,
    });
  for (const country of countries.listed)
    if (!present.has(country))
      seeds.push({ country, year, value: 0, low: 0, high: slowest, state: "structural-zero", row: "no system listed" });
  return { supercomputing: seeds };
};

/** The file writes 1 742 000,00. */
function speedOf(cell: string): number {
  return Number(cell.replace(/\s/gu, "").replace(",", "."));
}
