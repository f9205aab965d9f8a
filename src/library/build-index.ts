import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { chunkerVersion } from "./chunk.ts";
import type { Corpus } from "./corpus.ts";
import type { Embedder } from "./embedder.ts";
import {
  prepareIndexFolder,
  pruneIndexes,
  openIndex,
  readManifest,
  vectorsOf,
  writeIndex,
  type Embedded,
  type OpenIndex,
} from "./store.ts";
import { meaningHash, unitsOf } from "./units.ts";
import { contentStems } from "./words.ts";

const indexFormat = 2; // 2: one stem for centre and centres
const batchSize = 32;

export interface IndexEvents {
  /** Said once, before a build: why it is needed. */
  reason?: (sentence: string) => void;
  progress?: (done: number, total: number) => void;
  /** Said once, after a build. */
  built?: (sentence: string) => void;
}

/**
 * Opens the index of this corpus and model in the data folder, or builds it. Vectors of texts that did not change are
 * taken over from an earlier index of the same model.
 */
export async function openOrBuildIndex(options: {
  home: string;
  corpus: Corpus;
  embedder: Embedder;
  now: () => Date;
  events?: IndexEvents;
  signal?: AbortSignal | undefined;
  /** Build even when a whole index is there. */
  force?: boolean;
}): Promise<OpenIndex> {
  const { home, corpus, embedder, events } = options;
  const modelHash = await embedder.hash();
  const fingerprint = createHash("sha256")
    .update([indexFormat, chunkerVersion, corpus.hash, embedder.id, modelHash, embedder.dimensions].join("\n"))
    .digest("hex");
  const name = fingerprint.slice(0, 16);
  const folder = join(home, "index", name);
  const manifest = options.force ? undefined : readManifest(folder);
  if (manifest?.fingerprint === fingerprint) return openIndex(folder, manifest);

  prepareIndexFolder(home);
  const earlier = newestIndex(home, name);
  const earlierManifest = earlier ? readManifest(earlier) : undefined;
  const sameModel = earlierManifest?.model.id === embedder.id && earlierManifest.model.hash === modelHash;
  events?.reason?.(
    reasonFor(existsSync(folder), earlierManifest && { sameModel, corpus: earlierManifest.corpus }, corpus),
  );

  const known =
    earlier && sameModel ? await vectorsOf(earlier).catch(() => new Map<string, Float32Array>()) : new Map();
  const { units, sentences } = unitsOf(corpus);
  const all = [...units, ...sentences].map((unit) => ({ unit, hash: meaningHash(unit.meaning) }));
  const vectors = new Map<string, Float32Array>();
  const missing = new Map<string, string>();
  for (const { unit, hash } of all) {
    const vector = known.get(hash);
    if (vector) vectors.set(hash, vector);
    else missing.set(hash, unit.meaning);
  }
  await embedAll(missing, vectors, embedder, options);

  const withVector = <T extends { meaning: string }>(unit: T): Embedded<T> => {
    const hash = meaningHash(unit.meaning);
    return { ...unit, hash, vector: vectors.get(hash) ?? new Float32Array(embedder.dimensions) };
  };
  const vocabulary = new Map<string, number>();
  for (const unit of units)
    for (const stem of new Set(contentStems(unit.text))) vocabulary.set(stem, (vocabulary.get(stem) ?? 0) + 1);
  options.signal?.throwIfAborted();
  const written = await writeIndex(
    home,
    name,
    {
      units: units.map(withVector),
      sentences: sentences.map(withVector),
      vocabulary,
      manifest: {
        format: indexFormat,
        fingerprint,
        corpus: corpus.hash,
        model: { id: embedder.id, hash: modelHash, dimensions: embedder.dimensions },
        chunker: chunkerVersion,
        units: units.length,
        sentences: sentences.length,
        built: options.now().toISOString(),
      },
    },
    { replace: options.force ?? false },
  );
  pruneIndexes(home, name, options.now().getTime());
  events?.built?.(
    `Index ready: ${units.length} facts and passages, ${sentences.length} sentences` +
      (known.size > 0 ? ` (${missing.size} newly embedded, the rest taken over).` : "."),
  );
  const whole = readManifest(written);
  if (!whole) throw new Error("the index just written is not whole");
  return openIndex(written, whole);
}

async function embedAll(
  missing: Map<string, string>,
  vectors: Map<string, Float32Array>,
  embedder: Embedder,
  options: { events?: IndexEvents; signal?: AbortSignal | undefined },
): Promise<void> {
  // Texts of like length share a batch, so that little is padded.
  const entries = [...missing].sort((a, b) => a[1].length - b[1].length);
  for (let index = 0; index < entries.length; index += batchSize) {
    options.signal?.throwIfAborted();
    const batch = entries.slice(index, index + batchSize);
    const embedded = await embedder.embed(
      batch.map(([, text]) => text),
      options.signal,
    );
    batch.forEach(([hash], position) => {
      const vector = embedded[position];
      if (vector) vectors.set(hash, vector);
    });
    options.events?.progress?.(Math.min(index + batchSize, entries.length), entries.length);
  }
}

function newestIndex(home: string, except: string): string | undefined {
  const root = join(home, "index");
  if (!existsSync(root)) return undefined;
  return readdirSync(root)
    .filter((name) => !name.startsWith(".") && name !== except)
    .map((name) => join(root, name))
    .map((folder) => ({ folder, built: readManifest(folder)?.built ?? "" }))
    .filter((entry) => entry.built)
    .sort((a, b) => b.built.localeCompare(a.built))[0]?.folder;
}

function reasonFor(
  damaged: boolean,
  earlier: { sameModel: boolean; corpus: string } | undefined,
  corpus: Corpus,
): string {
  if (damaged) return "The index is damaged; building it anew.";
  if (!earlier) return "Building the search index (first use, some seconds).";
  if (!earlier.sameModel) return "The embedding model changed; building the index anew.";
  if (earlier.corpus !== corpus.hash) return "The corpus changed; updating the index.";
  return "The index is of an older version; building it anew.";
}
