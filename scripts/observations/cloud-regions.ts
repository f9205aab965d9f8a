import { concentration, grouped, totals } from "./concentration.ts";
import type { CountryCodes } from "./country-codes.ts";
import type { RawFolder } from "./raw-folder.ts";
import type { Derivation, Seed } from "./seed.ts";

interface Region {
  metro: string;
  provider: string;
  country: string;
  /** The country of the provider's head office. */
  home: string;
}

const year = 2025;

/** Europe's providers hold about 15% of Europe's cloud market (fact EUU-022), so a country's own hold at most about that. */
const europeanShare = 0.15;
/** 87% of Denmark's cloud depends on US firms (fact DNK-015), so at most 13% is Danish. */
const danishShare = 0.13;

/** Who runs the hyperscale regions in a country, and how they are spread. */
export const cloudRegions: Derivation = (raw, countries) => {
  const regions = readRegions(raw);
  const europe = europeanMarket(raw);
  const inCountry = grouped(regions, (region) => [region.country]);
  const seeds: Record<string, Seed[]> = {
    "domestic-cloud-share": [],
    "cloud-provider-concentration": [],
    "cloud-metro-concentration": [],
    "us-cloud-share": [],
    "cn-cloud-share": [],
    "largest-metro-share": [],
  };
  for (const country of new Set([...countries.listed, ...inCountry.keys()])) {
    const own = inCountry.get(country) ?? [];
    const shared = { country, year };
    const unlisted = country === "DNK" ? danishShare : europe.has(country) ? europeanShare : 0;
    if (own.length === 0) {
      const row = "no region in service";
      seeds["domestic-cloud-share"]?.push({
        ...shared,
        value: 0,
        low: 0,
        high: unlisted,
        state: "structural-zero",
        row,
      });
      for (const [indicator, list] of Object.entries(seeds))
        if (indicator !== "domestic-cloud-share") list.push({ ...shared, value: null, state: "not-applicable", row });
      continue;
    }
    const row = own.length === 1 ? "1 region in service" : `${own.length} regions in service`;
    const from = (home: string): number => own.filter((region) => region.home === home).length / own.length;
    const providers = totals(own, (region) => region.provider);
    const metros = totals(own, (region) => region.metro);
    const [metro = ""] = [...metros].sort((a, b) => b[1] - a[1]).at(0) ?? [];
    const domestic = from(country);
    seeds["domestic-cloud-share"]?.push({
      ...shared,
      value: domestic,
      low: domestic,
      high: Math.max(domestic, unlisted),
      row,
    });
    seeds["cloud-provider-concentration"]?.push({ ...shared, value: concentration(providers.values()), row });
    seeds["cloud-metro-concentration"]?.push({ ...shared, value: concentration(metros.values()), row });
    seeds["us-cloud-share"]?.push({ ...shared, value: from("USA"), row });
    seeds["cn-cloud-share"]?.push({ ...shared, value: from("CHN"), row });
    seeds["largest-metro-share"]?.push({
      ...shared,
      value: Math.max(...metros.values()) / own.length,
      row: `${row}, metro ${metro}`,
    });
  }
  return { ...seeds, "cloud-leverage": leverage(regions, countries) };
};

function leverage(regions: Region[], countries: CountryCodes): Seed[] {
  const homes = new Set(regions.map((region) => region.home));
  return countries.listed.map((country) => {
    if (!homes.has(country))
      return { country, year, value: 0, state: "structural-zero" as const, row: "no provider of that home" };
    const abroad = regions.filter((region) => region.country !== country);
    const held = abroad.filter((region) => region.home === country);
    return {
      country,
      year,
      value: held.length / abroad.length,
      row: `${held.length} of ${abroad.length} regions abroad`,
    };
  });
}

/** Regions in service, each once: the list repeats a region for each point of a large metro. Hong Kong has its own code. */
function readRegions(raw: RawFolder): Region[] {
  const regions = new Map<string, Region>();
  for (const row of raw.table("cloud/cloud_regions_2025-01.csv")) {
    if (row["in_service"] !== "true") continue;
    const metro = row["metro"] ?? "";
    const provider = row["provider"] ?? "";
    const country = metro === "Hong Kong" ? "HKG" : (row["iso3"] ?? "");
    const key = [provider, row["region_code"], row["region_name"], country].join("|");
    if (!regions.has(key)) regions.set(key, { metro, provider, country, home: row["provider_hq_iso3"] ?? "" });
  }
  return [...regions.values()];
}

/** The European Economic Area, the United Kingdom and Switzerland. */
function europeanMarket(raw: RawFolder): Set<string> {
  const members = raw
    .table("countries/factbook_memberships.csv")
    .filter((row) => row["organization"] === "EU" || row["organization"] === "EEA")
    .map((row) => row["iso3"] ?? "");
  return new Set([...members, "GBR", "CHE"]);
}
