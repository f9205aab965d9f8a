import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import envPaths from "env-paths";

/** The folder of the package: the nearest one upwards with a package.json of ours. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return folder;
}

/** Where modules that are discovered by folder lie: the compiled ones when we run compiled. */
export function codeRoot(): string {
  return dirname(dirname(fileURLToPath(import.meta.url)));
}

/** The user's data folder: ATTACHE_HOME, else the platform's own. */
export function dataHome(environment: Record<string, string | undefined>): string {
  return environment.ATTACHE_HOME || envPaths("attache", { suffix: "" }).data;
}

export function packageVersion(): string {
  return (JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as { version: string }).version;
}
