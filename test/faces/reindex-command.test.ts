import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, truncateSync, cpSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { describe, expect, inject, it, onTestFinished } from "vitest";

import { packageRoot } from "../../src/home.ts";
import { runCommand, type CommandRun } from "../support/command.ts";
import { sharedModel } from "../support/embedding-context.ts";
import { startEmbeddingServer, type EmbeddingServer } from "../support/scripted-embeddings.ts";
import { corpusFiles } from "../support/small-corpus.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const own = join(packageRoot(), "corpus", "models", "attache-embed-small");
const question = "How many accelerators were ordered?";

interface Place {
  home: string;
  environment: Record<string, string>;
  attache: (...arguments_: string[]) => Promise<CommandRun>;
  settings: () => unknown;
}

/** A data folder of its own over the small corpus. */
function place(more: Record<string, string> = {}): Place {
  const corpus = temporaryFolder();
  for (const { path, content } of corpusFiles()) {
    mkdirSync(dirname(join(corpus, path)), { recursive: true });
    writeFileSync(join(corpus, path), content);
  }
  const home = temporaryFolder();
  const environment = { ATTACHE_HOME: home, ATTACHE_CORPUS: corpus, ...more };
  return {
    home,
    environment,
    attache: (...arguments_) => runCommand(arguments_, { environment }),
    settings: () => JSON.parse(readFileSync(join(home, "settings.json"), "utf8")) as unknown,
  };
}

async function serve(script: Parameters<typeof startEmbeddingServer>[0] = {}): Promise<EmbeddingServer> {
  const server = await startEmbeddingServer(script);
  onTestFinished(() => server.stop());
  return server;
}

const resultsOf = (run: CommandRun): unknown => (JSON.parse(run.out) as { results: unknown }).results;

