import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { figuresAgree, findFigures } from "../../src/domain/figures.ts";
import { currencyOf, measureOf, scaleOf, toBase } from "../../src/domain/units.ts";

describe("a typed quantity", () => {
  it.for([
    [109, "EUR billion", 109e9, "EUR"],
    [10_371.92, "INR crore", 103_719_200_000, "INR"],
    [1.4, "GW", 1.4e9, "W"],
    [1400, "MW", 1.4e9, "W"],
    [6.22, "EFLOPS", 6.22e18, "FLOPS"],
    [52, "percent", 52, "percent"],
    [18_000, "GPUs", 18_000, "gpu"],
    [4, "sites", 4, "site"],
    [3, "zettabananas", 3, "zettabananas"],
  ] as const)("%d %s is brought to base units", ([value, unit, base, baseUnit]) => {
    const quantity = toBase(value, unit);
    expect(quantity.value).toBeCloseTo(base, -Math.floor(Math.log10(base)) + 9);
    expect(quantity.unit).toBe(baseUnit);
  });

  it("agrees with the same quantity found in text", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.constantFrom("EUR billion", "USD million", "INR crore", "GW", "MW", "TWh", "percent", "GPUs", "countries"),
        (tenths, unit) => {
          const value = tenths / 10;
          // "2026 countries" reads as a year, in words as here.
          fc.pre(unit !== "countries" || value < 1900 || value >= 2100);
          const [currency, scale] = unit.split(" ");
          const written = scale ? `${currency} ${value} ${scale}` : `${value} ${unit}`;
          const [found] = findFigures(`it says ${written}.`);
          expect(found && figuresAgree(found, toBase(value, unit))).toBe(true);
        },
      ),
    );
  });
});

describe("a word", () => {
  it("names a scale in any case", () => {
    expect(scaleOf("Billion")).toBe(1e9);
    expect(scaleOf("crore")).toBe(1e7);
    expect(scaleOf("dozenish")).toBeUndefined();
  });

  it("names a currency by sign, word or code", () => {
    expect(["€", "euros", "EUR", "eur"].map(currencyOf)).toEqual(["EUR", "EUR", "EUR", "EUR"]);
    expect(["US$", "$", "dollars", "USD"].map(currencyOf)).toEqual(["USD", "USD", "USD", "USD"]);
    expect(currencyOf("GPU")).toBeUndefined();
  });

  it("names a measure, in singular and plural alike", () => {
    expect(measureOf("gigawatts")).toEqual(["W", 1e9]);
    expect(measureOf("company")).toEqual(measureOf("companies"));
    expect(measureOf("constructor")).toBeUndefined();
    expect(scaleOf("constructor")).toBeUndefined();
    expect(currencyOf("constructor")).toBeUndefined();
  });
});
