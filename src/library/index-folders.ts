import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { basename, join } from "node:path";

import type { EmbeddingDescription } from "../kit/embedding.ts";
import { sameEmbedding } from "./embedding/same-embedding.ts";
import { readIndexFolder, type Manifest } from "./store.ts";

const hour = 3_600_000;

/** An index in the data folder. */
export interface KeptIndex {
  folder: string;
  manifest: Manifest;
}

/** The indexes in the data folder: whole ones of this format, the newest first; and what is damaged or of another. */
export function keptIndexes(
  home: string,
  format: number,
): { kept: KeptIndex[]; damaged: KeptIndex[]; unreadable: number } {
  const root = join(home, "index");
  const folders = existsSync(root) ? readdirSync(root).filter((name) => !name.startsWith(".")) : [];
  const kept: KeptIndex[] = [];
  const damaged: KeptIndex[] = [];
  for (const name of folders) {
    const folder = join(root, name);
    const read = readIndexFolder(folder);
    if (read?.manifest.format === format) (read.whole ? kept : damaged).push({ folder, manifest: read.manifest });
  }
  kept.sort((a, b) => b.manifest.built.localeCompare(a.manifest.built) || inOrder(b.folder, a.folder));
  return { kept, damaged, unreadable: folders.length - kept.length - damaged.length };
}

function inOrder(one: string, other: string): number {
  return one.localeCompare(other, "en", { numeric: true });
}

/**
 * Removes what is no longer needed: beside the index `keep` there stay the newest other one, which a running process may
 * still answer from, and the newest of another embedding, to go back to. What crashed builds left goes after an hour.
 */
export function pruneIndexes(home: string, keep: string, format: number, now: number): void {
  const root = join(home, "index");
  const { kept } = keptIndexes(home, format);
  const model = kept.find(({ folder }) => folder === keep)?.manifest.model;
  const others = kept.filter(({ folder }) => folder !== keep);
  const another = others.find(({ manifest }) => model && !sameEmbedding(manifest.model, model));
  const stay = new Set(
    [keep, others[0]?.folder, another?.folder].flatMap((folder) => (folder ? [basename(folder)] : [])),
  );
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    if (!entry.isDirectory() || stay.has(entry.name)) continue;
    const folder = join(root, entry.name);
    if (!entry.name.startsWith(".") || now - statSync(folder).mtimeMs > hour)
      rmSync(folder, { recursive: true, force: true });
  }
}

/** Those with vectors of this embedding. */
export function ofEmbedding(kept: KeptIndex[], description: EmbeddingDescription): KeptIndex[] {
  return kept.filter(({ manifest }) => sameEmbedding(manifest.model, description));
}
