import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it, onTestFinished } from "vitest";

import type { Embedder, EmbeddingContext } from "../../src/kit/embedding.ts";
import { asAttacheError } from "../../src/kit/error.ts";
import { openEmbedding } from "../../src/library/embedding/open-embedding.ts";
import { embedders, embeddingContext } from "../support/embedding-context.ts";
import {
  numbered,
  startEmbeddingServer,
  type EmbeddingServer,
  type Misbehaviour,
} from "../support/scripted-embeddings.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

type Script = NonNullable<Parameters<typeof startEmbeddingServer>[0]>;

async function serve(script: Script = {}): Promise<EmbeddingServer> {
  const server = await startEmbeddingServer(script);
  onTestFinished(() => server.stop());
  return server;
}

const open = (specification: string, changes: Partial<EmbeddingContext> = {}): Promise<Embedder> =>
  openEmbedding(specification, embedders, embeddingContext(changes));

async function sentenceOf(work: Promise<unknown>): Promise<string> {
  const thrown: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toBeDefined();
  const { kind, sentence } = asAttacheError(thrown);
  return `${kind}: ${sentence}`;
}

describe("an embedding server", () => {
  it("is asked for nothing before the first text, and only at its own path", async () => {
    const server = await serve();
    const embedder = await open(server.specification);
    expect(server.calls).toEqual([]);
    await embedder.embed(["chips"], "query");
    expect(server.calls.map((call) => call.path)).toEqual(["/v1/embeddings"]);
    expect(server.calls[0]?.body).toMatchObject({ model: "scripted", encoding_format: "float" });
    expect(server.calls[0]?.headers.authorization).toBeUndefined();
  });

  it.for([
    ["e5-base", "query: chips", "passage: chips"],
    ["BAAI/bge-small-en-v1.5", "Represent this sentence for searching relevant passages: chips", "chips"],
    ["nomic-embed-text", "search_query: chips", "search_document: chips"],
    ["unheard-of", "chips", "chips"],
  ])("that serves %s is sent a question as %j and a passage as %j", async ([name, question, passage]) => {
    const server = await serve({ name });
    const embedder = await open(server.specification);
    await embedder.embed(["chips"], "query");
    await embedder.embed(["chips"], "passage");
    expect(server.calls.map((call) => call.body.input.at(-1))).toEqual([question, passage]);
  });

  it("is given the key of the environment or of a file, and nobody else is", async () => {
    const file = join(temporaryFolder(), "key");
    writeFileSync(file, "from-a-file\n");
    for (const [environment, key] of [
      [{ ATTACHE_EMBEDDING_KEY: "from-the-environment" }, "from-the-environment"],
      [{ ATTACHE_EMBEDDING_KEY_FILE: file }, "from-a-file"],
    ] as const) {
      const server = await serve();
      await (await open(server.specification, { environment })).embed(["chips"], "query");
      expect(server.calls[0]?.headers.authorization).toBe(`Bearer ${key}`);
    }
    const missing = open("http://127.0.0.1:9/v1#m", { environment: { ATTACHE_EMBEDDING_KEY_FILE: "/no/such/file" } });
    expect(await sentenceOf(missing)).toMatch(/^usage: The file .* cannot be read\. Name a file that holds the key/);
  });

  it.for([
    ["http://127.0.0.1:9/v1", /no address of an embedding model.*Write http/],
    ["http://#name", /no address of an embedding model/],
    ["http://user:secret@127.0.0.1:9/v1#m", /must not hold a key\. Put the key into ATTACHE_EMBEDDING_KEY/],
    ["http://127.0.0.1:9/v1?key=secret#m", /must not hold a key/],
  ] as const)("is not called at the address %s", async ([specification, sentence]) => {
    const said = await sentenceOf(open(specification));
    expect(said).toMatch(sentence);
    expect(said).not.toContain("secret@");
  });

  it("that is down is told from one that refuses", async () => {
    const server = await serve();
    await server.stop();
    expect(await sentenceOf((await open(server.specification)).describe())).toBe(
      `network: The embedding server does not answer at ${server.host}. Start it, or check host and port; or use --embedding embedded.`,
    );
  });

  it.for<[string, Misbehaviour, RegExp]>([
    ["401", { status: 401, body: "bad key sk-secret" }, /model: .* refuses the key\. Set ATTACHE_EMBEDDING_KEY/],
    ["404", { status: 404 }, /model: .* does not know the model "scripted" or this path\. Check the name after #/],
    ["500", { status: 500, body: "out of memory" }, /model: .* failed \(HTTP 500\)\. Look at its log/],
    ["501", { status: 501 }, /was it started for embeddings/],
    ["no JSON", { raw: "<html>hello</html>" }, /answered something that is no list of embeddings/],
    ["another JSON", { raw: '{"choices": []}' }, /answered something that is no list of embeddings/],
    ["text for numbers", { raw: '{"data": [{"embedding": "AAAA"}]}' }, /no list of embeddings/],
    ["NaN", { raw: '{"data": [{"index": 0, "embedding": [NaN, 1]}]}' }, /no list of embeddings/],
    ["null for a number", { raw: '{"data": [{"index": 0, "embedding": [null, 1]}]}' }, /no list of embeddings/],
    ["too few", { data: (vectors) => numbered(vectors.slice(1)) }, /gave 1 vectors for 2 texts/],
    ["too many", { data: (vectors) => numbered([...vectors, ...vectors]) }, /gave 4 vectors for 2 texts/],
    [
      "one number twice",
      { data: (vectors) => numbered(vectors).map((entry) => ({ ...entry, index: 0 })) },
      /numbered its vectors so that some text has none/,
    ],
    ["zeros", { data: (vectors) => numbered(vectors.map(() => [0, 0, 0])) }, /gave a vector without a direction/],
    ["two lengths", { data: ([one = []]) => numbered([one, one.slice(1)]) }, /vectors have another length than before/],
    [
      "a way to another host",
      { status: 307, location: "http://example.org/v1/embeddings" },
      /redirect to another address/,
    ],
    ["nothing", { silence: "from the start" }, /sent nothing for 0 seconds/],
    ["half an answer and then nothing", { silence: "in the middle" }, /sent nothing for 0 seconds/],
  ])("that answers %s gives a sentence", async ([, misbehaviour, sentence]) => {
    const server = await serve({ misbehave: () => misbehaviour });
    const environment = { ATTACHE_EMBEDDING_KEY: "sk-secret" };
    const embedder = await open(server.specification, { environment, patience: 200 });
    const said = await sentenceOf(embedder.embed(["chips"], "query"));
    expect(said).toMatch(sentence);
    expect(said).toContain("127.0.0.1");
    expect(said).not.toContain("sk-secret");
  });

  it("that takes another model in mid-run, of the same or another length, is found out", async () => {
    const other = await serve({ model: (call) => (call < 2 ? "one" : "another model entirely") });
    const embedder = await open(other.specification);
    await embedder.describe();
    await embedder.embed(["chips"], "passage");
    expect(await sentenceOf(embedder.embed(["chips"], "passage"))).toMatch(
      /changed in mid-run: the same text has another/,
    );
    const longer = await serve({ dimensions: (call) => (call < 1 ? 48 : 64) });
    const second = await open(longer.specification);
    await second.describe();
    expect(await sentenceOf(second.embed(["chips"], "passage"))).toMatch(
      /changed in mid-run: its vectors have another length/,
    );
  });

  it("is left at once when the run is cancelled", async () => {
    const server = await serve({ misbehave: () => ({ silence: "from the start" }) });
    const stop = new AbortController();
    const asked = (await open(server.specification)).embed(["chips"], "query", stop.signal);
    while (server.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    await expect(asked).rejects.toMatchObject({ name: "AbortError" });
    const run = new AbortController();
    const whole = (await open(server.specification, { signal: run.signal })).embed(["chips"], "query");
    while (server.calls.length === 1) await new Promise((resolve) => setImmediate(resolve));
    run.abort();
    await expect(whole).rejects.toMatchObject({ name: "AbortError" });
  });

  it("is sent many texts in batches, each with the probe", async () => {
    const server = await serve();
    await (
      await open(server.specification)
    ).embed(
      Array.from({ length: 64 }, (_, index) => `text ${index}`),
      "passage",
    );
    expect(server.calls.map((call) => call.body.input.length)).toEqual([32, 32, 3]);
  });
});
