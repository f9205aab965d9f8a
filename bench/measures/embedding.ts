import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { pipeline } from "@huggingface/transformers";

import { codeRoot, packageRoot } from "../../src/home.ts";
import { fetchOnly } from "../../src/kit/egress.ts";
import { openDesk } from "../../src/desk.ts";
import { openEmbedding } from "../../src/library/embedding/open-embedding.ts";
import { unitsOf } from "../../src/library/units.ts";
import { startEmbeddingServer } from "../../test/support/scripted-embeddings.ts";
import type { Benchmark, Row } from "../support/benchmark.ts";

const batchSize = 31; // what a server gets beside the probe; the same for all
const rounds = 2;
/** The server computes nothing, so that a round is over before the code is warm. */
const serverRounds = 20;
const models = join(packageRoot(), "corpus", "models");
const shared = join(packageRoot(), "..", "shared", "models");

type Rate = (batch: string[]) => Promise<unknown>;

/** Texts a second through each kind of embedding, against transformers.js or bare `fetch` on the same batches. */
const benchmark: Benchmark = {
  async run() {
    const texts = await passages();
    const batches = Array.from({ length: Math.ceil(texts.length / batchSize) }, (_, index) =>
      texts.slice(index * batchSize, (index + 1) * batchSize),
    );
    const rows = [await folder("embedded", join(models, "attache-embed-small"), "cls", batches)];
    for (const [name, pooling] of [
      ["all-MiniLM-L6-v2", "mean"],
      ["bge-small-en-v1.5", "cls"],
    ] as const)
      if (existsSync(join(shared, name)))
        rows.push(await folder(join(shared, name), join(shared, name), pooling, batches));
      else process.stderr.write(`${name}: skipped, for ../shared/models is not there\n`);
    return [...rows, await server(batches)];
  },
};
export default benchmark;

async function folder(specification: string, path: string, pooling: "cls" | "mean", batches: string[][]): Promise<Row> {
  const embed = await ours(specification);
  const extract = await pipeline("feature-extraction", path, { dtype: "q8", device: "cpu", local_files_only: true });
  const raw: Rate = (batch) => extract(batch, { pooling, normalize: true });
  const name = specification === "embedded" ? "embedded" : `folder ${path.split("/").at(-1)}`;
  return row(name, embed, "transformers.js", raw, batches);
}

async function server(batches: string[][]): Promise<Row> {
  const running = await startEmbeddingServer({ dimensions: () => 384 });
  try {
    const [address] = running.specification.split("#");
    const headers = { "content-type": "application/json" };
    const raw: Rate = async (input) => {
      const body = JSON.stringify({ model: "scripted", input });
      return (await fetch(`${address}/embeddings`, { method: "POST", headers, body })).json();
    };
    return await row(
      "server on loopback that computes nothing",
      await ours(running.specification),
      "fetch",
      raw,
      batches,
      serverRounds,
    );
  } finally {
    await running.stop();
  }
}

async function ours(specification: string): Promise<Rate> {
  const embedder = await openEmbedding(specification, join(codeRoot(), "src", "library", "embedders"), {
    models,
    home: "",
    workingFolder: packageRoot(),
    environment: {},
    fetchFor: (host) => fetchOnly(host),
    note: () => undefined,
  });
  return (batch) => embedder.embed(batch, "passage");
}

// Batch by batch, one after the other and each first in turn: whatever else the machine does falls on both alike.
async function row(
  what: string,
  embed: Rate,
  baselineName: string,
  raw: Rate,
  batches: string[][],
  times = rounds,
): Promise<Row> {
  const spent = { ours: 0, raw: 0 };
  const time = async (side: keyof typeof spent, batch: string[]): Promise<void> => {
    const started = performance.now();
    await (side === "ours" ? embed : raw)(batch);
    spent[side] += performance.now() - started;
  };
  await embed(batches[0] ?? []);
  await raw(batches[0] ?? []);
  for (let round = 0; round < times; round += 1)
    for (const [index, batch] of batches.entries()) {
      const first = (index + round) % 2 === 0 ? "ours" : "raw";
      await time(first, batch);
      await time(first === "ours" ? "raw" : "ours", batch);
    }
  const count = batches.flat().length * times;
  return {
    what: `embedding, ${what}`,
    ours: (count / spent.ours) * 1000,
    baselineName,
    baseline: (count / spent.raw) * 1000,
    unit: "texts/s",
    aim: "≥ 0.8",
  };
}

/** Every twelfth text of the corpus, in order of length as when an index is built. */
async function passages(): Promise<string[]> {
  const home = mkdtempSync(join(tmpdir(), "attache-bench-"));
  const { corpus } = await openDesk({ home });
  rmSync(home, { recursive: true, force: true });
  const { units, sentences } = unitsOf(corpus);
  const texts = [...new Set([...units, ...sentences].map((unit) => unit.meaning))];
  return texts.sort((a, b) => a.length - b.length).filter((_, index) => index % 12 === 0);
}
