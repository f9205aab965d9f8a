import { execFile } from "node:child_process";
import { existsSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { describe, expect, it } from "vitest";

import { packageRoot } from "../../src/home.ts";
import { openOrBuildIndex } from "../../src/library/build-index.ts";
import type { Corpus } from "../../src/library/corpus.ts";
import type { Embedder } from "../../src/kit/embedding.ts";
import { openModelFolder } from "../../src/library/embedding/model-folder.ts";
import { hybridSearch } from "../../src/library/search.ts";
import type { OpenIndex } from "../../src/library/store.ts";
import { unitsOf } from "../../src/library/units.ts";
import { fakeEmbedder } from "../support/fake-embedder.ts";
import { loadSmallCorpus, smallCorpusFiles } from "../support/small-corpus.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const corpus = loadSmallCorpus();
const { units, sentences } = unitsOf(corpus);
const texts = new Set([...units, ...sentences].map((unit) => unit.meaning));

interface Build {
  index: OpenIndex;
  said: string[];
}

async function build(home: string, embedder: Embedder, of: Corpus = corpus, force = false): Promise<Build> {
  const said: string[] = [];
  const events = { reason: (text: string) => void said.push(text), built: (text: string) => void said.push(text) };
  const index = await openOrBuildIndex({ home, corpus: of, embedder, now: () => new Date(), events, force });
  return { index, said };
}

async function idsIn(index: OpenIndex): Promise<string[]> {
  const rows = (await index.units.query().select(["id"]).toArray()) as { id: string }[];
  return rows.map((row) => row.id).sort();
}

const allIds = units.map((unit) => unit.id).sort();
const foldersIn = (home: string): string[] => readdirSync(join(home, "index"));

describe("the index", () => {
  it("is built on first use, holds every unit and says why", async () => {
    const embedder = fakeEmbedder();
    const { index, said } = await build(temporaryFolder(), embedder);
    expect(await idsIn(index)).toEqual(allIds);
    expect(index.sentences.count).toBe(sentences.length);
    expect(said[0]).toContain("first use");
    expect(said[1]).toContain(`${units.length} facts and passages`);
    expect(new Set(embedder.embedded).size).toBe(embedder.embedded.length);
  });

  it("is opened, not built, the second time", async () => {
    const home = temporaryFolder();
    await build(home, fakeEmbedder());
    const again = fakeEmbedder();
    const { index, said } = await build(home, again);
    expect(again.embedded).toEqual([]);
    expect(said).toEqual([]);
    expect(await idsIn(index)).toEqual(allIds);
  });

  it("embeds only what changed when the corpus changes", async () => {
    const home = temporaryFolder();
    await build(home, fakeEmbedder());
    const changed = loadSmallCorpus({
      "countries/SAU.yaml": (smallCorpusFiles["countries/SAU.yaml"] ?? "").replace("18,000", "20,000"),
    });
    const embedder = fakeEmbedder();
    const { said } = await build(home, embedder, changed);
    expect(embedder.embedded).toEqual([expect.stringContaining("20,000 accelerators")]);
    expect(said[0]).toBe("The corpus changed; updating the index.");
    expect(said[1]).toContain("1 newly embedded");
  });

  it("is refused to another embedding, with the command that makes one, and stays as it was", async () => {
    const home = temporaryFolder();
    const { index } = await build(home, fakeEmbedder());
    const other = fakeEmbedder({ id: "another" });
    await expect(build(home, other)).rejects.toMatchObject({
      kind: "index",
      message: expect.stringContaining('made with the embedding "fake", not with "another"') as string,
      next: expect.stringContaining("attache corpus reindex --embedding another") as string,
    });
    expect(other.embedded).toEqual([]);
    expect((await build(home, fakeEmbedder())).index.folder).toBe(index.folder);
  });

  it.for([
    ["other weights", { hash: "other" }],
    ["32 and 64 dimensions", { dimensions: 64 }],
    ["pooling mean and cls", { pooling: "cls" }],
    ["other prefixes", { prefixes: { query: "query: ", passage: "" } }],
    ["other prefixes", { prefixes: { query: "", passage: "passage: " } }],
    ["another longest text", { maxTokens: 128 }],
  ] as const)("is refused to the same name with %s: %j", async ([difference, description]) => {
    const home = temporaryFolder();
    await build(home, fakeEmbedder());
    const changed = fakeEmbedder({ description });
    await expect(build(home, changed)).rejects.toMatchObject({
      kind: "index",
      message: expect.stringContaining(`is not the model it was when the index was made (${difference})`) as string,
      next: expect.stringContaining("attache corpus reindex --embedding fake") as string,
    });
    expect(changed.embedded).toEqual([]);
  });

  it("says in its manifest what its vectors were made with", async () => {
    const { index } = await build(temporaryFolder(), fakeEmbedder());
    const described = await fakeEmbedder().describe();
    expect(index.manifest.model).toEqual({ ...described, lexicalWeight: 0.5 });
  });

  it("is renewed by itself when the model that comes with Attaché is another one", async () => {
    const home = temporaryFolder();
    await build(home, fakeEmbedder({ id: "embedded" }));
    const renewed = fakeEmbedder({ id: "embedded", description: { hash: "of the next release" } });
    const { said } = await build(home, renewed);
    expect(said[0]).toContain("new embedding model");
    expect(renewed.embedded).toHaveLength(texts.size);
  });

  it("goes on where a build was stopped, and forgets the unfinished part once it is whole", async () => {
    const home = temporaryFolder();
    const first = fakeEmbedder({ failAfter: 1, batchSize: 2 });
    await expect(build(home, first)).rejects.toThrow("the power went out");
    expect(first.embedded).toHaveLength(2);
    const second = fakeEmbedder({ batchSize: 2 });
    await build(home, second);
    expect(second.embedded.filter((text) => first.embedded.includes(text))).toEqual([]);
    expect(new Set([...first.embedded, ...second.embedded]).size).toBe(texts.size);
    expect(readdirSync(join(home, "unfinished"))).toEqual([]);
  });

  it.for([
    ["a file of it is cut short", (folder: string) => truncateSync(largestFile(folder), 10)],
    ["a file of it is gone", (folder: string) => rmSync(largestFile(folder))],
    ["its manifest is nonsense", (folder: string) => writeFileSync(join(folder, "manifest.json"), "{")],
    ["its vocabulary is gone", (folder: string) => rmSync(join(folder, "vocabulary.json"))],
  ] as const)("is rebuilt, with the reason said, when %s", async ([, damage]) => {
    const home = temporaryFolder();
    const { index } = await build(home, fakeEmbedder());
    damage(index.folder);
    const embedder = fakeEmbedder();
    const rebuilt = await build(home, embedder);
    expect(rebuilt.said[0]).toContain("damaged");
    expect(embedder.embedded.length).toBeGreaterThan(0);
    expect(await idsIn(rebuilt.index)).toEqual(allIds);
    expect(foldersIn(home)).toHaveLength(1);
  });

  it("is replaced by a forced build even when the damage left every size as it was", async () => {
    const home = temporaryFolder();
    const { index } = await build(home, fakeEmbedder());
    const file = largestFile(index.folder);
    writeFileSync(file, Buffer.alloc(readFileSync(file).length, 7));
    await build(home, fakeEmbedder(), corpus, true);
    const after = await build(home, fakeEmbedder());
    expect(await idsIn(after.index)).toEqual(allIds);
    expect(existsSync(file)).toBe(false);
  });

  it("leaves the old index as it was when a build breaks off", async () => {
    const home = temporaryFolder();
    const { index } = await build(home, fakeEmbedder());
    const before = foldersIn(home);
    const changed = loadSmallCorpus({
      "countries/SAU.yaml": (smallCorpusFiles["countries/SAU.yaml"] ?? "").replace("18,000", "20,000"),
    });
    await expect(build(home, fakeEmbedder({ failAfter: 0 }), changed)).rejects.toThrow("the power went out");
    expect(foldersIn(home)).toEqual(before);
    const again = fakeEmbedder();
    expect((await build(home, again)).index.folder).toBe(index.folder);
    expect(again.embedded).toEqual([]);
  });

  it("breaks off on abort and leaves nothing behind", async () => {
    const home = temporaryFolder();
    const stop = new AbortController();
    const building = openOrBuildIndex({
      home,
      corpus,
      embedder: fakeEmbedder({ pause: 50 }),
      now: () => new Date(),
      signal: stop.signal,
    });
    stop.abort();
    await expect(building).rejects.toMatchObject({ name: "AbortError" });
    expect(foldersIn(home)).toEqual([]);
  });

  it("is whole, and the only one, when two processes build it at once", async () => {
    const home = temporaryFolder();
    const built = await Promise.all([buildInAProcess(home), buildInAProcess(home)]);
    expect(built.map(({ stdout }) => stdout)).toEqual([String(units.length), String(units.length)]);
    expect(foldersIn(home)).toHaveLength(1);
    const embedder = fakeEmbedder();
    expect(await idsIn((await build(home, embedder)).index)).toEqual(allIds);
    expect(embedder.embedded).toEqual([]);
  });

  // Below /sys not even the superuser may make a folder.
  it.skipIf(process.platform !== "linux")(
    "is refused with the next step where the data folder cannot be written",
    async () => {
      await expect(build("/sys/attache", fakeEmbedder())).rejects.toMatchObject({
        kind: "storage",
        sentence: expect.stringMatching(/^The data folder cannot be written\. Set ATTACHE_HOME/) as string,
      });
    },
  );

  it("is refused with the next step where the data folder lies below a file", async () => {
    const file = join(temporaryFolder(), "a-file");
    writeFileSync(file, "");
    await expect(build(join(file, "home"), fakeEmbedder())).rejects.toMatchObject({ kind: "storage" });
  });

  it("is found by meaning with the embedded model", async () => {
    const models = join(packageRoot(), "corpus", "models");
    const model = openModelFolder(join(models, "attache-embed-small"), { models });
    const { index } = await build(temporaryFolder(), model);
    const query = "How many graphics processors were bought?";
    const { hits } = await hybridSearch(index, model, { words: query, meaning: query }, {});
    expect(hits[0]?.id).toBe("SAU-001");
    expect(hits[0]?.similarity).toBeLessThanOrEqual(1.0001);
  });
});

function buildInAProcess(home: string): Promise<{ stdout: string }> {
  const script = fileURLToPath(new URL("../support/build-index-process.ts", import.meta.url));
  return promisify(execFile)(process.execPath, ["--import", "tsx", script, home]);
}

function largestFile(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".lance"))
    .map((entry) => join(entry.parentPath, entry.name));
  const [largest] = files.sort((a, b) => readFileSync(b).length - readFileSync(a).length);
  if (!largest) throw new Error(`no table in ${folder}`);
  return largest;
}
