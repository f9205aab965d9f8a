import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { figuresAgree, findFigures, type Figure } from "../../src/domain/figures.ts";

function only(text: string): Figure {
  const [figure, ...others] = findFigures(text);
  if (!figure || others.length > 0) throw new Error(`${text}: ${others.length + (figure ? 1 : 0)} figures`);
  return figure;
}

function quantities(text: string): [number, string][] {
  return findFigures(text)
    .filter((figure) => figure.kind === "quantity")
    .map((figure) => [figure.value, figure.unit]);
}

describe("a figure in running text", () => {
  it.for([
    "€109bn",
    "€ 109 bn",
    "€109 billion",
    "109 billion euros",
    "109bn euros",
    "EUR 109 billion",
    "EUR109bn",
    "109 billion EUR",
    "EUR 109,000 million",
  ])("%s is 109 billion euros", (text) => {
    expect(only(`France commits ${text} to AI.`)).toMatchObject({ kind: "quantity", value: 109e9, unit: "EUR" });
  });

  it.for([
    ["10,371.92 crore rupees", 103_719_200_000, "INR"],
    ["₹10,371.92 crore", 103_719_200_000, "INR"],
    ["Rs 10,371.92 crore", 103_719_200_000, "INR"],
    ["1,03,719 lakh", 10_371_900_000, ""],
    ["CNY380 billion", 380e9, "CNY"],
    ["C$2.4 billion", 2.4e9, "CAD"],
    ["US$1.3 trillion", 1.3e12, "USD"],
    ["52 per cent", 52, "percent"],
    ["52%", 52, "percent"],
    ["18,000 GPUs", 18_000, "gpu"],
    ["100k GPUs", 100_000, "gpu"],
    ["1.4 GW", 1.4e9, "W"],
    ["1,400 megawatts", 1.4e9, "W"],
    ["twenty-five countries", 25, "country"],
    ["five hundred million euros", 500e6, "EUR"],
    ["10^26", 1e26, ""],
  ] as const)("%s is %d in base units", ([text, value, unit]) => {
    const figure = only(`it has ${text} today`);
    expect(figure.value).toBeCloseTo(value, 4);
    expect(figure.unit).toBe(unit);
  });

  it.for([
    ["two thirds of projects", 200 / 3],
    ["half of the projects", 50],
    ["a quarter of them", 25],
  ] as const)("%s is a share in percent", ([text, percent]) => {
    expect(only(text)).toMatchObject({ value: percent, unit: "percent" });
  });

  it.for([
    [
      "1.7-3.6 GW",
      [
        [1.7e9, "W"],
        [3.6e9, "W"],
      ],
    ],
    [
      "USD 15-20 billion",
      [
        [15e9, "USD"],
        [20e9, "USD"],
      ],
    ],
    [
      "EUR 1.5–2 bn",
      [
        [1.5e9, "EUR"],
        [2e9, "EUR"],
      ],
    ],
    [
      "5-10bn euros",
      [
        [5e9, "EUR"],
        [10e9, "EUR"],
      ],
    ],
    [
      "between 10 and 20 percent",
      [
        [10, "percent"],
        [20, "percent"],
      ],
    ],
    [
      "from 40,000 to 100,000 people",
      [
        [40_000, "people"],
        [100_000, "people"],
      ],
    ],
  ] as const)("%s is a range whose ends share scale and unit", ([text, expected]) => {
    expect(quantities(text)).toEqual(expected);
  });

  it.for(["H100", "GLM-5.1", "COVID-19", "H100-80GB", "JPN-046", "one of the largest", "try some models"])(
    "%s is none",
    (text) => {
      expect(findFigures(`They run ${text} there.`)).toEqual([]);
    },
  );

  it.for(["ABCI 3.0", "Llama 3", "Article 5", "Tier 2"])("%s is part of a name", (text) => {
    expect(only(`it is ${text}`).kind).toBe("name");
  });

  it("is a quantity after the first word of a sentence", () => {
    expect(only("The 81,900 chips are there.").kind).toBe("quantity");
    expect(only("It is so. Over 81,900 chips are there.").kind).toBe("quantity");
  });

  it("is no share where half names a part of a year", () => {
    expect(findFigures("in the first half of 2026").map((figure) => figure.date)).toEqual(["2026"]);
  });

  it("is no currency where a word looks like a code", () => {
    expect(only("they try 5 of them")).toMatchObject({ value: 5, unit: "" });
  });
});

