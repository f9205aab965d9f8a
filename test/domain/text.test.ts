import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { fold } from "../../src/domain/text.ts";

describe("a folded text", () => {
  it("has neither capitals nor accents, and letters in one form", () => {
    expect(fold("Türkiye’s TÜBİTAK: Côte d’Ivoire, ﬁve m²")).toBe("turkiye’s tubitak: cote d’ivoire, five m2");
  });

  it("is what its parts are, of whatever script each is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), (one, other) => {
        const parts = `${one} ${other}`.split(" ");
        expect(fold(parts.join(" "))).toBe(parts.map(fold).join(" "));
      }),
    );
  });
});
