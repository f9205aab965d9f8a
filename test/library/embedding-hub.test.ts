import { existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";

import { expect, describe, it, onTestFinished } from "vitest";

import { packageRoot } from "../../src/home.ts";
import type { Embedder } from "../../src/kit/embedding.ts";
import { openEmbedding } from "../../src/library/embedding/open-embedding.ts";
import { embedders, embeddingContext } from "../support/embedding-context.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const own = join(packageRoot(), "corpus", "models", "attache-embed-small");

const open = (specification: string, environment: Record<string, string>, home = "/nonexistent"): Promise<Embedder> =>
  openEmbedding(specification, embedders, embeddingContext({ environment, home }));

/** A hub on loopback that has the shipped model under the id `ours/small`; `instead` may answer otherwise. */
async function hub(
  instead?: (file: string, response: ServerResponse) => boolean,
): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    asked.push(path);
    const file = path.replace("/ours/small/resolve/main/", "");
    if (instead?.(file, response)) return;
    if (existsSync(join(own, file))) response.end(readFileSync(join(own, file)));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

describe("a model of a hub", () => {
  it.for(["huggingface/hub", "hub-cache"])("is found in the cache of Hugging Face's tools in %s", async (place) => {
    const home = temporaryFolder();
    const model = join(home, place, "models--ours--small");
    mkdirSync(join(model, "snapshots", "old"), { recursive: true });
    mkdirSync(join(model, "refs"));
    writeFileSync(join(model, "refs", "main"), "abc\n");
    symlinkSync(own, join(model, "snapshots", "abc"));
    const environment: Record<string, string> =
      place === "hub-cache" ? { HF_HUB_CACHE: join(home, place) } : { XDG_CACHE_HOME: home };
    const embedder = await open("hub:ours/small", environment);
    expect(await embedder.describe()).toMatchObject({
      id: "ours/small",
      specification: "hub:ours/small",
      pooling: "cls",
    });
  });

  it("that is cached without ONNX weights, or not at all, is not fetched unasked", async () => {
    const home = temporaryFolder();
    const snapshot = join(home, "models--ours--small", "snapshots", "abc");
    mkdirSync(snapshot, { recursive: true });
    writeFileSync(join(snapshot, "tokenizer.json"), "{}");
    await expect(open("hub:ours/small", { HF_HUB_CACHE: home })).rejects.toMatchObject({
      kind: "usage",
      message: expect.stringContaining("nothing is fetched unasked") as string,
      next: expect.stringMatching(/hf download ours\/small .*--embedding FOLDER.*ATTACHE_HUB=https:\/\/HOST/) as string,
    });
  });

  it.for(["ours", "../ours/small", "ours/small/more", "ours/..", "ours/small?x", ""])(
    "has no id like %j",
    async (id) => {
      await expect(open(`hub:${id}`, {})).rejects.toMatchObject({
        kind: "usage",
        next: expect.stringContaining("hub:OWNER/NAME") as string,
      });
    },
  );

  it("is fetched from the host that was named, once, and works from then on without it", async () => {
    const home = temporaryFolder();
    const { url, asked } = await hub();
    const embedder = await open("hub:ours/small", { ATTACHE_HUB: url }, home);
    expect(await embedder.embed(["chips"], "query")).toHaveLength(1);
    expect(asked).toContain("/ours/small/resolve/main/onnx/model_quantized.onnx");
    const before = asked.length;
    const again = await open("hub:ours/small", {}, home);
    expect((await again.describe()).hash).toBe((await embedder.describe()).hash);
    expect(asked).toHaveLength(before);
  });

  it.for<[string, (file: string, response: ServerResponse) => boolean, RegExp]>([
    [
      "has not this model",
      (_file, response) => Boolean(response.writeHead(404).end()),
      /has no config\.json of a model/,
    ],
    ["wants a key", (_file, response) => Boolean(response.writeHead(401).end()), /refused config\.json .*HTTP 401/],
    [
      "points to another host",
      (file, response) =>
        file.endsWith(".onnx") && Boolean(response.writeHead(302, { location: "http://example.org/" }).end()),
      /redirect to another address/,
    ],
    [
      "has no weights of ONNX",
      (file, response) => file.endsWith(".onnx") && Boolean(response.writeHead(404).end()),
      /has no onnx\/model_quantized\.onnx or onnx\/model\.onnx/,
    ],
    [
      "breaks off in the middle",
      (file, response) => {
        if (!file.endsWith(".onnx")) return false;
        response.writeHead(200, { "content-length": "1000" }).write("abc", () => response.destroy());
        return true;
      },
      /broke off in the middle/,
    ],
  ])("from a hub that %s leaves nothing behind", async ([, instead, sentence]) => {
    const home = temporaryFolder();
    const { url } = await hub(instead);
    await expect(open("hub:ours/small", { ATTACHE_HUB: url }, home)).rejects.toThrow(sentence);
    expect(readdirSync(dirname(join(home, "models", "ours", "small")))).toEqual([]);
  });

  it("is not fetched from a hub that is down or has no address", async () => {
    const home = temporaryFolder();
    await expect(open("hub:ours/small", { ATTACHE_HUB: "http://127.0.0.1:9" }, home)).rejects.toMatchObject({
      kind: "network",
    });
    await expect(open("hub:ours/small", { ATTACHE_HUB: "hub" }, home)).rejects.toMatchObject({ kind: "usage" });
  });
});
