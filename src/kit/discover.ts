import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";

import { AttacheError } from "./error.ts";

/** A thing found in a folder: its name is its file's name. */
export interface Discovered<T> {
  name: string;
  file: string;
  definition: T;
}

/**
 * Imports every module of a folder and gives its default export under the file's name, in alphabetical order.
 * A module without a default export is an internal error that names the file. With `only`, the one module of that name
 * is imported and no other; none where there is no such file.
 */
export async function discover<T>(folder: string, only?: string): Promise<Discovered<T>[]> {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder)
    .filter((file) => /\.(ts|js)$/.test(file) && !/\.(d|test)\.ts$/.test(file) && !file.startsWith("_"))
    .filter((file) => only === undefined || file.replace(/\.(ts|js)$/, "") === only)
    .sort();
  return Promise.all(
    files.map(async (file) => {
      const module = (await import(pathToFileURL(join(folder, file)).href)) as { default?: T };
      if (module.default === undefined)
        throw new AttacheError("internal", `${file} has no default export.`, {
          next: `Export a definition from ${file}.`,
        });
      return { name: basename(file).replace(/\.(ts|js)$/, ""), file: join(folder, file), definition: module.default };
    }),
  );
}
