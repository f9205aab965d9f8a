import { createHash } from "node:crypto";
import { rmSync } from "node:fs";

import type { Embedder, EmbeddingDescription } from "../kit/embedding.ts";
import { AttacheError, quoted } from "../kit/error.ts";
import { chunkerVersion } from "./chunk.ts";
import type { Corpus } from "./corpus.ts";
import { embedTexts, type Pace } from "./embed-texts.ts";
import { embeddingKey } from "./embedding/same-embedding.ts";
import { keptIndexes, ofEmbedding, pruneIndexes, type KeptIndex } from "./index-folders.ts";
import { openPartialVectors } from "./partial-vectors.ts";
import { openIndex, prepareIndexFolder, readManifest, vectorsOf, writeIndex, type OpenIndex } from "./store.ts";
import { meaningHash, questionUnitsOf, unitsOf, type Embedded, type SpanUnit, type Unit } from "./units.ts";
import { contentStems, tokens } from "./words.ts";

const indexFormat = 8; // 8: each text embedded alone

export interface IndexEvents {
  /** Said once, before a build: why it is needed. */
  reason?: (sentence: string) => void;
  progress?: (done: number, total: number, pace: Pace) => void;
  /** Said once, after a build. */
  built?: (sentence: string) => void;
}

export interface IndexOptions {
  home: string;
  corpus: Corpus;
  embedder: Embedder;
  now: () => Date;
  events?: IndexEvents;
  signal?: AbortSignal | undefined;
}

/**
 * Opens the index of this corpus and embedding in the data folder. It is built by itself where there is none, where the
 * corpus changed, and where it is damaged or `force` says so. Where there are only indexes of other embeddings, their
 * vectors cannot be compared with this one's: refused, with the command that makes one.
 */
export async function openOrBuildIndex(options: IndexOptions & { force?: boolean }): Promise<OpenIndex> {
  const { home, corpus, embedder } = options;
  const description = await embedder.describe(options.signal);
  const { kept, damaged, unreadable } = keptIndexes(home, indexFormat);
  const ours = ofEmbedding(kept, description);
  const whole = ours.find((index) => isOf(index, corpus));
  if (whole && !options.force) return openIndex(whole.folder, whole.manifest);
  const [newest] = kept;
  const broken = whole ?? ofEmbedding(damaged, description).find((index) => isOf(index, corpus));
  if (ours.length === 0 && newest && !broken && !cameWithUs(newest, description)) throw mismatch(newest, description);
  const reason = broken || (!newest && unreadable > 0) ? "damaged" : newest ? "changed" : "first";
  options.events?.reason?.(reasonFor(reason, ours[0] ?? newest, description, corpus));
  const sound = ours.filter((one) => one !== whole);
  const { index } = await buildIndex(options, description, sound, whole !== undefined);
  if (whole) rmSync(whole.folder, { recursive: true, force: true });
  return index;
}

/** What `reindex` did. */
export interface Reindexed {
  index: OpenIndex;
  description: EmbeddingDescription;
  /** A whole index of this embedding and corpus was there. */
  reused: boolean;
  embedded: number;
  takenOver: number;
}

/**
 * Makes a whole index of this embedding beside those there, which go on serving. With `anew` every text is embedded again;
 * else a whole index of it that is there is taken as it is. Vectors of a build that was stopped are not made twice.
 */
export async function reindex(options: IndexOptions & { anew: boolean }): Promise<Reindexed> {
  const description = await options.embedder.describe(options.signal);
  const ours = ofEmbedding(keptIndexes(options.home, indexFormat).kept, description);
  const whole = ours.find((index) => isOf(index, options.corpus));
  if (whole && !options.anew) {
    const index = await openIndex(whole.folder, whole.manifest);
    return { index, description, reused: true, embedded: 0, takenOver: 0 };
  }
  const built = await buildIndex(options, description, options.anew ? [] : ours, options.anew);
  return { ...built, description, reused: false };
}

