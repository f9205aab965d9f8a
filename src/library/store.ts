import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

import type { Connection, Table } from "@lancedb/lancedb";
import { z } from "zod";

import { AttacheError } from "../kit/error.ts";
import { openSpanVectors, spanVectorsByHash, writeSpanVectors, type SpanVectors } from "./span-vectors.ts";
import type { Embedded, SpanUnit, Unit } from "./units.ts";

/** What an index was made from; another value anywhere means that it is rebuilt. */
export const Manifest = z.object({
  format: z.number().int(),
  corpus: z.string(),
  /** The embedding of every vector in it, and the lexical weight that went with it. */
  model: z.object({
    specification: z.string(),
    id: z.string(),
    hash: z.string(),
    dimensions: z.number().int(),
    pooling: z.string(),
    prefixes: z.object({ query: z.string(), passage: z.string() }),
    maxTokens: z.number().nullable(),
    probe: z.array(z.number()).optional(),
    lexicalWeight: z.number(),
    /** Where its cosines lie; left out where they are on the common scale. */
    similarity: z
      .object({
        related: z.number(),
        unrelated: z.number(),
        reference: z.object({ related: z.number(), unrelated: z.number() }),
      })
      .optional(),
  }),
  chunker: z.number().int(),
  units: z.number().int(),
  sentences: z.number().int(),
  questions: z.number().int(),
  built: z.string(),
  /** Size of each file, so that a lost or cut one is noticed before it is searched. */
  files: z.record(z.string(), z.number().int()),
});
export type Manifest = z.infer<typeof Manifest>;

export interface OpenIndex {
  folder: string;
  manifest: Manifest;
  units: Table;
  /** Sentences of passages. */
  sentences: SpanVectors;
  /** Predicted questions. */
  questions: SpanVectors;
  /** Stem → number of units it occurs in. */
  vocabulary: Map<string, number>;
  /** Word as written, lower case → how often. */
  words: Map<string, number>;
}

/** Loads the native store; ~100 ms, so only when something is searched. */
export async function connect(folder: string): Promise<Connection> {
  process.env.LANCE_LOG ??= "error";
  process.env.RUST_LOG ??= "error";
  const lancedb = await import("@lancedb/lancedb");
  return lancedb.connect(folder);
}

