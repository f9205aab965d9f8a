import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { normalise } from "../../src/domain/money.ts";
import { openTestDesk } from "../support/open-test-desk.ts";

const rates = { EUR: { per_usd: 0.8, date: "2025", basis: "approximate" as const } };

describe("normalise", () => {
  it("gives money in whole units and in dollars, with the rate and its date", () => {
    expect(normalise({ value: 8, unit: "EUR billion", bound: "exact" }, rates)).toEqual({
      value: 8e9,
      unit: "EUR",
      usd: 1e10,
      rate: 0.8,
      rateDate: "2025",
      basis: "approximate",
    });
  });

  it("gives no dollars without a rate, nor for a price per unit", () => {
    expect(normalise({ value: 8, unit: "XYZ billion", bound: "exact" }, rates).usd).toBeUndefined();
    expect(normalise({ value: 0.06, unit: "EUR/kWh", bound: "exact" }, rates).usd).toBeUndefined();
  });

  it("keeps the order of amounts; of two that differ by more than rounding, the larger is larger", () => {
    const amount = fc.double({ min: 0.1, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        const usd = (value: number): number =>
          normalise({ value, unit: "EUR million", bound: "exact" }, rates).usd ?? Number.NaN;
        const [less, more] = a < b ? [a, b] : [b, a];
        expect(usd(less)).toBeLessThanOrEqual(usd(more));
        if (more > less * (1 + 1e-12)) expect(usd(less)).toBeLessThan(usd(more));
      }),
    );
  });
});

describe("the shipped rates", () => {
  it("cover every currency of the corpus", async () => {
    const { corpus } = await openTestDesk();
    const money = corpus.facts.filter((fact) => /^[A-Z]{3}(?: |$)/.test(fact.quantity?.unit ?? ""));
    expect(money.filter((fact) => fact.normalised?.usd === undefined).map((fact) => fact.quantity?.unit)).toEqual([]);
  });

  it("that name a fact agree with both sums of it", async () => {
    const { corpus } = await openTestDesk();
    const usd = corpus.facts.find((fact) => fact.id === "CHN-075");
    expect(usd?.claim).toMatch(/CNY [\d.,]+ billion \(USD [\d.,]+ billion\)/);
  });
});
