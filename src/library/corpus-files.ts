import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { AttacheError } from "../kit/error.ts";

/** A corpus file as it stands on disk; `path` is relative to the corpus folder, with `/`. */
export interface CorpusFile {
  path: string;
  content: string;
}

/** Every corpus file that carries knowledge, sorted by path, and a hash over all of them. */
export function readCorpusFiles(folder: string): { files: CorpusFile[]; hash: string } {
  if (!existsSync(join(folder, "countries")))
    throw new AttacheError("corpus", `There is no corpus in ${folder}.`, {
      next: "Install Attaché again, or set ATTACHE_CORPUS to a corpus folder.",
    });
  const files = [
    ...list(folder, "countries", ".yaml"),
    ...list(folder, "documents", ".md"),
    ...list(folder, "documents", ".yaml"),
    ...["publishers.yaml", "conflicts.yaml", "rates.yaml", "schemes.yaml"].filter((name) =>
      existsSync(join(folder, name)),
    ),
  ]
    .sort()
    .map((path) => ({ path, content: readFileSync(join(folder, path), "utf8") }));
  const hash = createHash("sha256");
  for (const file of files) hash.update(file.path).update("\0").update(file.content).update("\0");
  return { files, hash: hash.digest("hex") };
}

function list(folder: string, name: string, ending: string): string[] {
  if (!existsSync(join(folder, name))) return [];
  return readdirSync(join(folder, name))
    .filter((file) => file.endsWith(ending))
    .map((file) => `${name}/${file}`);
}
