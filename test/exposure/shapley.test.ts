import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { shapley } from "../../src/exposure/shapley.ts";

/** A game from the worth of each set of players, written in binary order: none, 1, 2, 12, 3, 13, 23, 123. */
function valuesOf(worth: number[]): number[] {
  return [...shapley(Math.log2(worth.length), (set) => worth[set]!)];
}

const games = fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 16, maxLength: 16 });

describe("Shapley values", () => {
  it("are those of the game with a left glove and two right ones", () => {
    const found = valuesOf([0, 0, 0, 1, 0, 1, 0, 1]);
    [2 / 3, 1 / 6, 1 / 6].forEach((value, player) => expect(found[player]).toBeCloseTo(value, 12));
  });

  it("are those of a game of three computed by hand over the six orders", () => {
    const found = valuesOf([0, 80, 56, 80, 70, 85, 72, 90]);
    [235 / 6, 124 / 6, 181 / 6].forEach((value, player) => expect(found[player]).toBeCloseTo(value, 12));
  });

  it("sum to what all are worth less what none is", () => {
    fc.assert(
      fc.property(games, (worth) => {
        expect(valuesOf(worth).reduce((sum, value) => sum + value, 0)).toBeCloseTo(worth[15]! - worth[0]!, 9);
      }),
    );
  });

  it("are alike for players who add alike, and zero for one who adds nothing", () => {
    fc.assert(
      fc.property(games, (worth) => {
        // Players 1 and 2 count only by how many of them there are; player 4 never counts.
        const alike = worth.map((_, set) => worth[(set & 1) + ((set >> 1) & 1) + (set & 4)]!);
        const [first, second, , last] = valuesOf(alike);
        expect(first).toBeCloseTo(second!, 9);
        expect(last).toBeCloseTo(0, 9);
      }),
    );
  });

  it("are the sums of the values where two games are added", () => {
    fc.assert(
      fc.property(games, games, (a, b) => {
        const [left, right] = [valuesOf(a), valuesOf(b)];
        valuesOf(a.map((value, set) => value + b[set]!)).forEach((value, player) =>
          expect(value).toBeCloseTo(left[player]! + right[player]!, 9),
        );
      }),
    );
  });

  it("are not tried for more players than can be gone through", () => {
    expect(() => shapley(21, () => 0)).toThrow(/21 players are more than 20/);
  });
});
