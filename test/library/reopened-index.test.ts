import { rmSync } from "node:fs";
import { join } from "node:path";

import { expect, it } from "vitest";

import { packageRoot } from "../../src/home.ts";
import { reindex } from "../../src/library/build-index.ts";
import { readSearchSettings } from "../../src/library/search-settings.ts";
import { createLibrary } from "../../src/library/library.ts";
import { openOrBuildIndex, type IndexOptions } from "../../src/library/build-index.ts";
import { createGazetteer } from "../../src/profiles/gazetteer.ts";
import { fakeEmbedder } from "../support/fake-embedder.ts";
import { loadSmallCorpus } from "../support/small-corpus.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const settings = readSearchSettings(join(packageRoot(), "corpus", "models", "search.json"));

it("a running process goes on with the newer index when the one it opened is gone", async () => {
  const corpus = loadSmallCorpus();
  const said: string[] = [];
  const options: IndexOptions = {
    home: temporaryFolder(),
    corpus,
    embedder: fakeEmbedder(),
    now: () => new Date(),
    events: { reason: (sentence) => void said.push(sentence) },
  };
  const opened: string[] = [];
  const library = createLibrary(
    corpus,
    options.embedder,
    createGazetteer(corpus.countries),
    settings,
    async (force) => {
      const index = await openOrBuildIndex({ ...options, force });
      opened.push(index.folder);
      return index;
    },
  );
  const search = async (): Promise<string[]> =>
    (await library.search("accelerators", {}, { limit: 3 })).results.map((result) => result.id);
  const before = await search();
  const { index } = await reindex({ ...options, embedder: fakeEmbedder(), anew: true });
  expect(await search()).toEqual(before);
  rmSync(opened[0] ?? "", { recursive: true });
  expect(await search()).toEqual(before);
  expect(opened.at(-1)).toBe(index.folder);
  expect(said).toHaveLength(1);
});
