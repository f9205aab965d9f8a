import { shareFrom } from "./accelerators.ts";
import { grouped, total } from "./concentration.ts";
import { clusterYear, readClusters } from "./epoch-clusters.ts";
import type { Derivation, Seed } from "./seed.ts";

/** Whose chips the planned clusters are to have: the pipeline that an export ban would hit. */
export const plannedAccelerators: Derivation = (raw, countries) => {
  const sized = readClusters(raw, countries, "Planned").filter((cluster) => (cluster.size ?? 0) > 0);
  const seeds: Seed[] = [];
  for (const [country, clusters] of grouped(sized, (cluster) => (cluster.country ? [cluster.country] : []))) {
    if (country === "USA") continue;
    const whole = total(clusters.map((cluster) => cluster.size ?? 0));
    const named = clusters.filter((cluster) => cluster.supplier !== null);
    const known = total(named.map((cluster) => cluster.size ?? 0)) / whole;
    seeds.push({
      country,
      year: clusterYear,
      ...shareFrom(clusters, "USA", 0),
      row: `Country ${clusters[0]?.countryName}: ${clusters.length} planned, ${named.length} with a supplier (${Number((known * 100).toPrecision(3))}% of planned size)`,
    });
  }
  return { "us-planned-accelerator-share": seeds };
};
