import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import type { EmbeddingContext } from "../../kit/embedding.ts";

/** Where a model fetched by us is kept. */
export function fetchedFolder(id: string, home: string): string {
  return join(home, "models", ...id.split("/"));
}

/**
 * The folder of a hub's model on this machine: fetched by us, or in the cache of Hugging Face's tools or of
 * transformers.js. A cached model without a tokenizer or ONNX weights does not count.
 */
export function findInCaches(id: string, context: Pick<EmbeddingContext, "home" | "environment">): string | undefined {
  const places = [fetchedFolder(id, context.home), ...snapshots(id, context.environment), ...transformersCache(id)];
  return places.find(
    (folder) => existsSync(join(folder, "tokenizer.json")) && (hasOnnx(join(folder, "onnx")) || hasOnnx(folder)),
  );
}

function hasOnnx(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).some((file) => file.endsWith(".onnx"));
}

// huggingface_hub: models--OWNER--NAME/snapshots/REVISION, the revision of a branch in refs/.
function snapshots(id: string, environment: EmbeddingContext["environment"]): string[] {
  const user = environment.HOME ?? environment.USERPROFILE ?? "";
  const caches = environment.XDG_CACHE_HOME ?? (user && join(user, ".cache"));
  const hub =
    environment.HF_HUB_CACHE ??
    environment.HUGGINGFACE_HUB_CACHE ??
    join(environment.HF_HOME ?? join(caches, "huggingface"), "hub");
  const folder = join(hub, `models--${id.replace("/", "--")}`);
  const all = join(folder, "snapshots");
  if (!existsSync(all)) return [];
  const main = join(folder, "refs", "main");
  const revision = existsSync(main) ? readFileSync(main, "utf8").trim() : undefined;
  const others = readdirSync(all)
    .filter((name) => name !== revision)
    .map((name) => join(all, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  return [...(revision ? [join(all, revision)] : []), ...others];
}

function transformersCache(id: string): string[] {
  try {
    const entry = createRequire(import.meta.url).resolve("@huggingface/transformers");
    return [join(dirname(dirname(entry)), ".cache", ...id.split("/"))];
  } catch {
    return [];
  }
}
