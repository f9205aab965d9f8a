import { existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { codeRoot, packageRoot } from "../../../home.ts";
import { isPossible } from "../../../library/check/calendar.ts";
import { discoverRules, type Rule } from "../../../library/check/check-corpus.ts";
import type { CheckContext } from "../../../library/check/define-rule.ts";
import { readCheckSettings } from "../../../library/check/settings.ts";
import { schemaNames } from "../../../library/check/schema-names.ts";
import { AttacheError, quoted } from "../../../kit/error.ts";
import type { CommandContext } from "../command.ts";

/** The corpus folder a command works on: the one named, else ATTACHE_CORPUS, else the shipped one. */
export function corpusFolder(named: string | undefined, { environment }: CommandContext): string {
  const folder = resolve(named ?? (environment.ATTACHE_CORPUS || shippedCorpus()));
  if (!existsSync(join(folder, "countries")))
    throw new AttacheError("usage", `There is no corpus in ${quoted(folder)}: it has no folder countries.`, {
      next: "Name a corpus folder, or set ATTACHE_CORPUS to one.",
    });
  return folder;
}

/** Rules and settings to check a folder with. */
export async function checkWith(
  folder: string,
  options: { today: string; against?: CheckContext["against"] },
): Promise<{ rules: Rule[]; context: CheckContext }> {
  const rules = await discoverRules(join(codeRoot(), "src", "library", "check", "rules"));
  const settings = readCheckSettings(folder, shippedCorpus());
  const schemas = schemaNames.filter((name) => existsSync(join(folder, "schemas", name)));
  return { rules, context: { ...settings, today: options.today, against: options.against ?? [], schemas } };
}

/** The day to check on: the one given, else the day it is. */
export function dayOf(given: string | undefined): string {
  const day = given ?? new Date().toISOString().slice(0, 10);
  if (day.length === 10 && isPossible(day)) return day;
  throw new AttacheError("usage", `--today: ${quoted(day)} is no day.`, { next: "Write it as YYYY-MM-DD." });
}

/** Writes a file of the corpus as a whole or not at all. */
export function writeCorpusFile(folder: string, path: string, content: string): void {
  const file = join(folder, path);
  const aside = `${file}.${process.pid}.new`;
  try {
    writeFileSync(aside, content);
    renameSync(aside, file);
  } catch (cause) {
    rmSync(aside, { force: true });
    const code = (cause as NodeJS.ErrnoException).code ?? "unknown reason";
    throw new AttacheError("storage", `The file ${quoted(file)} cannot be written (${code}).`, {
      next: "Work on a copy of the corpus that you may write to, and name it with ATTACHE_CORPUS.",
      cause,
    });
  }
}

function shippedCorpus(): string {
  return join(packageRoot(), "corpus");
}
