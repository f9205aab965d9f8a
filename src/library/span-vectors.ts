import { readFileSync, writeFileSync } from "node:fs";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";

import { makeRows, rowLength } from "./dot-products.ts";
import type { Embedded, SpanUnit } from "./units.ts";

/** What each text stands for, and the hash of its meaning: columns, which are read faster than rows. */
interface Columns {
  unit: string[];
  start: number[];
  end: number[];
  hash: string[];
}

/** A text near a query: the unit it stands for, and the span in it, 0 and 0 for a fact. */
export interface NearSpan {
  unit: string;
  start: number;
  end: number;
  cosine: number;
}

/**
 * Vectors of texts that stand for a span of a unit, held in memory: there are several a unit, and the store would read
 * all of them from its files for each search.
 */
export interface SpanVectors {
  count: number;
  /** Those nearest to a vector of length 1, the best first; with `within` only those that stand for such a unit. */
  nearest(vector: Float32Array, most: number, within?: ReadonlySet<string>): NearSpan[];
}

/** Writes them into the folder of an index, as files of this name. */
export function writeSpanVectors(folder: string, name: string, spans: Embedded<SpanUnit>[]): void {
  const columns: Columns = {
    unit: spans.map(({ unit }) => unit),
    start: spans.map(({ start }) => start),
    end: spans.map(({ end }) => end),
    hash: spans.map(({ hash }) => hash),
  };
  const length = rowLength(spans[0]?.vector.length ?? 0);
  const vectors = new Float32Array(spans.length * length);
  for (const [row, { vector }] of spans.entries()) vectors.set(vector, row * length);
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(columns));
  writeFileSync(join(folder, `${name}.vectors`), new Uint8Array(vectors.buffer));
}

/** Reads what `writeSpanVectors` wrote. */
export async function openSpanVectors(folder: string, name: string, dimensions: number): Promise<SpanVectors> {
  const { unit, start, end } = JSON.parse(await readFile(join(folder, `${name}.json`), "utf8")) as Columns;
  const rows = makeRows(unit.length, dimensions);
  const file = await open(join(folder, `${name}.vectors`));
  try {
    const { bytesRead } = await file.read(rows.bytes);
    if (bytesRead !== rows.bytes.length) throw new Error(`${name}.vectors is cut`);
  } finally {
    await file.close();
  }
  return {
    count: unit.length,
    nearest(vector, most, within) {
      const cosines = rows.dotProducts(vector);
      const counts = within && ((row: number) => within.has(unit[row] ?? ""));
      return highest(cosines, most, counts).map((row) => ({
        unit: unit[row] ?? "",
        start: start[row] ?? 0,
        end: end[row] ?? 0,
        cosine: cosines[row] ?? 0,
      }));
    },
  };
}

/** The vectors of an index by the hash of what they embed, to be used again. */
export function spanVectorsByHash(folder: string, name: string, dimensions: number): [string, Float32Array][] {
  const { hash } = JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")) as Columns;
  const vectors = new Float32Array(Uint8Array.from(readFileSync(join(folder, `${name}.vectors`))).buffer);
  const length = rowLength(dimensions);
  return hash.map((key, row) => [key, vectors.subarray(row * length, row * length + dimensions)]);
}

// The places of the highest values, the highest first, equals in their order.
function highest(values: Float32Array, most: number, counts?: (place: number) => boolean): number[] {
  const byValue = (one: number, other: number): number => (values[other] ?? 0) - (values[one] ?? 0) || one - other;
  let kept: number[] = [];
  let least = Number.NEGATIVE_INFINITY;
  for (let place = 0; place < values.length; place += 1) {
    if ((values[place] ?? 0) <= least || (counts && !counts(place))) continue;
    kept.push(place);
    if (kept.length < 2 * most) continue;
    kept = kept.sort(byValue).slice(0, most);
    least = values[kept.at(-1) ?? 0] ?? least;
  }
  return kept.sort(byValue).slice(0, most);
}
