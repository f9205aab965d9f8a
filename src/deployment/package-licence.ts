import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import type { InstalledPackage } from "./installed-packages.ts";

/** What stands for a licence where a package names none. */
export const noLicence = "none stated";

/** The licence that a package names: an SPDX id or expression, or the words it uses. Reads the older forms as well. */
export function licenceOfPackage({ manifest }: Pick<InstalledPackage, "manifest">): string {
  const { license, licenses } = manifest;
  const named = nameOf(license) ?? (Array.isArray(licenses) ? alternatives(licenses) : nameOf(licenses));
  return named?.replace(/^\((.*)\)$/, "$1").trim() || noLicence;
}

/** The text of a package's licence file, if there is one. */
export function licenceText({ folder }: Pick<InstalledPackage, "folder">): string | undefined {
  const file = readdirSync(folder)
    .filter((name) => /^(?:LICEN[CS]E|COPYING)/i.test(name))
    .sort()[0];
  return file === undefined ? undefined : readFileSync(join(folder, file), "utf8");
}

// Of several, a package offers the choice.
function alternatives(licenses: unknown[]): string | undefined {
  const names = licenses.flatMap((entry) => nameOf(entry) ?? []);
  return names.length > 0 ? names.join(" OR ") : undefined;
}

function nameOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return undefined;
  const { type, name } = value as Record<string, unknown>;
  return typeof type === "string" ? type : typeof name === "string" ? name : undefined;
}