async function buildIndex(
  options: IndexOptions,
  description: EmbeddingDescription,
  earlier: KeptIndex[],
  beside = false,
): Promise<{ index: OpenIndex; embedded: number; takenOver: number }> {
  const { home, corpus, embedder, events, signal, now } = options;
  prepareIndexFolder(home);
  const partial = openPartialVectors(home, embeddingKey(description), description.dimensions, now().getTime());
  const [newest] = earlier;
  const none = new Map<string, Float32Array>();
  const known = newest ? await vectorsOf(newest.folder, description.dimensions).catch(() => none) : none;
  const { units, sentences } = unitsOf(corpus);
  const questions = questionUnitsOf(await corpus.predicted(), units);
  const vectors = new Map<string, Float32Array>();
  const missing = new Map<string, string>();
  for (const { meaning } of [...units, ...sentences, ...questions]) {
    const hash = meaningHash(meaning);
    const vector = known.get(hash) ?? partial.known.get(hash);
    if (vector) vectors.set(hash, vector);
    else missing.set(hash, meaning);
  }
  const takenOver = vectors.size;
  const made = await embedTexts(missing, embedder, { partial, now, progress: events?.progress, signal });
  for (const [hash, vector] of made) vectors.set(hash, vector);
  const similarity = await embedder.similarity?.(signal);
  signal?.throwIfAborted();
  const withVector = <T extends { meaning: string }>(unit: T): Embedded<T> => {
    const hash = meaningHash(unit.meaning);
    const vector = vectors.get(hash);
    if (!vector)
      throw new AttacheError("internal", "A text of the corpus has no vector.", { next: "Report it, please." });
    return { ...unit, hash, vector };
  };
  const content = {
    units: units.map(withVector),
    sentences: sentences.map(withVector),
    questions: questions.map(withVector),
    vocabulary: vocabularyOf(units, questions),
    words: wordsOf([...units, ...questions]),
    manifest: {
      format: indexFormat,
      corpus: corpus.hash,
      model: { ...description, lexicalWeight: embedder.lexicalWeight, ...(similarity ? { similarity } : {}) },
      chunker: chunkerVersion,
      units: units.length,
      sentences: sentences.length,
      questions: questions.length,
      built: now().toISOString(),
    },
  };
  const written = await writeIndex(home, nameOf(corpus, description), content, { beside });
  partial.remove();
  pruneIndexes(home, written, indexFormat, now().getTime());
  events?.built?.(
    `Index ready: ${units.length} facts and passages, ${sentences.length} sentences` +
      (takenOver > 0 ? ` (${made.size} newly embedded, the rest taken over).` : "."),
  );
  const whole = readManifest(written);
  if (!whole) throw new Error("the index just written is not whole");
  return { index: await openIndex(written, whole), embedded: made.size, takenOver };
}

function isOf({ manifest }: KeptIndex, corpus: Corpus): boolean {
  return manifest.corpus === corpus.hash && manifest.chunker === chunkerVersion;
}

function nameOf(corpus: Corpus, description: EmbeddingDescription): string {
  return createHash("sha256")
    .update([indexFormat, chunkerVersion, corpus.hash, embeddingKey(description)].join("\n"))
    .digest("hex")
    .slice(0, 16);
}

// Of how many units the text, or a question that it answers, has each stem.
function vocabularyOf(units: Unit[], questions: SpanUnit[]): Map<string, number> {
  const texts = new Map(units.map((unit) => [unit.id, [unit.text]]));
  for (const { spans, meaning } of questions) for (const { unit } of spans) texts.get(unit)?.push(meaning);
  const vocabulary = new Map<string, number>();
  for (const parts of texts.values())
    for (const stem of new Set(contentStems(parts.join(" \n")))) vocabulary.set(stem, (vocabulary.get(stem) ?? 0) + 1);
  return vocabulary;
}

function wordsOf(texts: { meaning: string }[]): Map<string, number> {
  const words = new Map<string, number>();
  for (const { meaning } of texts)
    for (const { word } of tokens(meaning)) if (/^\p{L}+$/u.test(word)) words.set(word, (words.get(word) ?? 0) + 1);
  return words;
}

// Another model under the same name `embedded` means that Attaché itself was renewed: nobody chose anything else.
function cameWithUs({ manifest }: KeptIndex, { specification }: EmbeddingDescription): boolean {
  return specification === "embedded" && manifest.model.specification === "embedded";
}

function mismatch({ manifest: { model } }: KeptIndex, asked: EmbeddingDescription): AttacheError {
  const same = model.specification === asked.specification || model.id === asked.id;
  const message = same
    ? `The embedding ${quoted(asked.specification)} is not the model it was when the index was made (${differences(model, asked)}); vectors of the two cannot be compared.`
    : `The index was made with the embedding ${quoted(model.specification)}, not with ${quoted(asked.specification)}; vectors of the two cannot be compared.`;
  return new AttacheError("index", message, {
    next:
      `Make an index with it: attache corpus reindex --embedding ${argument(asked.specification)}` +
      (same ? "" : ` (or use the one there: --embedding ${argument(model.specification)})`),
  });
}

function differences(one: EmbeddingDescription, other: EmbeddingDescription): string {
  const parts = [
    one.dimensions === other.dimensions ? "" : `${one.dimensions} and ${other.dimensions} dimensions`,
    one.pooling === other.pooling ? "" : `pooling ${one.pooling} and ${other.pooling}`,
    JSON.stringify(one.prefixes) === JSON.stringify(other.prefixes) ? "" : "other prefixes",
    one.maxTokens === other.maxTokens ? "" : "another longest text",
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(", ") : "other weights";
}

function argument(specification: string): string {
  return /^[\w@%+=:,./#~-]+$/.test(specification) ? specification : `'${specification.replaceAll("'", `'\\''`)}'`;
}

function reasonFor(
  reason: "damaged" | "changed" | "first",
  earlier: KeptIndex | undefined,
  description: EmbeddingDescription,
  corpus: Corpus,
): string {
  if (reason === "damaged") return "The index is damaged or of an older version; building it anew.";
  if (reason === "first" || !earlier) return "Building the search index (first use, some seconds).";
  if (earlier.manifest.model.hash !== description.hash && !description.probe)
    return "Attaché has a new embedding model; building the index anew.";
  if (earlier.manifest.corpus !== corpus.hash) return "The corpus changed; updating the index.";
  return "The index is of an older version; building it anew.";
}