/** What an index says of itself, and whether all its files are there in their size; nothing where it is not readable. */
export function readIndexFolder(folder: string): { manifest: Manifest; whole: boolean } | undefined {
  try {
    const manifest = Manifest.parse(JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")));
    const whole = Object.entries(manifest.files).every(([file, bytes]) => {
      const path = join(folder, file);
      return existsSync(path) && statSync(path).size === bytes;
    });
    return { manifest, whole };
  } catch {
    return undefined;
  }
}

/** The manifest of a whole index; nothing where there is none in this folder. */
export function readManifest(folder: string): Manifest | undefined {
  const read = readIndexFolder(folder);
  return read?.whole ? read.manifest : undefined;
}

export async function openIndex(folder: string, manifest: Manifest): Promise<OpenIndex> {
  try {
    const connection = await connect(folder);
    const [units, sentences, questions] = await Promise.all([
      connection.openTable("units"),
      openSpanVectors(folder, "sentences", manifest.model.dimensions),
      openSpanVectors(folder, "questions", manifest.model.dimensions),
    ]);
    const counts = (name: string): Map<string, number> =>
      new Map(Object.entries(JSON.parse(readFileSync(join(folder, name), "utf8")) as Record<string, number>));
    const [vocabulary, words] = [counts("vocabulary.json"), counts("words.json")];
    return { folder, manifest, units, sentences, questions, vocabulary, words };
  } catch (cause) {
    throw new AttacheError("index", "The index cannot be opened.", {
      next: "Delete the index folder; it is built anew on the next question.",
      cause,
    });
  }
}

/** Makes the index folder, so that one that cannot be written is told before the work, not after it. */
export function prepareIndexFolder(home: string): void {
  try {
    const root = join(home, "index");
    mkdirSync(root, { recursive: true });
    accessSync(root, constants.W_OK);
  } catch (cause) {
    throw storageError(cause);
  }
}

/**
 * Writes a whole index aside and moves it into place in one step: a crash, a full disk or a second process leave the
 * old index or the new one, never half of one. A whole index of that name stays as it is: then the new one gets a name of
 * its own with `beside`, and else it is not needed, for its content is the same.
 */
export async function writeIndex(
  home: string,
  name: string,
  content: {
    units: Embedded<Unit>[];
    sentences: Embedded<SpanUnit>[];
    questions: Embedded<SpanUnit>[];
    vocabulary: Map<string, number>;
    words: Map<string, number>;
    manifest: Omit<Manifest, "files">;
  },
  options: { beside: boolean } = { beside: false },
): Promise<string> {
  const root = join(home, "index");
  let aside = "";
  try {
    mkdirSync(root, { recursive: true });
    aside = mkdtempSync(join(root, ".building-"));
    const lancedb = await import("@lancedb/lancedb");
    const connection = await connect(aside);
    const units = await connection.createTable("units", content.units.map(toRow));
    await units.createIndex("text", {
      config: lancedb.Index.fts({ stem: true, removeStopWords: true, asciiFolding: true, withPosition: false }),
    });
    connection.close();
    writeSpanVectors(aside, "sentences", content.sentences);
    writeSpanVectors(aside, "questions", content.questions);
    writeFileSync(join(aside, "vocabulary.json"), JSON.stringify(Object.fromEntries(content.vocabulary)));
    writeFileSync(join(aside, "words.json"), JSON.stringify(Object.fromEntries(content.words)));
    const manifest: Manifest = { ...content.manifest, files: sizes(aside) };
    writeFileSync(join(aside, "manifest.json"), JSON.stringify(manifest, null, 2));
    return moveIntoPlace(aside, join(root, name), options.beside);
  } catch (cause) {
    if (aside) rmSync(aside, { recursive: true, force: true });
    throw storageError(cause);
  }
}

function moveIntoPlace(aside: string, wanted: string, beside: boolean): string {
  for (let count = 1; ; count += 1) {
    const final = count === 1 ? wanted : `${wanted}-${count}`;
    if (existsSync(final) && !readManifest(final)) {
      const old = `${aside}-old`;
      renameSync(final, old);
      rmSync(old, { recursive: true, force: true });
    }
    if (existsSync(final) && beside) continue;
    try {
      renameSync(aside, final);
      return final;
    } catch (thrown) {
      if (!readManifest(final)) throw thrown;
      if (beside) continue;
      rmSync(aside, { recursive: true, force: true }); // another process was first, with the same content
      return final;
    }
  }
}

/** Vectors of an earlier index by the hash of what they embed, to be used again. */
export async function vectorsOf(folder: string, dimensions: number): Promise<Map<string, Float32Array>> {
  const vectors = new Map(["sentences", "questions"].flatMap((name) => spanVectorsByHash(folder, name, dimensions)));
  const units = await (await connect(folder)).openTable("units");
  for (const row of (await units.query().select(["hash", "vector"]).toArray()) as {
    hash: string;
    vector: Iterable<number>;
  }[])
    vectors.set(row.hash, Float32Array.from(row.vector));
  return vectors;
}

function toRow(unit: Embedded<Unit>): Record<string, unknown> {
  return { ...unit, vector: Array.from(unit.vector) };
}

function sizes(folder: string, below = ""): Record<string, number> {
  const found: Record<string, number> = {};
  for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
    const path = below ? `${below}/${entry.name}` : entry.name;
    if (entry.isDirectory()) Object.assign(found, sizes(folder, path));
    else found[path] = statSync(join(folder, path)).size;
  }
  return found;
}

function storageError(cause: unknown): unknown {
  const code = (cause as NodeJS.ErrnoException | undefined)?.code ?? "";
  const message = cause instanceof Error ? cause.message : "";
  const full = code === "ENOSPC" || /no space|os error 28\b/i.test(message);
  const refused =
    ["EACCES", "EROFS", "EPERM", "ENOTDIR", "EEXIST"].includes(code) ||
    /permission denied|read-only|os error (?:13|20|30)\b/i.test(message);
  if (!full && !refused) return cause;
  return new AttacheError(
    "storage",
    full ? "The disk is full: the index could not be written." : "The data folder cannot be written.",
    {
      next: full
        ? "Free some 50 MB or set ATTACHE_HOME to another folder; the earlier index, if any, is untouched."
        : "Set ATTACHE_HOME to a folder that you may write to, then try again.",
      cause,
    },
  );
}
