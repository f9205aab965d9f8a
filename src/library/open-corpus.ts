import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import type { Country } from "../domain/country.ts";
import type { ReaderDefinition } from "../kit/reader.ts";
import { markCorpusFiles, readCorpusFiles } from "./corpus-files.ts";
import { loadCorpus, type Corpus } from "./corpus.ts";

/**
 * The parsed corpus of a folder. Parsing takes a good second, so the result is kept in the data folder under a
 * mark of the files: a changed file is another mark. `complete` adds what follows from the corpus as a whole.
 * A data folder that cannot be written only costs time.
 */
export function openCorpus(
  folder: string,
  home: string,
  readers: ReaderDefinition[],
  countriesOf: (countries: Country[]) => (text: string) => string[],
  complete: (corpus: Corpus) => Corpus,
): Corpus {
  const cacheOf = (mark: string): string =>
    join(home, "corpus", `${createHash("sha256").update(`${loaderHash()}\n${mark}`).digest("hex").slice(0, 16)}.json`);
  const cache = cacheOf(markCorpusFiles(folder));
  const cached = readCache(cache);
  if (cached) return cached;
  const { files, hash } = readCorpusFiles(folder);
  const corpus = complete(loadCorpus(files, hash, readers, countriesOf));
  writeCache(join(home, "corpus"), cache, corpus);
  return corpus;
}

// The code that makes the corpus is part of the key, so that no release reads what another one parsed.
let loader: string | undefined;
function loaderHash(): string {
  if (loader) return loader;
  const here = dirname(fileURLToPath(import.meta.url));
  const hash = createHash("sha256");
  for (const folder of [here, join(here, "readers"), join(here, "..", "domain"), join(here, "..", "profiles")])
    for (const name of readdirSync(folder).sort())
      if (/\.(ts|js)$/.test(name)) hash.update(name).update(readFileSync(join(folder, name), "utf8"));
  return (loader = hash.digest("hex"));
}

function readCache(file: string): Corpus | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const corpus = JSON.parse(readFileSync(file, "latin1")) as Corpus;
    return typeof corpus.hash === "string" && Array.isArray(corpus.facts) ? corpus : undefined;
  } catch {
    return undefined;
  }
}

// Read back as bytes, with no decoding: half the time of the same text in UTF-8.
function ascii(json: string): string {
  return json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function writeCache(folder: string, file: string, corpus: Corpus): void {
  try {
    mkdirSync(folder, { recursive: true });
    const aside = `${file}.${process.pid}`;
    writeFileSync(aside, ascii(JSON.stringify(corpus)));
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
