import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

import { AttacheError, quoted } from "./kit/error.ts";

/** What the user chose for good; other keys of the file stay as they are. */
const Settings = z.looseObject({
  /** As `--embedding` takes it. */
  embedding: z.string().min(1).max(4000).optional(),
});
export type Settings = z.infer<typeof Settings>;

/** The settings kept in the data folder. */
export function readSettings(home: string): Settings {
  const file = join(home, "settings.json");
  if (!existsSync(file)) return {};
  try {
    return Settings.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (cause) {
    throw new AttacheError("storage", `The settings ${quoted(file)} are not understood.`, {
      next: "Mend the file, or delete it: then everything is as at first.",
      cause,
    });
  }
}

/** Changes some settings, in one step: who reads meanwhile gets the old ones or the new ones. */
export function keepSettings(home: string, changes: Settings): void {
  const settings = { ...readSettings(home), ...changes };
  const file = join(home, "settings.json");
  const aside = `${file}.${process.pid}`;
  try {
    mkdirSync(home, { recursive: true });
    writeFileSync(aside, `${JSON.stringify(settings, null, 2)}\n`);
    renameSync(aside, file);
  } catch (cause) {
    rmSync(aside, { force: true });
    throw new AttacheError("storage", `The settings ${quoted(file)} cannot be written.`, {
      next: "Set ATTACHE_HOME to a folder that you may write to.",
      cause,
    });
  }
}

/** The embedding to use: the one named, else ATTACHE_EMBEDDING, else the one kept, else the one that comes along. */
export function embeddingOf(
  named: string | undefined,
  environment: Record<string, string | undefined>,
  home: string,
): string {
  return named ?? (environment.ATTACHE_EMBEDDING || readSettings(home).embedding || "embedded");
}
