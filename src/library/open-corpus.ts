import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import type { Country } from "../domain/country.ts";
import type { AllPredicted } from "../domain/predicted-questions.ts";
import type { ReaderDefinition } from "../kit/reader.ts";
import { markCorpusFiles, readCorpusFiles } from "./corpus-files.ts";
import { loadCorpus, type Corpus } from "./corpus.ts";
import { withGrades, withoutGrades, type KeptCorpus } from "./kept-grades.ts";

/**
 * The parsed corpus of a folder. Parsing takes a good second, so the result is kept in the data folder under a
 * mark of the files: a changed file is another mark. Predicted questions are kept by themselves, and read when they
 * are asked for; `readers` are loaded where something is parsed. `complete` adds what follows from the corpus as a whole. A data folder that cannot be written only
 * costs time.
 */
export async function openCorpus(
  folder: string,
  home: string,
  readers: () => Promise<ReaderDefinition[]>,
  countriesOf: (countries: Country[]) => (text: string) => string[],
  complete: (corpus: Corpus) => Corpus,
): Promise<Corpus> {
  const key = createHash("sha256")
    .update(`${loaderHash()}\n${markCorpusFiles(folder)}`)
    .digest("hex")
    .slice(0, 16);
  const cache = join(home, "corpus");
  const parse = async (): Promise<Corpus> => {
    const { files, hash } = readCorpusFiles(folder);
    return complete(loadCorpus(files, hash, await readers(), countriesOf));
  };
  const cached = readCache(join(cache, `${key}.json`)) as Partial<KeptCorpus> | undefined;
  if (typeof cached?.hash === "string" && Array.isArray(cached.facts) && Array.isArray(cached.grades)) {
    let predicted: Promise<AllPredicted> | undefined;
    const read = async (): Promise<AllPredicted> => {
      const kept = readCache(join(cache, `${key}.predicted.json`)) as Partial<AllPredicted> | undefined;
      return kept?.questions && kept.unanswered ? (kept as AllPredicted) : (await parse()).predicted();
    };
    return { ...withGrades(cached as KeptCorpus), predicted: () => (predicted ??= read()) };
  }
  const corpus = await parse();
  writeCache(cache, key, corpus, await corpus.predicted());
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

function readCache(file: string): unknown {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "latin1"));
  } catch {
    return undefined;
  }
}

// Read back as bytes, with no decoding: half the time of the same text in UTF-8.
function ascii(json: string): string {
  return json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function writeCache(folder: string, key: string, corpus: Corpus, predicted: AllPredicted): void {
  try {
    mkdirSync(folder, { recursive: true });
    // The questions first: where the corpus is, they are.
    writeWhole(join(folder, `${key}.predicted.json`), ascii(JSON.stringify(predicted)));
    writeWhole(join(folder, `${key}.json`), ascii(JSON.stringify(withoutGrades(corpus))));
    const older = readdirSync(folder)
      .filter((name) => !name.startsWith(key))
      .sort((a, b) => statSync(join(folder, b)).mtimeMs - statSync(join(folder, a)).mtimeMs);
    const [newest = ""] = older.map((name) => name.split(".")[0]);
    for (const name of older) if (!name.startsWith(newest)) rmSync(join(folder, name), { force: true });
  } catch {
    // The cache only saves time; whatever needs the data folder for real reports it.
  }
}

function writeWhole(file: string, text: string): void {
  const aside = `${file}.${process.pid}`;
  writeFileSync(aside, text);
  renameSync(aside, file);
}
