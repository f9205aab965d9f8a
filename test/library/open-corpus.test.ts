import { cpSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, it } from "vitest";

import { openDesk } from "../../src/desk.ts";
import { packageRoot } from "../../src/home.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

it("gives the corpus from its cache as it was parsed, letters of every script included", async () => {
  const folder = temporaryFolder();
  const corpusFolder = join(folder, "corpus");
  mkdirSync(join(corpusFolder, "countries"), { recursive: true });
  for (const file of ["countries/TUR.yaml", "publishers.yaml", "suppliers.yaml"])
    cpSync(join(packageRoot(), "corpus", file), join(corpusFolder, file));
  const home = join(folder, "home");
  const parsed = (await openDesk({ home, corpusFolder })).corpus;
  const cached = (await openDesk({ home, corpusFolder })).corpus;
  expect(JSON.stringify(parsed)).toMatch(/Türkiye|TÜBİTAK/);
  expect(cached).toEqual(JSON.parse(JSON.stringify(parsed)));
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
