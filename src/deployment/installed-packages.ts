import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";

/** What is read of a package.json. */
export interface PackageManifest {
  name: string;
  version: string;
  description?: string;
  license?: unknown;
  licenses?: unknown;
  author?: unknown;
  repository?: unknown;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

export interface InstalledPackage {
  /** Its folder, without links. */
  folder: string;
  manifest: PackageManifest;
  /** Folders of the packages that it finds when it asks for its dependencies. */
  dependencies: string[];
}

export interface Installed {
  root: InstalledPackage;
  /** Every package that the root needs at run time and that is there, sorted by name, version and folder. */
  packages: InstalledPackage[];
  /** Needed ones that are not there. */
  missing: string[];
}

/**
 * The production packages below a folder, found as Node finds them: from each package upwards through `node_modules`.
 * Optional dependencies count where they are there. An optional peer is someone else's dependency, or none.
 */
export function installedPackages(root: string): Installed {
  const found = new Map<string, InstalledPackage>();
  const missing = new Set<string>();
  const visit = (folder: string): InstalledPackage => {
    const known = found.get(folder);
    if (known) return known;
    const manifest = readManifest(folder);
    const entry: InstalledPackage = { folder, manifest, dependencies: [] };
    found.set(folder, entry);
    for (const { name, optional } of neededBy(manifest)) {
      const at = resolvePackage(name, folder);
      if (at) entry.dependencies.push(visit(at).folder);
      else if (!optional) missing.add(`${name} (for ${manifest.name})`);
    }
    return entry;
  };
  const start = visit(realpathSync(root));
  const packages = [...found.values()].filter((entry) => entry !== start).sort(byName);
  return { root: start, packages, missing: [...missing].sort() };
}

/** The folder of a package as a module in `from` would find it. */
export function resolvePackage(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, "node_modules", name);
    if (existsSync(join(candidate, "package.json"))) return realpathSync(candidate);
    if (folder === dirname(folder)) return undefined;
  }
}

export function readManifest(folder: string): PackageManifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as PackageManifest;
}

function neededBy(manifest: PackageManifest): { name: string; optional: boolean }[] {
  const { dependencies = {}, optionalDependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = manifest;
  const peers = Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta[name]?.optional);
  return [...new Set([...Object.keys(dependencies), ...Object.keys(optionalDependencies), ...peers])].map((name) => ({
    name,
    optional: name in optionalDependencies,
  }));
}

function byName(a: InstalledPackage, b: InstalledPackage): number {
  const key = ({ manifest, folder }: InstalledPackage): string => `${manifest.name}\n${manifest.version}\n${folder}`;
  return key(a) < key(b) ? -1 : 1;
}
