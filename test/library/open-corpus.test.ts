import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, it } from "vitest";

import { openDesk } from "../../src/desk.ts";
import { packageRoot } from "../../src/home.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

it("gives the corpus from its cache as it was parsed, letters of every script included", async () => {
  const folder = temporaryFolder();
  const corpusFolder = join(folder, "corpus");
  mkdirSync(join(corpusFolder, "countries"), { recursive: true });
  mkdirSync(join(corpusFolder, "questions"));
  for (const file of ["countries/TUR.yaml", "publishers.yaml", "suppliers.yaml", "questions/TUR.yaml"])
    cpSync(join(packageRoot(), "corpus", file), join(corpusFolder, file));
  const home = join(folder, "home");
  const open = async (): Promise<object> => {
    const { corpus } = await openDesk({ home, corpusFolder });
    return { ...corpus, predicted: await corpus.predicted() };
  };
  const parsed = await open();
  expect(JSON.stringify(parsed)).toMatch(/Türkiye|TÜBİTAK/);
  expect(await open()).toEqual(JSON.parse(JSON.stringify(parsed)));
  const cache = join(home, "corpus");
  const [predicted] = readdirSync(cache).filter((name) => name.endsWith(".predicted.json"));
  rmSync(join(cache, predicted ?? ""));
  expect(await open()).toEqual(JSON.parse(JSON.stringify(parsed)));
});

it("keeps the cache of the corpus before, and none of those before it", async () => {
  const folder = temporaryFolder();
  const corpusFolder = join(folder, "corpus");
  mkdirSync(join(corpusFolder, "countries"), { recursive: true });
  const file = join(corpusFolder, "countries", "TUR.yaml");
  const home = join(folder, "home");
  for (const year of [2022, 2023, 2024]) {
    cpSync(join(packageRoot(), "corpus", "countries", "TUR.yaml"), file);
    utimesSync(file, new Date(`${year}-01-01`), new Date(`${year}-01-01`));
    await openDesk({ home, corpusFolder });
  }
  expect(readdirSync(join(home, "corpus"))).toHaveLength(4);
});

it("notices a changed file, though its size stays the same", async () => {
  const folder = temporaryFolder();
  const corpusFolder = join(folder, "corpus");
  const file = join(corpusFolder, "countries", "FRA.yaml");
  mkdirSync(join(corpusFolder, "countries"), { recursive: true });
  cpSync(join(packageRoot(), "corpus", "countries", "FRA.yaml"), file);
  const home = join(folder, "home");
  const before = (await openDesk({ home, corpusFolder })).corpus;
  writeFileSync(file, readFileSync(file, "utf8").replace("value: 109,", "value: 901,"));
  utimesSync(file, new Date("2026-01-01"), new Date("2026-01-01"));
  const after = (await openDesk({ home, corpusFolder })).corpus;
  const value = (corpus: typeof before): number | undefined =>
    corpus.facts.find((fact) => fact.id === "FRA-001")?.quantity?.value;
  expect([value(before), value(after)]).toEqual([109, 901]);
});