describe("a date in running text", () => {
  it.for([
    ["22 May 2025", "2025-05-22"],
    ["May 22, 2025", "2025-05-22"],
    ["2025-05-22", "2025-05-22"],
    ["1 Jan. 2026", "2026-01-01"],
    ["Sept 2025", "2025-09"],
    ["May 2025", "2025-05"],
    ["2025-05", "2025-05"],
    ["2030", "2030"],
    ["FY2026", "2026"],
    ["2025-26", "2025"],
    ["2025–26", "2025"],
  ] as const)("%s is %s", ([text, date]) => {
    expect(only(`as of ${text}, they say`)).toMatchObject({ kind: "date", date, text });
  });

  it("is found at both ends of a span of years", () => {
    expect(findFigures("over 2023-2027").map((figure) => figure.date)).toEqual(["2023", "2027"]);
  });

  it("is no quantity", () => {
    expect(quantities("On 22 May 2025, in June 2025 and by 2030.")).toEqual([]);
  });
});

const scales = { "": 1, thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12, lakh: 1e5, crore: 1e7 };
const amount = fc.record({
  thousandths: fc.integer({ min: 1, max: 99_999_999 }),
  scale: fc.constantFrom(...(Object.keys(scales) as (keyof typeof scales)[])),
  currency: fc.constantFrom("USD", "EUR", "INR", "JPY"),
});

describe("a number", () => {
  it("is found again with the value it was written with", () => {
    fc.assert(
      fc.property(amount, ({ thousandths, scale, currency }) => {
        const value = thousandths / 1000;
        const written = `${currency} ${value.toFixed(3)} ${scale}`.trim();
        const found = only(`It costs ${written}, they say.`);
        expect(figuresAgree(found, { value: value * scales[scale], unit: currency })).toBe(true);
      }),
    );
  });

  it("has one value however its digits are grouped", () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000, max: 999_999_999 }), (value) => {
        const plain = only(`it has ${value} people`);
        expect(only(`it has ${value.toLocaleString("en-US")} people`).value).toBe(plain.value);
        expect(only(`it has ${value.toLocaleString("en-IN")} people`).value).toBe(plain.value);
      }),
    );
  });

  it("is found at its place, whatever stands around it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        const figures = findFigures(text);
        for (const { start, end, text: quote, value } of figures) {
          expect(text.slice(start, end)).toBe(quote);
          expect(Number.isFinite(value)).toBe(true);
        }
        for (const [index, next] of figures.slice(1).entries())
          expect(next.start).toBeGreaterThanOrEqual(figures[index]?.end ?? 0);
      }),
    );
  });

  it("is found in good time in a long text", () => {
    const started = performance.now();
    findFigures("9,".repeat(20_000) + "1-".repeat(20_000) + "5 ".repeat(20_000));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

function percent(value: number): { value: number; unit: string } {
  return { value, unit: "percent" };
}

const quantity = fc.record({
  value: fc.oneof(fc.integer({ min: 0, max: 200 }), fc.double({ min: -1e12, max: 1e12, noNaN: true })),
  unit: fc.constantFrom("", "USD", "percent", "W"),
});

describe("two figures", () => {
  it("agree both ways or not at all, and each with itself", () => {
    fc.assert(
      fc.property(quantity, quantity, (one, other) => {
        expect(figuresAgree(one, other)).toBe(figuresAgree(other, one));
        expect(figuresAgree(one, one)).toBe(true);
      }),
    );
  });

  it("do not agree when only one of them is larger", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: 1000 }), (value, more) => {
        const unit = "gpu";
        expect(figuresAgree({ value, unit }, { value: value + more, unit })).toBe(false);
      }),
    );
  });

  it("agree across a rounded third, and only there", () => {
    expect(figuresAgree(percent(200 / 3), percent(66.7))).toBe(true);
    expect(figuresAgree(percent(100 / 3), percent(33.3))).toBe(true);
    expect(figuresAgree(percent(0.01), percent(0.06))).toBe(false);
    expect(figuresAgree(percent(99.95), percent(100))).toBe(false);
    expect(figuresAgree(percent(66), percent(67))).toBe(false);
  });

  it("do not agree across units", () => {
    expect(figuresAgree({ value: 5, unit: "USD" }, { value: 5, unit: "EUR" })).toBe(false);
    expect(figuresAgree({ value: 5, unit: "" }, { value: 5, unit: "EUR" })).toBe(true);
  });
});
