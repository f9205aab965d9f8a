import { total } from "./concentration.ts";
import { numberOf } from "./raw-folder.ts";
import type { Derivation, Seed } from "./seed.ts";

/** Logic design, memory design, fabrication, packaging, lithography with extreme ultraviolet light. */
const stages = new Set(["N6", "N5", "S2", "S3", "N20"]);
const year = 2025;

/** What a country holds of five stages of chip making, by the ETO supply-chain explorer (non-commercial). */
export const chipStages: Derivation = (raw, countries) => {
  const nations = new Set(
    raw
      .table("chips/eto_providers.csv")
      .filter((row) => row["provider_type"] === "country")
      .map((row) => row["provider_name"]),
  );
  const shares = new Map<string, number[]>();
  for (const row of raw.table("chips/eto_provision.csv")) {
    const share = numberOf(row["share_provided"]);
    const provider = row["provider_name"] ?? "";
    if (share !== null && stages.has(row["provided_id"] ?? "") && nations.has(provider))
      shares.set(provider, [...(shares.get(provider) ?? []), share]);
  }
  const score = (provider: string): number =>
    total((shares.get(provider) ?? []).map((share) => Math.min(share, 50) * 2)) / stages.size;
  const members = new Set(
    raw
      .table("countries/factbook_memberships.csv")
      .filter((row) => row["organization"] === "EU")
      .map((row) => row["iso3"]),
  );
  const seeds = countries.listed.map((country): Seed => {
    const own = score(country);
    if (members.has(country))
      return { country, year, value: null, low: own, high: own + score("EUR"), state: "not-reported", row: "EUR" };
    if (shares.has(country)) return { country, year, value: own, row: country };
    return { country, year, value: 0, low: 0, high: score("Various countries"), state: "structural-zero", row: null };
  });
  return { "chip-stage-share": seeds };
};
