import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { dateInWords, datesAgree, monthNumber } from "../../src/domain/dates.ts";
import { findFigures } from "../../src/domain/figures.ts";

const two = (value: number): string => String(value).padStart(2, "0");
const partialDate = fc
  .record({
    year: fc.integer({ min: 1950, max: 2049 }),
    month: fc.option(fc.integer({ min: 1, max: 12 })),
    day: fc.option(fc.integer({ min: 1, max: 31 })),
  })
  .map(({ year, month, day }) => [year, ...(month ? [two(month), ...(day ? [two(day)] : [])] : [])].join("-"));

describe("a partial date", () => {
  it.for([
    ["2025-05-22", "22 May 2025"],
    ["2025-05", "May 2025"],
    ["2025", "2025"],
    ["unknown", "unknown"],
  ] as const)("%s is %s in words", ([date, words]) => {
    expect(dateInWords(date)).toBe(words);
  });

  it("is read again from its words", () => {
    fc.assert(
      fc.property(partialDate, (date) => {
        expect(findFigures(`As of ${dateInWords(date)}, yes.`).map((figure) => figure.date)).toEqual([date]);
      }),
    );
  });

  it("agrees with itself and each coarser form of it, both ways", () => {
    fc.assert(
      fc.property(partialDate, (date) => {
        for (const coarser of [date, date.slice(0, 4), date.slice(0, 7)]) {
          expect(datesAgree(date, coarser)).toBe(true);
          expect(datesAgree(coarser, date)).toBe(true);
        }
      }),
    );
  });

  it("does not agree with another day, month or year", () => {
    expect(datesAgree("2025-05-22", "2025-05-02")).toBe(false);
    expect(datesAgree("2025-05", "2025-06-01")).toBe(false);
    expect(datesAgree("2025-01", "2025-12")).toBe(false);
    expect(datesAgree("2025", "2024-12-31")).toBe(false);
  });
});

describe("the name of a month", () => {
  it.for([
    ["May", 5],
    ["Sept.", 9],
    ["sep", 9],
    ["December", 12],
    ["Decem", 12],
  ] as const)("%s is number %d", ([name, number]) => {
    expect(monthNumber(name)).toBe(number);
  });

  it.for(["Marchioness", "Mayor", "", "Smarch"])("%j is none", (name) => {
    expect(monthNumber(name)).toBeUndefined();
  });
});
