import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { AttacheError } from "./error.ts";

/**
 * A package that Attaché can use and does not bring: found in its own installation or in `folder`, where the user
 * installed it with `npm install --prefix`. Throws `usage` with that command when it is nowhere.
 */
export async function importOptional<Module>(name: string, folder: string, options: string): Promise<Module> {
  for (const from of [import.meta.url, pathToFileURL(join(folder, "package.json")).href]) {
    const file = resolvedFrom(from, name);
    if (file) return (await import(pathToFileURL(file).href)) as Module;
  }
  throw new AttacheError("usage", `The package ${name} is not installed.`, {
    next: `Run: npm install --prefix "${folder}" ${options} ${name}`,
  });
}

function resolvedFrom(from: string, name: string): string | undefined {
  const require = createRequire(from);
  try {
    return require.resolve(name);
  } catch (thrown) {
    // A package for `import` alone: its entry stands in its package.json.
    if ((thrown as NodeJS.ErrnoException).code !== "ERR_PACKAGE_PATH_NOT_EXPORTED") return undefined;
    return entryOf(require, name);
  }
}

function entryOf(require: NodeJS.Require, name: string): string | undefined {
  for (const folder of require.resolve.paths(name) ?? []) {
    try {
      const manifest = require(join(folder, name, "package.json")) as { exports?: unknown; main?: string };
      const entry = importEntry((manifest.exports as Record<string, unknown> | undefined)?.["."]) ?? manifest.main;
      if (entry) return join(folder, name, entry);
    } catch {
      // not in this folder
    }
  }
  return undefined;
}

function importEntry(entry: unknown): string | undefined {
  if (typeof entry === "string") return entry;
  if (typeof entry !== "object" || entry === null) return undefined;
  const { import: forImport, node, default: otherwise } = entry as Record<string, unknown>;
  return importEntry(forImport) ?? importEntry(node) ?? importEntry(otherwise);
}
