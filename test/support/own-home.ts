import { cpSync } from "node:fs";

import { inject } from "vitest";

import { temporaryFolder } from "./temporary-folder.ts";

/** A data folder of the test's own, with the index of the shipped corpus in it. */
export function ownHome(): string {
  const home = temporaryFolder();
  cpSync(inject("attacheHome"), home, { recursive: true });
  return home;
}
