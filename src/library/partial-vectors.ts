import { appendFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

const hashBytes = 12;
const week = 7 * 24 * 3_600_000;

/** Vectors of a build that was not finished, by the hash of what they embed. */
export interface PartialVectors {
  known: Map<string, Float32Array>;
  add(hash: string[], vectors: Float32Array[]): void;
  /** The build is done: nothing of it is needed any more. */
  remove(): void;
}

/**
 * Keeps vectors as they are made, so that a build that was stopped goes on where it was. Each process has a file of its own
 * below the embedding's key. Where the data folder cannot be written, nothing is kept and nothing fails.
 */
export function openPartialVectors(home: string, key: string, dimensions: number, now: number): PartialVectors {
  const root = join(home, "unfinished");
  const folder = join(root, key);
  const file = join(folder, `${process.pid}.vectors`);
  const known = new Map<string, Float32Array>();
  attempt(() => {
    for (const name of existsSync(root) ? readdirSync(root) : [])
      if (now - statSync(join(root, name)).mtimeMs > week) rmSync(join(root, name), { recursive: true, force: true });
    for (const name of existsSync(folder) ? readdirSync(folder) : [])
      readRecords(readFileSync(join(folder, name)), dimensions, known);
  });
  return {
    known,
    add(hashes, vectors) {
      attempt(() => {
        mkdirSync(folder, { recursive: true });
        appendFileSync(
          file,
          Buffer.concat(
            hashes.flatMap((hash, index) => [
              Buffer.from(hash, "hex"),
              Buffer.from(new Float32Array(vectors[index] ?? []).buffer),
            ]),
          ),
        );
      });
    },
    remove: () => attempt(() => rmSync(folder, { recursive: true, force: true })),
  };
}

// A record that was cut is the last one of its file: it does not count.
function readRecords(bytes: Buffer, dimensions: number, into: Map<string, Float32Array>): void {
  const length = hashBytes + dimensions * 4;
  for (let start = 0; start + length <= bytes.length; start += length) {
    const vector = bytes.subarray(start + hashBytes, start + length);
    into.set(
      bytes.toString("hex", start, start + hashBytes),
      new Float32Array(vector.buffer.slice(vector.byteOffset, vector.byteOffset + vector.byteLength)),
    );
  }
}

function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // Only time is lost.
  }
}
