import { describe, expect, it } from "vitest";

import { streamOf, uniform } from "../../src/exposure/random.ts";
import { sobol, type SobolIndex } from "../../src/exposure/sobol.ts";

const samples = 8192;
/** A first-order estimate scatters with about two over the root of the samples. */
const tolerance = 4 / Math.sqrt(samples);

function indicesOf(names: string[], output: (x: number[]) => number, seed = 1): SobolIndex[] {
  const streams = names.map((name) => streamOf(seed, name));
  return sobol(names, samples, (runs) => output(streams.map((stream, at) => uniform(stream, runs[at]!))), { seed })!;
}

function near(found: number | undefined, expected: number): void {
  expect(Math.abs(found! - expected)).toBeLessThan(tolerance);
}

describe("Sobol indices", () => {
  it("are those of Ishigami's function, known in closed form", () => {
    const angle = (draw: number): number => Math.PI * (2 * draw - 1);
    const found = indicesOf(["x1", "x2", "x3"], ([x1, x2, x3]) => {
      const [a, b, c] = [angle(x1!), angle(x2!), angle(x3!)];
      return Math.sin(a) + 7 * Math.sin(b) ** 2 + 0.1 * c ** 4 * Math.sin(a);
    });
    expect(found.map(({ factor }) => factor)).toEqual(["x1", "x2", "x3"]);
    [0.3139, 0.4424, 0].forEach((first, at) => near(found[at]?.first, first));
    [0.5576, 0.4424, 0.2437].forEach((total, at) => near(found[at]?.total, total));
    for (const { first, firstBand, total, totalBand } of found) {
      expect(firstBand[0] <= first && first <= firstBand[1]).toBe(true);
      expect(totalBand[0] <= total && total <= totalBand[1]).toBe(true);
      expect(firstBand[1] - firstBand[0]).toBeLessThan(4 * tolerance);
    }
  });

  it("of a sum are the shares of variance, with no interaction", () => {
    const found = indicesOf(["x1", "x2", "x3"], ([x1, x2, x3]) => x1! + 2 * x2! + 3 * x3!);
    [1, 4, 9].forEach((square, at) => {
      near(found[at]?.first, square / 14);
      near(found[at]?.total, square / 14);
    });
  });

  it("of a product show what the factors do together only", () => {
    const found = indicesOf(["x1", "x2"], ([x1, x2]) => (x1! - 0.5) * (x2! - 0.5));
    for (const { first, total } of found) {
      near(first, 0);
      near(total, 1);
    }
  });

  it("of an output that never changes are zero", () => {
    const zero = { first: 0, firstBand: [0, 0], total: 0, totalBand: [0, 0] };
    expect(indicesOf(["x1", "x2"], () => 7)).toEqual([
      { factor: "x1", ...zero },
      { factor: "x2", ...zero },
    ]);
  });

  it("of an output that is large beside its changes are the same as without the offset", () => {
    const found = indicesOf(["x1", "x2"], ([x1, x2]) => 10 + x1! + 3 * x2!);
    near(found[0]?.total, 0.1);
    near(found[1]?.total, 0.9);
  });

  it("are not given where the caller stops the work", () => {
    expect(sobol(["x1"], 64, () => 1, { seed: 1, tick: (done) => done < 16 })).toBeUndefined();
  });
});
