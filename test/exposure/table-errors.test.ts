import { describe, expect, it } from "vitest";

import { AttacheError } from "../../src/kit/error.ts";
import { readObservations } from "../../src/library/observation-table.ts";
import { flat } from "../support/exposure-examples.ts";

const method = flat(["oxygen", "clarity"]);

function errorOf(text: string): AttacheError {
  try {
    readObservations(text, "lakes.csv", method);
  } catch (thrown) {
    if (thrown instanceof AttacheError) return thrown;
    throw thrown;
  }
  throw new Error("nothing was thrown");
}

const long = "country,indicator,year,value,low,high,state\n";
const wide = "lake,oxygen,clarity\n";

describe("a table of observations", () => {
  it("is read as rows of observations, whatever blank stands for no value", () => {
    const text = `﻿${long}A,oxygen,2020,8.5,8,9,\r\nB,oxygen,2021,n/a,,,\r\nC,oxygen,,..,1,2,not-reported\r\nD,oxygen,2020,0,,,structural-zero\r\n`;
    const { observations } = readObservations(text, "lakes.csv", method);
    expect(
      observations.map(({ country, year, value, low, high, state }) => [country, year, value, low, high, state]),
    ).toEqual([
      ["A", 2020, 8.5, 8, 9, "observed"],
      ["B", 2021, null, null, null, "not-reported"],
      ["C", null, null, 1, 2, "not-reported"],
      ["D", 2020, 0, null, null, "structural-zero"],
    ]);
  });

  it("is read as a row a unit, with columns that group units kept apart", () => {
    const table = readObservations("lake,oxygen,basin,clarity\nA,1.5e1,north,\nB,-2,,3\n", "lakes.csv", method);
    expect(table.observations.map(({ country, indicator, value }) => [country, indicator, value])).toEqual([
      ["A", "oxygen", 15],
      ["A", "clarity", null],
      ["B", "oxygen", -2],
      ["B", "clarity", 3],
    ]);
    expect(table.groups).toEqual({ basin: { A: "north", B: "" } });
  });

  it.each([
    ["a word for a number", `${wide}A,8,high\n`, "2:3", /a number was expected in the column "clarity", not "high"/],
    ["a decimal comma", `${wide}A,"8,5",1\n`, "2:2", /a number.*not "8,5"/],
    ["an infinite number", `${wide}A,1e999,1\n`, "2:2", /a number.*"1e999"/],
    ["a hexadecimal number", `${wide}A,0x10,1\n`, "2:2", /a number.*"0x10"/],
    ["a unit twice", `${wide}A,1,2\nB,1,2\nA,3,4\n`, "4:1", /"A" has a row already/],
    ["no unit", `${wide},1,2\n`, "2:1", /"lake" may not be empty/],
    ["a row too short", `${wide}A,1,2\nB,1\n`, "3", /3 columns were expected, 2 are there/],
    ["a row too long", `${wide}A,1,2,3\n`, "2", /3 columns were expected, 4 are there/],
    ["a column twice", "lake,oxygen,oxygen\nA,1,2\n", "1:3", /two columns are called "oxygen"/],
    ["no column of the method's", "lake,depth\nA,1\n", "1", /columns named like.*oxygen, clarity/],
    ["a quote that is not closed", `${wide}A,"1,2\nB,1,2\n`, "\\d", /a quote/],
    ["low above high", `${long}A,oxygen,2020,5,9,1,\n`, "2:4", /low ≤ value ≤ high/],
    ["a value below low", `${long}A,oxygen,2020,5,6,9,\n`, "2:4", /low ≤ value ≤ high/],
    ["a value above high", `${long}A,oxygen,2020,5,1,4,\n`, "2:4", /low ≤ value ≤ high/],
    [
      "an observation twice",
      `${long}A,oxygen,2020,5,,,\nA,oxygen,2020,6,,,\n`,
      "3:1",
      /"A" has a row of "oxygen" for 2020 already/,
    ],
    ["an unknown state", `${long}A,oxygen,2020,5,,,guessed\n`, "2:7", /one of observed, structural-zero, not-reported/],
    ["half a year", `${long}A,oxygen,2020.5,5,,,\n`, "2:3", /a year was expected/],
    ["no column of units", "indicator,value\noxygen,5\n", "1", /a column called country or unit was expected/],
  ])("with %s is refused, with its place and what was expected", (_, text, place, message) => {
    const error = errorOf(text);
    expect(error.kind).toBe("usage");
    expect(error.message).toMatch(new RegExp(`^lakes\\.csv:${place}: `));
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain("\n");
  });

  it.each(["", "\n\n", "lake,oxygen,clarity\n"])("without a row is refused: %j", (text) => {
    expect(errorOf(text).message).toBe("lakes.csv: a header line and at least one row were expected.");
  });

  it("wants the columns that the method names for units and their names", () => {
    const named = { ...method, data: { unit: "id", name: "label" } };
    const text = "lake,label,oxygen\nA,Upper,1\n";
    expect(() => readObservations(text, "lakes.csv", named)).toThrow(/lakes\.csv:1: the method's data\.unit.*"id"/);
    const { names } = readObservations(text.replace("lake", "id"), "lakes.csv", named);
    expect(names).toEqual({ A: "Upper" });
  });

  it.each([
    ["control characters", "\u001b[31m\u0007\u202e8"],
    ["ten kilobytes", "9".repeat(10_000)],
    ["a line break", "8\n9"],
  ])("with hostile text in a cell quotes it short and harmless: %s", (_, cell) => {
    const { message } = errorOf(`${wide}A,"${cell}x",1\n`);
    expect(message).toMatch(/^lakes\.csv:\d+:2: a number was expected/);
    expect(message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(message.length).toBeLessThan(250);
  });

  it("takes no id of more than eighty characters", () => {
    expect(errorOf(`${wide}${"A".repeat(10_000)},1,2\n`).message).toBe(
      "lakes.csv:2:1: an id of at most 80 characters was expected.",
    );
  });
});
