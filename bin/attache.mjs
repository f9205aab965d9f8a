#!/usr/bin/env node
// Starts the compiled command line; in a checkout it compiles first when the sources are not those of any build.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, "dist");
const inCheckout = existsSync(join(root, "src"));
const build = inCheckout ? currentBuild() : newestBuild();
await import(pathToFileURL(join(build, "src", "main.js")).href);

/** The build of the sources as they stand, made if it is not there: a folder named by their paths, sizes and times. */
function currentBuild() {
  const hash = createHash("sha256");
  for (const folder of ["src", "tools", "evals"]) list(join(root, folder), hash);
  const folder = join(dist, hash.digest("hex").slice(0, 12));
  return existsSync(folder) ? folder : compile(folder);
}

function list(folder, hash) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) list(path, hash);
    else if (entry.name.endsWith(".ts")) {
      const { size, mtimeMs } = statSync(path);
      hash.update(`${path}\n${size}\n${mtimeMs}\n`);
    }
  }
}

function newestBuild() {
  const builds = existsSync(dist) ? readdirSync(dist).map((name) => join(dist, name)) : [];
  const [newest] = builds.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  return newest ?? fail("there is no build in this package. Install it again.");
}

// Compiled aside and moved into place, so that a second process never sees half a build.
function compile(folder) {
  const require = createRequire(import.meta.url);
  let compiler;
  try {
    compiler = join(dirname(require.resolve("typescript/package.json")), "bin", "tsc");
  } catch {
    fail("it is not built yet and TypeScript is missing. Run: npm ci");
  }
  mkdirSync(dist, { recursive: true });
  const aside = mkdtempSync(join(dist, ".building-"));
  const arguments_ = [compiler, "-p", join(root, "tsconfig.build.json"), "--outDir", aside];
  const result = spawnSync(process.execPath, arguments_, { encoding: "utf8" });
  if (result.status !== 0) {
    rmSync(aside, { recursive: true, force: true });
    fail(`the build failed.\n${result.stdout}${result.stderr}`);
  }
  const older = readdirSync(dist).filter((name) => !name.startsWith("."));
  try {
    renameSync(aside, folder);
  } catch {
    rmSync(aside, { recursive: true, force: true }); // another process was first
  }
  older
    .map((name) => join(dist, name))
    .filter((path) => path !== folder && existsSync(path))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
    .slice(2) // a running process may still load from the last ones
    .forEach((path) => rmSync(path, { recursive: true, force: true }));
  return folder;
}

function fail(sentence) {
  process.stderr.write(`attache: ${sentence}\n`);
  process.exit(1);
}