describe("attache corpus reindex", () => {
  it("takes another embedding into use, and back again answers are as before", async () => {
    const { attache, settings } = place();
    const before = await attache("search", question, "--json");
    expect(before.err).toContain("first use");
    const server = await serve();
    const there = await attache("corpus", "reindex", "--embedding", server.specification);
    expect(there).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /texts embedded in .* s[\s\S]*In use: scripted \(48 dimensions, server pooling\)/,
      ) as string,
    });
    expect(there.err).toMatch(/100 % \(\d+ of \d+ texts, [\d.]+ a second, 0 s left\)/);
    expect(settings()).toEqual({ embedding: server.specification });
    const calls = server.calls.length;
    const other = await attache("search", question, "--json");
    expect(other).toMatchObject({ code: 0, err: "" });
    expect(server.calls.slice(calls).at(-1)?.body.input.at(-1)).toBe(question);
    expect(resultsOf(other)).not.toEqual(resultsOf(before));
    const back = await attache("corpus", "reindex", "--embedding", "embedded", "--json");
    expect(JSON.parse(back.out)).toMatchObject({
      embedding: { specification: "embedded", dimensions: 384, pooling: "cls", lexicalWeight: 0.5 },
      before: server.specification,
      reused: true,
    });
    expect((await attache("search", question, "--json")).out).toBe(before.out);
  });

  it("lets other processes search in the old index until the new one is whole", async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const reached = { all: (): void => undefined };
    const embedding = new Promise<void>((resolve) => (reached.all = resolve));
    const server = await serve({
      before(_call, index) {
        if (index < 1) return undefined;
        reached.all();
        return held;
      },
    });
    const { attache, home } = place();
    const before = await attache("search", question, "--json");
    const reindexing = attache("corpus", "reindex", "--embedding", server.specification);
    await embedding;
    const [during, also] = await Promise.all([
      attache("search", question, "--json"),
      attache("search", "sovereignty", "--json"),
    ]);
    expect(during).toMatchObject({ code: 0, err: "", out: before.out });
    expect(also.code).toBe(0);
    release();
    expect((await reindexing).code).toBe(0);
    const calls = server.calls.length;
    expect((await attache("search", question, "--json")).code).toBe(0);
    expect(server.calls.length).toBeGreaterThan(calls);
    expect(readdirSync(join(home, "index"))).toHaveLength(2);
  });

  it("makes the index of the same embedding anew beside the old one", async () => {
    const { attache, home } = place();
    const before = await attache("search", question, "--json");
    const [old] = readdirSync(join(home, "index"));
    const again = JSON.parse((await attache("corpus", "reindex", "--json")).out) as { embedded: number };
    expect(again).toMatchObject({ reused: false, takenOver: 0, before: "embedded" });
    expect(again.embedded).toBeGreaterThan(5);
    expect(readdirSync(join(home, "index"))).toEqual(expect.arrayContaining([old, `${old}-2`]));
    expect((await attache("search", question, "--json")).out).toBe(before.out);
  });

  it("stopped by Ctrl-C leaves the index in use, and goes on where it was", async () => {
    const stuck = { at: 0, reached: (): void => undefined };
    const reached = new Promise<void>((resolve) => (stuck.reached = resolve));
    const server = await serve({
      before(_call, index) {
        if (index !== 2) return undefined;
        stuck.reached();
        return new Promise(() => undefined);
      },
    });
    const { attache, environment, home } = place();
    writeFileSync(join(environment.ATTACHE_CORPUS ?? "", "countries", "FRA.yaml"), franceWith(40));
    const before = await attache("search", question, "--json");
    const child = spawn(
      process.execPath,
      [inject("attacheCommand"), "corpus", "reindex", "--embedding", server.specification],
      { env: { ...process.env, ...environment }, stdio: ["ignore", "ignore", "pipe"] },
    );
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
    const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
    await reached;
    child.kill("SIGINT");
    expect(await ended).toBe(1);
    expect(said).toMatch(
      /attache: Reindexing was stopped; the index in use is untouched\. Run the command again: it goes on/,
    );
    expect((await attache("search", question, "--json")).out).toBe(before.out);
    const sent = server.calls.slice(0, 2).flatMap((call) => call.body.input.slice(1));
    expect(sent.length).toBe(31);
    const calls = server.calls.length;
    const again = await attache("corpus", "reindex", "--embedding", server.specification, "--json");
    expect(JSON.parse(again.out)).toMatchObject({ takenOver: 31 });
    expect(server.calls.slice(calls).flatMap((call) => call.body.input.filter((text) => sent.includes(text)))).toEqual(
      [],
    );
    expect(readdirSync(join(home, "unfinished"))).toEqual([]);
  });

  it.for<[string, () => Promise<string>, number, RegExp]>([
    ["a folder that is not there", async () => "/no/such/folder", 2, /There is no folder/],
    ["a folder that is no model", async () => packageRoot(), 2, /is no whole model: config\.json is missing/],
    ["a model cut short", async () => cutModel(), 1, /cannot be loaded/],
    ["a hub id that is not here", async () => "hub:nobody/nothing", 2, /nothing is fetched unasked/],
    ["a server that is down", async () => "http://127.0.0.1:9/v1#m", 1, /The embedding server does not answer/],
    [
      "a server that fails",
      async () => (await serve({ misbehave: () => ({ status: 500 }) })).specification,
      1,
      /HTTP 500/,
    ],
    [
      "a server that changes its dimensions in mid-run",
      async () => (await serve({ dimensions: (call) => (call > 0 ? 64 : 48) })).specification,
      1,
      /changed in mid-run/,
    ],
  ])("with %s says so in a sentence and leaves all as it was", async ([, specification, code, sentence]) => {
    const { attache, home } = place();
    const before = await attache("search", question, "--json");
    const indexes = readdirSync(join(home, "index"));
    const run = await attache("corpus", "reindex", "--embedding", await specification());
    expect(run).toMatchObject({ code, out: "" });
    expect(run.err).toMatch(sentence);
    expect(run.err).not.toMatch(/^ {4}at /m);
    expect(readdirSync(join(home, "index"))).toEqual(indexes);
    expect(readdirSync(home)).not.toContain("settings.json");
    expect((await attache("search", question, "--json")).out).toBe(before.out);
  });

  for (const name of ["all-MiniLM-L6-v2", "bge-small-en-v1.5", "embedded-static/attache-static-256"]) {
    const { folder, missing, title } = sharedModel(name);
    it.skipIf(missing)(`takes ${title} by its folder`, async () => {
      const { attache } = place();
      expect((await attache("corpus", "reindex", "--embedding", folder)).code).toBe(0);
      const { results } = JSON.parse((await attache("search", question, "--json")).out) as {
        results: { id: string }[];
      };
      expect(results[0]?.id).toBe("SAU-001");
    });
  }
});

