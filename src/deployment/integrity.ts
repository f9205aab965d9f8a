import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

interface Lockfile {
  packages?: Record<string, { integrity?: string }>;
}

/**
 * The SHA-512 of each package's archive, in hex, from the list that npm keeps beside what it installed, or from the lockfile of
 * `root`; undefined where neither knows it.
 */
export function createIntegrity(root: string): (folder: string) => string | undefined {
  const read = new Map<string, Lockfile | undefined>();
  const lockfile = (file: string): Lockfile | undefined => {
    if (!read.has(file)) read.set(file, readLockfile(file));
    return read.get(file);
  };
  return (folder) => {
    const places = ancestors(folder).map((top) => ({ top, file: join(top, "node_modules", ".package-lock.json") }));
    for (const { top, file } of [...places, { top: root, file: join(root, "package-lock.json") }]) {
      const key = relative(top, folder).replaceAll("\\", "/");
      const integrity = lockfile(file)?.packages?.[key]?.integrity;
      const sha512 = /sha512-([A-Za-z0-9+/=]+)/.exec(integrity ?? "")?.[1];
      if (sha512 !== undefined) return Buffer.from(sha512, "base64").toString("hex");
    }
    return undefined;
  };
}

function readLockfile(file: string): Lockfile | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Lockfile;
  } catch {
    return undefined; // a broken list costs hashes only
  }
}

function ancestors(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [] : [above, ...ancestors(above)];
}
