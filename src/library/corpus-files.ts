import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

import { AttacheError } from "../kit/error.ts";

/** A corpus file as it stands on disk; `path` is relative to the corpus folder, with `/`. */
export interface CorpusFile {
  path: string;
  content: string;
}

/** Every corpus file that carries knowledge, sorted by path, and a hash over all of them. */
export function readCorpusFiles(folder: string): { files: CorpusFile[]; hash: string } {
  const files = paths(folder).map((path) => ({ path, content: readFileSync(join(folder, path), "utf8") }));
  const hash = createHash("sha256");
  for (const file of files) hash.update(file.path).update("\0").update(file.content).update("\0");
  return { files, hash: hash.digest("hex") };
}

/**
 * A mark of the corpus files by path, size, and time of change, without reading them: as long as it is the same, so are
 * they (the rule of make and of git's index). Another mark says nothing: then `readCorpusFiles` has to tell.
 */
export function markCorpusFiles(folder: string): string {
  const hash = createHash("sha256").update(folder);
  for (const path of paths(folder)) {
    const { size, mtimeMs, ctimeMs } = statSync(join(folder, path));
    hash.update(`${path}\0${size}\0${mtimeMs}\0${ctimeMs}\0`);
  }
  return hash.digest("hex").slice(0, 16);
}

function paths(folder: string): string[] {
  if (!existsSync(join(folder, "countries")))
    throw new AttacheError("corpus", `There is no corpus in ${folder}.`, {
      next: "Install Attaché again, or set ATTACHE_CORPUS to a corpus folder.",
    });
  return [
    ...list(folder, "countries", /\.yaml$/),
    ...list(folder, "documents", /\.(?:md|yaml)$/),
    ...["questions", "questions/several", "questions/unanswered"].flatMap((name) => list(folder, name, /\.yaml$/)),
    ...[
      "publishers.yaml",
      "conflicts.yaml",
      "datasets.yaml",
      "rates.yaml",
      "schemes.yaml",
      "suppliers.yaml",
      "licences.yaml",
    ].filter((name) => existsSync(join(folder, name))),
  ].sort();
}

function list(folder: string, name: string, ending: RegExp): string[] {
  if (!existsSync(join(folder, name))) return [];
  return readdirSync(join(folder, name))
    .filter((file) => ending.test(file))
    .map((file) => `${name}/${file}`);
}