describe("another embedding than that of the index", () => {
  it.for(["option", "environment"])(
    "named by %s is refused with the command that makes an index of it",
    async (way) => {
      const server = await serve();
      const { attache, environment } = place();
      await attache("search", question);
      const run =
        way === "option"
          ? await attache("search", question, "--embedding", server.specification, "--json")
          : await runCommand(["search", question, "--json"], {
              environment: { ...environment, ATTACHE_EMBEDDING: server.specification },
            });
      expect(run).toMatchObject({ code: 1, err: "" });
      expect(JSON.parse(run.out)).toMatchObject({
        error: {
          kind: "index",
          message: expect.stringContaining("vectors of the two cannot be compared") as string,
          next: expect.stringContaining(`attache corpus reindex --embedding ${server.specification}`) as string,
        },
      });
    },
  );

  it("is noticed where a server took another model under the same name", async () => {
    let model = "one";
    const server = await serve({ model: () => model });
    const { attache } = place();
    expect((await attache("corpus", "reindex", "--embedding", server.specification)).code).toBe(0);
    expect((await attache("search", question)).code).toBe(0);
    model = "another model entirely";
    const run = await attache("search", question);
    expect(run.code).toBe(1);
    expect(run.err).toContain("is not the model it was when the index was made (other weights)");
    expect((await attache("corpus", "reindex", "--embedding", server.specification)).code).toBe(0);
    expect((await attache("search", question)).code).toBe(0);
  });

  it("is built by itself where there is no index yet, and used from its own on", async () => {
    const server = await serve();
    const { attache, environment } = place({ ATTACHE_EMBEDDING: server.specification });
    const first = await attache("search", question);
    expect(first).toMatchObject({ code: 0, err: expect.stringContaining("first use") as string });
    writeFileSync(join(environment.ATTACHE_CORPUS ?? "", "countries", "FRA.yaml"), franceWith(1));
    const changed = await attache("search", question);
    expect(changed.err).toMatch(/The corpus changed; updating the index\.[\s\S]*1 newly embedded/);
  });

  it("chosen before and gone since stops a search, but nothing that does not search", async () => {
    const { attache, home } = place();
    writeFileSync(join(home, "settings.json"), '{"embedding": "/no/such/folder", "other": 1}');
    const run = await attache("search", question);
    expect(run).toMatchObject({ code: 1, out: "" });
    expect(run.err).toMatch(
      /There is no folder "\/no\/such\/folder".*to go back: attache corpus reindex --embedding embedded/,
    );
    expect((await attache("sources", "--json")).code).toBe(0);
    expect((await attache("corpus", "reindex", "--embedding", "embedded")).code).toBe(0);
    expect(JSON.parse(readFileSync(join(home, "settings.json"), "utf8"))).toEqual({ embedding: "embedded", other: 1 });
    expect((await attache("search", question)).code).toBe(0);
  });

  it("kept in settings that nobody can read is told with the file", async () => {
    const { attache, home } = place();
    writeFileSync(join(home, "settings.json"), "{");
    const run = await attache("search", question);
    expect(run).toMatchObject({
      code: 1,
      err: expect.stringMatching(/settings\.json" are not understood\. Mend the file/) as string,
    });
  });
});

function cutModel(): string {
  const folder = join(temporaryFolder(), "cut");
  cpSync(own, folder, { recursive: true });
  truncateSync(join(folder, "onnx", "model_quantized.onnx"), 100_000);
  return folder;
}

function franceWith(facts: number): string {
  const head =
    "country: FRA\nkind: country\nname: France\nadjectives: [French]\ncapitals: [Paris]\ncodes: {alpha2: FR}\nsources:\n" +
    "  gulf-times-2024:\n    title: France\n    publisher: Gulf Times\n    kind: newspaper\n    url: https://example.org/france\n" +
    "    published: '2024-02-01'\nfacts:\n";
  const entries = Array.from(
    { length: facts },
    (_, index) =>
      `- id: FRA-${String(index + 1).padStart(3, "0")}\n  topic: compute\n  kind: project\n` +
      `  claim: Hall number ${index} of France holds ${index} racks.\n  as_of: '2024-02'\n  certainty: reported\n  source: gulf-times-2024\n`,
  );
  return head + entries.join("");
}
