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
import type { SentenceUnit, Unit } from "./units.ts";

/** What an index was made from; another value anywhere means that it is rebuilt. */
export const Manifest = z.object({
  format: z.number().int(),
  fingerprint: z.string(),
  corpus: z.string(),
  model: z.object({ id: z.string(), hash: z.string(), dimensions: z.number().int() }),
  chunker: z.number().int(),
  units: z.number().int(),
  sentences: z.number().int(),
  built: z.string(),
  /** Size of each file, so that a lost or cut one is noticed before it is searched. */
  files: z.record(z.string(), z.number().int()),
});
export type Manifest = z.infer<typeof Manifest>;

export interface OpenIndex {
  folder: string;
  manifest: Manifest;
  units: Table;
  sentences: Table;
  /** Stem → number of units it occurs in. */
  vocabulary: Map<string, number>;
}

/** A unit or sentence with its vector, as it is written. */
export type Embedded<T> = T & { vector: Float32Array; hash: string };

/** Loads the native store; ~100 ms, so only when something is searched. */
export async function connect(folder: string): Promise<Connection> {
  process.env.LANCE_LOG ??= "error";
  process.env.RUST_LOG ??= "error";
  const lancedb = await import("@lancedb/lancedb");
  return lancedb.connect(folder);
}

/** Is there a whole index in this folder? Looks at the manifest and the size of each file only. */
export function readManifest(folder: string): Manifest | undefined {
  try {
    const manifest = Manifest.parse(JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")));
    const whole = Object.entries(manifest.files).every(([file, bytes]) => {
      const path = join(folder, file);
      return existsSync(path) && statSync(path).size === bytes;
    });
    return whole ? manifest : undefined;
  } catch {
    return undefined;
  }
}

export async function openIndex(folder: string, manifest: Manifest): Promise<OpenIndex> {
  try {
    const connection = await connect(folder);
    const [units, sentences] = await Promise.all([connection.openTable("units"), connection.openTable("sentences")]);
    const counts = JSON.parse(readFileSync(join(folder, "vocabulary.json"), "utf8")) as Record<string, number>;
    return { folder, manifest, units, sentences, vocabulary: new Map(Object.entries(counts)) };
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
 * old index or the new one, never half of one.
 */
export async function writeIndex(
  home: string,
  name: string,
  content: {
    units: Embedded<Unit>[];
    sentences: Embedded<SentenceUnit>[];
    vocabulary: Map<string, number>;
    manifest: Omit<Manifest, "files">;
  },
  options: { replace: boolean } = { replace: false },
): Promise<string> {
  const root = join(home, "index");
  const final = join(root, name);
  let aside = "";
  try {
    mkdirSync(root, { recursive: true });
    aside = mkdtempSync(join(root, ".building-"));
    const lancedb = await import("@lancedb/lancedb");
    const connection = await connect(aside);
    const units = await connection.createTable("units", content.units.map(toRow));
    await connection.createTable("sentences", content.sentences.map(toRow));
    await units.createIndex("text", {
      config: lancedb.Index.fts({ stem: true, removeStopWords: true, asciiFolding: true, withPosition: false }),
    });
    connection.close();
    writeFileSync(join(aside, "vocabulary.json"), JSON.stringify(Object.fromEntries(content.vocabulary)));
    const manifest: Manifest = { ...content.manifest, files: sizes(aside) };
    writeFileSync(join(aside, "manifest.json"), JSON.stringify(manifest, null, 2));
    if (existsSync(final) && (options.replace || !readManifest(final))) {
      const old = `${aside}-old`;
      renameSync(final, old);
      rmSync(old, { recursive: true, force: true });
    }
    try {
      renameSync(aside, final);
    } catch (thrown) {
      if (!readManifest(final)) throw thrown;
      rmSync(aside, { recursive: true, force: true }); // another process was first, with the same content
    }
    return final;
  } catch (cause) {
    if (aside) rmSync(aside, { recursive: true, force: true });
    throw storageError(cause);
  }
}

/** Removes older indexes but one, and what crashed builds left behind. */
export function pruneIndexes(home: string, keep: string, now: number): void {
  const root = join(home, "index");
  const entries = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== keep)
    .map((entry) => ({ name: entry.name, changed: statSync(join(root, entry.name)).mtimeMs }))
    .sort((a, b) => b.changed - a.changed);
  const stale = entries.filter((entry) => entry.name.startsWith(".") && now - entry.changed > 3_600_000);
  const older = entries.filter((entry) => !entry.name.startsWith(".")).slice(1);
  for (const entry of [...stale, ...older]) rmSync(join(root, entry.name), { recursive: true, force: true });
}

/** Vectors of an earlier index by the hash of what they embed, to be used again. */
export async function vectorsOf(folder: string): Promise<Map<string, Float32Array>> {
  const vectors = new Map<string, Float32Array>();
  const connection = await connect(folder);
  for (const name of ["units", "sentences"]) {
    const table = await connection.openTable(name);
    for (const row of (await table.query().select(["hash", "vector"]).toArray()) as {
      hash: string;
      vector: Iterable<number>;
    }[])
      vectors.set(row.hash, Float32Array.from(row.vector));
  }
  return vectors;
}

function toRow(unit: Embedded<Unit> | Embedded<SentenceUnit>): Record<string, unknown> {
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
