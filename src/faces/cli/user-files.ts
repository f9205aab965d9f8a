import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

import { AttacheError, quoted } from "../../kit/error.ts";

/** The text of a file the user named. Throws `usage` where it cannot be read, with `next` to say what to give. */
export function readUserFile(file: string, next: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new AttacheError("usage", `The file ${quoted(file)} cannot be read (${codeOf(cause)}).`, { next, cause });
  }
}

/** Writes a file the user named, with the folders above it. Throws `storage` where it cannot be written. */
export function writeUserFile(file: string, content: string | Uint8Array): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  } catch (cause) {
    throw unwritable(file, cause);
  }
}

/** The error for a file the user named and that cannot be written. */
export function unwritable(file: string, cause: unknown): AttacheError {
  return new AttacheError("storage", `The file ${quoted(file)} cannot be written (${codeOf(cause)}).`, {
    next: "Name another file to write to.",
    cause,
  });
}

function codeOf(thrown: unknown): string {
  return (thrown as NodeJS.ErrnoException).code ?? "unknown reason";
}
