import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import type { TestProject } from "vitest/node";

import { openDesk } from "../../src/desk.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The command line, already compiled: run it with `process.execPath`. */
    attacheCommand: string;
    /** A data folder with the index of the shipped corpus. Tests that change a data folder make their own. */
    attacheHome: string;
  }
}

/** Compiles the command line and builds the index of the shipped corpus once, for every test file. */
export default async function setup(project: TestProject): Promise<() => void> {
  const command = fileURLToPath(new URL("../../bin/attache.mjs", import.meta.url));
  const compiled = spawnSync(process.execPath, [command, "--version"], { encoding: "utf8" });
  if (compiled.status !== 0) throw new Error(`attache --version failed.\n${compiled.stdout}${compiled.stderr}`);
  const home = mkdtempSync(join(tmpdir(), "attache-test-home-"));
  const desk = await openDesk({ home });
  await desk.library.vocabulary();
  project.provide("attacheCommand", command);
  project.provide("attacheHome", home);
  return () => rmSync(home, { recursive: true, force: true });
}
