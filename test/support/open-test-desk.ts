import { inject } from "vitest";

import { openDesk, type OpenDesk } from "../../src/desk.ts";

/** The desk over the shipped corpus, on the data folder that all tests share. */
export function openTestDesk(): Promise<OpenDesk> {
  return openDesk({ home: inject("attacheHome") });
}
