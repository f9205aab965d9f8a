import { readFileSync, writeFileSync } from "node:fs";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";

import { makeRows, rowLength } from "./dot-products.ts";
import type { Embedded, Span, SpanUnit } from "./units.ts";

/** Columns, which are read faster than rows: of each text, and of each span, those of one text after those of the other. */
interface Columns {
  hash: string[];
  question: string[];
  spans: number[];
  unit: string[];
  start: number[];
  end: number[];
}

/** A text near a query: the spans it stands for, and which question it is. */
export interface NearText extends Pick<SpanUnit, "spans" | "question"> {
  cosine: number;
}

/**
 * Vectors of texts that stand for spans of units, held in memory: there are several a unit, and the store would read
 * all of them from its files for each search.
 */
export interface SpanVectors {
  count: number;
  /** Those nearest to a vector of length 1, the best first; with `within` only those that stand for such a unit. */
  nearest(vector: Float32Array, most: number, within?: ReadonlySet<string>): NearText[];
}

/** Writes them into the folder of an index, as files of this name. */
export function writeSpanVectors(folder: string, name: string, texts: Embedded<SpanUnit>[]): void {
  const spans = texts.flatMap((text) => text.spans);
  const columns: Columns = {
    hash: texts.map(({ hash }) => hash),
    question: texts.map(({ question }) => question),
    spans: texts.map((text) => text.spans.length),
    unit: spans.map(({ unit }) => unit),
    start: spans.map(({ start }) => start),
    end: spans.map(({ end }) => end),
  };
  const length = rowLength(texts[0]?.vector.length ?? 0);
  const vectors = new Float32Array(texts.length * length);
  for (const [row, { vector }] of texts.entries()) vectors.set(vector, row * length);
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(columns));
  writeFileSync(join(folder, `${name}.vectors`), new Uint8Array(vectors.buffer));
}

/** Reads what `writeSpanVectors` wrote. */
export async function openSpanVectors(folder: string, name: string, dimensions: number): Promise<SpanVectors> {
  const columns = JSON.parse(await readFile(join(folder, `${name}.json`), "utf8")) as Columns;
  const count = columns.spans.length;
  const rows = makeRows(count, dimensions);
  const file = await open(join(folder, `${name}.vectors`));
  try {
    const { bytesRead } = await file.read(rows.bytes);
    if (bytesRead !== rows.bytes.length) throw new Error(`${name}.vectors is cut`);
  } finally {
    await file.close();
  }
  let next = 0;
  const firsts = columns.spans.map((length) => (next += length) - length);
  const spansOf = (row: number, within?: ReadonlySet<string>): Span[] =>
    Array.from({ length: columns.spans[row] ?? 0 }, (_, index) => (firsts[row] ?? 0) + index)
      .filter((place) => !within || within.has(columns.unit[place] ?? ""))
      .map((place) => ({
        unit: columns.unit[place] ?? "",
        start: columns.start[place] ?? 0,
        end: columns.end[place] ?? 0,
      }));
  return {
    count,
    nearest(vector, most, within) {
      const cosines = rows.dotProducts(vector);
      const counts = within && ((row: number) => spansOf(row, within).length > 0);
      return highest(cosines, most, counts).map((row) => ({
        spans: spansOf(row, within),
        question: columns.question[row] ?? "",
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
