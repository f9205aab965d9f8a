#!/usr/bin/env node
// Starts the compiled command line; in a checkout it compiles first when a source is newer than the last build.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, "dist");
const stamp = join(dist, ".built");
const sources = ["src", "tools", "evals"].map((folder) => join(root, folder));

if (existsSync(join(root, "src")) && newest(sources) > builtAt()) build();
await import("../dist/src/main.js");

function newest(folders) {
  let latest = 0;
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) latest = Math.max(latest, newest([path]));
      else if (entry.name.endsWith(".ts")) latest = Math.max(latest, statSync(path).mtimeMs);
    }
  }
  return latest;
}

function builtAt() {
  return existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
}

// Built aside and swapped in, so that a second process never sees half a build.
function build() {
  const require = createRequire(import.meta.url);
  let compiler;
  try {
    compiler = join(dirname(require.resolve("typescript/package.json")), "bin", "tsc");
  } catch {
    if (existsSync(stamp)) return;
    process.stderr.write("attache: not built yet and TypeScript is missing. Run: npm ci\n");
    process.exit(1);
  }
  const started = Date.now();
  const aside = `${dist}.${process.pid}`;
  const result = spawnSync(process.execPath, [compiler, "-p", join(root, "tsconfig.build.json"), "--outDir", aside], {
    encoding: "utf8",
  });
  if (result.status !== 0) {
    rmSync(aside, { recursive: true, force: true });
    process.stderr.write(`attache: the build failed.\n${result.stdout}${result.stderr}`);
    process.exit(1);
  }
  mkdirSync(aside, { recursive: true });
  writeFileSync(join(aside, ".built"), new Date(started).toISOString());
  const old = `${dist}.old.${process.pid}`;
  if (existsSync(dist)) renameSync(dist, old);
  try {
    renameSync(aside, dist);
  } catch {
    rmSync(aside, { recursive: true, force: true }); // another process was first
  }
  rmSync(old, { recursive: true, force: true });
}
