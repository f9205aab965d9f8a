import type { ComponentRecord, Kept, LicenceMeaningFile } from "../domain/component.ts";
import type { Component } from "../domain/deployment.ts";
import { resolvePackage, readManifest, type Installed, type InstalledPackage } from "./installed-packages.ts";
import { keptOf, worst } from "./licence-meaning.ts";
import { licenceOfModel } from "./model-licence.ts";
import { licenceOfPackage, noLicence } from "./package-licence.ts";

/** A part with what is computed from, beside what is shown. */
export interface Part extends Component {
  /** Does it send data on its use without being asked, on this platform and in this version? */
  unasked: boolean;
}

/** Facts of this installation that parts are described with. */
export interface Facts {
  records: ComponentRecord[];
  meaning: LicenceMeaningFile;
  installed: Installed;
  /** Where packages that a user added lie. */
  added: string;
  versions: { node: string; embedding: string; corpus: string };
  publishers: number;
  /** Folders of the embedded model and of the one that the user named, if any. */
  models: { embedded: string; named: string | undefined };
  platform: string;
  environment: Record<string, string | undefined>;
}

/** A part of the stack: its record, filled with what the installation says. `host` is the one that answers, if any. */
export function partOf(record: ComponentRecord, facts: Facts, host: string | null): Part {
  const packages = packagesOf(record, facts);
  const { licence, kept } = licenceOf(record, packages, facts);
  const version = versionOf(record, packages, facts);
  const { id, name, layer, does, supplier, known_from, needed, without, replace } = record;
  return {
    id,
    name,
    version,
    layer,
    does,
    supplier: { ...supplier, name: supplier.name.replace("{publishers}", String(facts.publishers)) },
    knownFrom: known_from,
    licence,
    kept,
    needed,
    host,
    without,
    replace,
    unasked: sendsUnasked(record, packages[0]?.manifest.version, facts),
  };
}

function packagesOf({ packages }: ComponentRecord, { records, installed, added }: Facts): InstalledPackage[] {
  if (packages === "others") {
    const named = new Set(records.flatMap((record) => (record.packages === "others" ? [] : record.packages)));
    return installed.packages.filter(({ manifest }) => !named.has(manifest.name));
  }
  return packages.flatMap((name) => {
    const folder = resolvePackage(name, installed.root.folder) ?? resolvePackage(name, added);
    if (folder === undefined) return [];
    const known = installed.packages.find((entry) => entry.folder === folder);
    return known ?? { folder, manifest: readManifest(folder), dependencies: [] };
  });
}

function licenceOf(
  { licence: { from, spdx } }: ComponentRecord,
  packages: InstalledPackage[],
  { meaning, installed, models }: Facts,
): { licence: string; kept: Kept } {
  const own = licenceOfPackage(installed.root);
  const by = (licence: string): { licence: string; kept: Kept } => ({ licence, kept: keptOf(licence, meaning) });
  switch (from) {
    case "own":
      return by(own);
    case "written":
      return by(spdx ?? noLicence);
    case "own-card":
      return by(licenceOfModel(models.embedded, own) ?? own);
    case "card":
      return by((models.named === undefined ? undefined : licenceOfModel(models.named)) ?? noLicence);
    case "terms":
      return { licence: "terms of the service", kept: "terms" };
    case "unknown":
      return { licence: "not known", kept: "unknown" };
    case "packages": {
      const all = packages.map(licenceOfPackage);
      const kinds = [...new Set(all)].sort();
      const kept = all.length === 0 ? "unknown" : worst(all.map((licence) => keptOf(licence, meaning)));
      return { licence: kinds.length > 3 ? `${kinds.length} kinds, see below` : kinds.join(", ") || "not known", kept };
    }
  }
}

function versionOf(record: ComponentRecord, packages: InstalledPackage[], facts: Facts): string | null {
  if (record.id === "attache") return facts.installed.root.manifest.version;
  if (record.version !== undefined) return facts.versions[record.version];
  if (record.packages === "others") return `${packages.length} packages`;
  return packages[0]?.manifest.version ?? null;
}

function sendsUnasked(
  { telemetry }: ComponentRecord,
  version: string | undefined,
  { platform, environment }: Facts,
): boolean {
  return (telemetry?.unasked ?? []).some(
    ({ platforms, from_version, unless }) =>
      platforms.includes(platform) &&
      (from_version === undefined || version === undefined || isAtLeast(version, from_version)) &&
      !(unless !== undefined && environment[unless] === "1"),
  );
}

function isAtLeast(version: string, least: string): boolean {
  return version.localeCompare(least, "en", { numeric: true }) >= 0;
}
