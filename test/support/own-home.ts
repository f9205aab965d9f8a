import { cpSync } from "node:fs";
import { basename } from "node:path";

import { inject } from "vitest";

import { temporaryFolder } from "./temporary-folder.ts";

/** A data folder of the test's own, with the index of the shipped corpus in it, and no run that another test logged. */
export function ownHome(): string {
  const home = temporaryFolder();
  cpSync(inject("attacheHome"), home, { recursive: true, filter: (path) => basename(path) !== "runs" });
  return home;
}
