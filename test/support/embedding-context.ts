import { existsSync } from "node:fs";
import { join } from "node:path";

import { codeRoot, packageRoot } from "../../src/home.ts";
import { fetchOnly } from "../../src/kit/egress.ts";
import type { EmbeddingContext } from "../../src/kit/embedding.ts";

/** Where the providers lie. */
export const embedders = join(codeRoot(), "src", "library", "embedders");

/** Models that are not part of the repository; tests of them are skipped where the folder is not there. */
export const sharedModels = join(packageRoot(), "..", "shared", "models");

/** Skips, with the reason in the test's name, what needs a model of the shared folder. */
export function sharedModel(name: string): { folder: string; missing: boolean; title: string } {
  const folder = join(sharedModels, name);
  const missing = !existsSync(join(folder, "onnx"));
  return { folder, missing, title: missing ? `${name} (skipped: ../shared/models is not there)` : name };
}

export function embeddingContext(changes: Partial<EmbeddingContext> = {}): EmbeddingContext {
  return {
    models: join(packageRoot(), "corpus", "models"),
    home: "/nonexistent",
    workingFolder: packageRoot(),
    environment: {},
    fetchFor: (host) =>
      fetchOnly(host, undefined, {
        name: "the embedding server",
        kind: "network",
        instead: "use --embedding embedded",
      }),
    note: () => undefined,
    ...changes,
  };
}
