import { concentration, grouped, total, totals } from "./concentration.ts";
import { clusterYear, readClusters, type Cluster } from "./epoch-clusters.ts";
import type { Derivation, Seed } from "./seed.ts";

/** A share of the known part stands for the whole only where the known part is at least this much of it. */
const enoughKnown = 0.5;

/** Public ownership is one number only where mixed and unknown ownership cannot move it by more than this. */
const smallRemainder = 0.05;

/** What Epoch's existing clusters say of a country: how much, whose chips, how spread, in whose hands. */
export const accelerators: Derivation = (raw, countries) => {
  const clusters = readClusters(raw, countries, "Existing");
  const seeds: Record<string, Seed[]> = {
    "installed-accelerators": [],
    "largest-cluster-share": [],
    "public-compute-share": [],
    "domestic-accelerator-share": [],
    "accelerator-vendor-concentration": [],
  };
  for (const [country, all] of grouped(clusters, (cluster) => (cluster.country ? [cluster.country] : []))) {
    const sized = all.filter((cluster) => (cluster.size ?? 0) > 0);
    const name = all[0]?.countryName ?? country;
    const shared = { country, year: clusterYear };
    if (sized.length === 0) {
      const row = `Country ${name}: ${counted(all.length)}, none with a size`;
      for (const list of Object.values(seeds)) list.push({ ...shared, value: null, state: "not-reported", row });
      continue;
    }
    const row = `Country ${name}: ${counted(sized.length)}`;
    seeds["installed-accelerators"]?.push({ ...shared, ...installed(sized), row });
    seeds["largest-cluster-share"]?.push({ ...shared, ...largest(sized) });
    seeds["public-compute-share"]?.push({ ...shared, ...publicShare(sized), row });
    seeds["domestic-accelerator-share"]?.push({ ...shared, ...homeShare(sized, country), row });
    seeds["accelerator-vendor-concentration"]?.push({ ...shared, ...vendors(sized), row });
  }
  return { ...seeds, "accelerator-leverage": leverage(clusters, countries.listed) };
};

type Found = Pick<Seed, "value" | "low" | "high" | "state">;

function counted(clusters: number): string {
  return clusters === 1 ? "1 cluster" : `${clusters} clusters`;
}

function sizeOf(clusters: Cluster[]): number {
  return total(clusters.map((cluster) => cluster.size ?? 0));
}

function installed(clusters: Cluster[]): Found {
  return {
    value: sizeOf(clusters),
    low: total(clusters.map((cluster) => cluster.low)),
    high: total(clusters.map((cluster) => cluster.high)),
  };
}

function largest(clusters: Cluster[]): Found & { row: string } {
  const [first, ...others] = [...clusters].sort((a, b) => (b.size ?? 0) - (a.size ?? 0));
  if (first === undefined) return { value: null, row: "" };
  const most = first.high / (first.high + total(others.map((cluster) => cluster.low)));
  const least = first.low / (first.low + total(others.map((cluster) => cluster.high)));
  return { value: (first.size ?? 0) / sizeOf(clusters), low: least, high: most, row: `Name ${first.name}` };
}

function publicShare(clusters: Cluster[]): Found {
  const whole = sizeOf(clusters);
  const part = (sector: string): number => sizeOf(clusters.filter((cluster) => cluster.sector === sector)) / whole;
  const low = part("Public");
  const unsettled = part("Public/Private") + part("");
  const high = Math.min(1, low + unsettled);
  return unsettled <= smallRemainder
    ? { value: low, low, high }
    : { value: null, low, high, state: "not-reported" as const };
}

function homeShare(clusters: Cluster[], country: string): Found {
  return shareFrom(clusters, country);
}

/** The share of accelerators from makers with head office in a country; the unknown part widens the interval. */
export function shareFrom(clusters: Cluster[], home: string, known = enoughKnown): Found {
  const whole = sizeOf(clusters);
  const named = sizeOf(clusters.filter((cluster) => cluster.supplier !== null));
  const own = sizeOf(clusters.filter((cluster) => cluster.home === home));
  const low = own / whole;
  const high = Math.min(1, (own + whole - named) / whole);
  if (named === 0 || named / whole < known) return { value: null, low, high, state: "not-reported" };
  return { value: own / named, low, high };
}

function vendors(clusters: Cluster[]): Found {
  const whole = sizeOf(clusters);
  const sizes = totals(
    clusters.filter((cluster) => cluster.supplier !== null),
    (cluster) => cluster.supplier ?? "",
    (cluster) => cluster.size ?? 0,
  );
  const known = total(sizes.values()) / whole;
  if (known < enoughKnown) return { value: null, low: 0, high: 1, state: "not-reported" };
  const shares = [...sizes.values()].map((size) => size / whole).sort((a, b) => b - a);
  const [first = 0, ...others] = shares;
  // The unknown part spread over very many makers, or all from the largest one.
  const low = total(shares.map((share) => share ** 2));
  const high = (first + 1 - known) ** 2 + total(others.map((share) => share ** 2));
  return { value: concentration(sizes.values()), low, high: Math.min(1, high) };
}

function leverage(clusters: Cluster[], listed: string[]): Seed[] {
  const located = clusters.filter((cluster) => cluster.country !== null);
  const homes = new Set(clusters.flatMap((cluster) => (cluster.home === null ? [] : [cluster.home])));
  return listed.map((country) => {
    if (!homes.has(country))
      return {
        country,
        year: clusterYear,
        value: 0,
        state: "structural-zero" as const,
        row: "no supplier of that home",
      };
    const abroad = located.filter((cluster) => cluster.country !== country);
    const row = `Country other than ${country}: ${counted(abroad.length)}`;
    return { country, year: clusterYear, ...shareFrom(abroad, country, 0), row };
  });
}
