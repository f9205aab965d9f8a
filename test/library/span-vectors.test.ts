import fc from "fast-check";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { openSpanVectors, spanVectorsByHash, writeSpanVectors, type NearText } from "../../src/library/span-vectors.ts";
import type { Embedded, SpanUnit } from "../../src/library/units.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const numbers = (length: number) =>
  fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: length, maxLength: length });
// As many dimensions as no vector instruction takes at once, and as it does.
const cases = fc
  .integer({ min: 1, max: 40 })
  .chain((dimensions) =>
    fc.tuple(numbers(dimensions), fc.array(numbers(dimensions), { maxLength: 30 }), fc.integer({ min: 1, max: 12 })),
  );

function spansOf(vectors: number[][]): Embedded<SpanUnit>[] {
  return vectors.map((vector, row) => ({
    spans: [{ unit: `unit-${row % 3}`, start: row, end: row + 10 }],
    question: "",
    meaning: "",
    hash: `${row}`,
    vector: Float32Array.from(vector),
  }));
}

function written(spans: Embedded<SpanUnit>[]): string {
  const folder = temporaryFolder();
  writeSpanVectors(folder, "some", spans);
  return folder;
}

describe("the vectors of spans", () => {
  it("give the nearest as plain arithmetic does, all or of some units", async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ([query, vectors, most]) => {
        const spans = spansOf(vectors);
        const opened = await openSpanVectors(written(spans), "some", query.length);
        const wanted = Float32Array.from(query);
        const cosine = ({ vector }: { vector: Float32Array }): number =>
          vector.reduce((sum, value, index) => sum + value * (wanted[index] ?? 0), 0);
        for (const within of [undefined, new Set(["unit-1"])]) {
          const asked = spans.filter((text) => !within || text.spans.some(({ unit }) => within.has(unit)));
          const best = asked.map(cosine).sort((a, b) => b - a);
          const found = opened.nearest(wanted, most, within);
          expect(found).toHaveLength(Math.min(most, asked.length));
          found.forEach(({ cosine: near, spans: [span] }: NearText, place) => {
            const row = span?.start ?? -1;
            expect(near).toBeCloseTo(best[place] ?? Number.NaN, 4);
            expect(near).toBeCloseTo(cosine(spans[row] ?? { vector: new Float32Array() }), 4);
            expect(span).toMatchObject({ unit: `unit-${row % 3}`, end: row + 10 });
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  it("stand for several spans or none, of which a search shows those it is narrowed to", async () => {
    const span = (unit: string) => ({ unit, start: 0, end: 0 });
    const text = (spans: ReturnType<typeof span>[], question: string, vector: number[]): Embedded<SpanUnit> => ({
      spans,
      question,
      meaning: "",
      hash: question,
      vector: Float32Array.from(vector),
    });
    const texts = [text([span("a"), span("b")], "7", [1, 0]), text([], "", [0.9, 0]), text([span("c")], "", [0.5, 0])];
    const opened = await openSpanVectors(written(texts), "some", 2);
    const query = Float32Array.of(1, 0);
    expect(opened.nearest(query, 3).map(({ spans }) => spans.map(({ unit }) => unit))).toEqual([["a", "b"], [], ["c"]]);
    expect(
      opened.nearest(query, 3, new Set(["b", "c"])).map(({ spans, question }) => [spans[0]?.unit, question]),
    ).toEqual([
      ["b", "7"],
      ["c", ""],
    ]);
  });

  it("of equals give the first first", async () => {
    const opened = await openSpanVectors(written(spansOf(Array.from({ length: 50 }, () => [1, 0, 0]))), "some", 3);
    expect(opened.nearest(Float32Array.of(1, 0, 0), 4).map(({ spans }) => spans[0]?.start)).toEqual([0, 1, 2, 3]);
  });

  it("are given back by what they embed", () => {
    const vectors = [
      [0.25, 0.5, 1],
      [1, 0, -1],
    ];
    const known = new Map(spanVectorsByHash(written(spansOf(vectors)), "some", 3));
    expect([...known].map(([hash, vector]) => [hash, [...vector]])).toEqual([
      ["0", vectors[0]],
      ["1", vectors[1]],
    ]);
  });

  it("are refused when their file is cut", async () => {
    const folder = written(spansOf([[1, 0]]));
    writeFileSync(join(folder, "some.vectors"), new Uint8Array(7));
    await expect(openSpanVectors(folder, "some", 2)).rejects.toThrow("cut");
  });
});
