import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { packageRoot } from "../../src/home.ts";
import { discover } from "../../src/kit/discover.ts";
import type { Embedder, EmbeddingDefinition } from "../../src/kit/embedding.ts";
import { openEmbedding } from "../../src/library/embedding/open-embedding.ts";
import { describeEmbedding } from "../support/embedding-conformance.ts";
import { embedders, embeddingContext, sharedModel } from "../support/embedding-context.ts";
import { startEmbeddingServer, type EmbeddingServer } from "../support/scripted-embeddings.ts";

const own = join(packageRoot(), "corpus", "models", "attache-embed-small");
const found = await discover<EmbeddingDefinition>(embedders);
let server: EmbeddingServer;
let home: string;
beforeAll(async () => {
  server = await startEmbeddingServer();
  home = mkdtempSync(join(tmpdir(), "attache-test-"));
  mkdirSync(join(home, "models", "shipped"), { recursive: true });
  symlinkSync(own, join(home, "models", "shipped", "small"));
});
afterAll(async () => {
  await server.stop();
  rmSync(home, { recursive: true });
});

/** One specification of each kind; a provider without one fails below. */
const examples: Record<string, () => string> = {
  embedded: () => "embedded",
  folder: () => own,
  hub: () => "hub:shipped/small",
  server: () => server.specification,
};
const open = (specification: string): Promise<Embedder> =>
  openEmbedding(specification, embedders, embeddingContext({ home }));

describe("embeddings", () => {
  it("are of the kinds found in the folder, each with an example here", () => {
    expect(found.map(({ name }) => name)).toEqual(Object.keys(examples).sort());
  });

  for (const [kind, specification] of Object.entries(examples))
    describe(`of the kind ${kind}`, () => {
      it("are taken by that kind and by no other", () => {
        const takers = found.filter(({ definition }) => definition.accepts(specification()));
        expect(takers.map(({ name }) => name)).toEqual([kind]);
      });

      describeEmbedding(() => open(specification()));
    });

  for (const name of ["all-MiniLM-L6-v2", "bge-small-en-v1.5", "embedded-static/attache-static-256"]) {
    const { folder, missing, title } = sharedModel(name);
    describe.skipIf(missing)(`of the folder ${title}`, () => {
      describeEmbedding(() => open(folder));
    });
  }

  it("that nothing takes are refused with what there is", async () => {
    await expect(open("ftp://example.org/model")).rejects.toMatchObject({
      kind: "usage",
      next: "Write one of: embedded, FOLDER, hub:OWNER/NAME, http://HOST:PORT/v1#NAME.",
    });
  });
});
