import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Country } from "../domain/country.ts";
import type { ReaderDefinition } from "../kit/reader.ts";
import { chunkerVersion } from "./chunk.ts";
import { readCorpusFiles } from "./corpus-files.ts";
import { loadCorpus, type Corpus } from "./corpus.ts";

const cacheFormat = 1;

/**
 * The parsed corpus of a folder. Parsing takes a good second, so the result is kept in the data folder under the
 * hash of the files: a changed file is another hash. A data folder that cannot be written only costs time.
 */
export function openCorpus(
  folder: string,
  home: string,
  readers: ReaderDefinition[],
  countriesOf: (countries: Country[]) => (text: string) => string[],
): Corpus {
  const { files, hash } = readCorpusFiles(folder);
  const key = createHash("sha256").update(`${cacheFormat}\n${chunkerVersion}\n${hash}`).digest("hex").slice(0, 16);
  const cache = join(home, "corpus", `${key}.json`);
  const cached = readCache(cache, hash);
  if (cached) return cached;
  const corpus = loadCorpus(files, hash, readers, countriesOf);
  writeCache(join(home, "corpus"), cache, corpus);
  return corpus;
}

function readCache(file: string, hash: string): Corpus | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const corpus = JSON.parse(readFileSync(file, "utf8")) as Corpus;
    return corpus.hash === hash && Array.isArray(corpus.facts) ? corpus : undefined;
  } catch {
    return undefined;
  }
}

function writeCache(folder: string, file: string, corpus: Corpus): void {
  try {
    mkdirSync(folder, { recursive: true });
    const aside = `${file}.${process.pid}`;
    writeFileSync(aside, JSON.stringify(corpus));
    renameSync(aside, file);
    const older = readdirSync(folder)
      .map((name) => join(folder, name))
      .filter((other) => other !== file)
      .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
    for (const other of older.slice(1)) rmSync(other, { force: true });
  } catch {
    // The cache only saves time; whatever needs the data folder for real reports it.
  }
}
