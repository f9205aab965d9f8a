import { describe, expect, it } from "vitest";

import { isKnownUnit } from "../../src/library/check/settings.ts";
import { check, checkContext, rules } from "../support/check.ts";
import { lineOf, planted, recordFaults } from "../support/planted-faults.ts";
import { factLine, valueFaults } from "../support/planted-value-faults.ts";
import { corpusFiles, loadSmallCorpus, smallCorpusFiles } from "../support/small-corpus.ts";

const saudi = smallCorpusFiles["countries/SAU.yaml"] ?? "";
const emirates = smallCorpusFiles["countries/ARE.yaml"] ?? "";

describe("a planted fault", () => {
  it.for([...recordFaults, ...valueFaults])("$name is found with file, line and mend", (fault) => {
    const file = fault.file ?? "countries/SAU.yaml";
    const original = smallCorpusFiles[file] ?? "";
    const text = fault.from === undefined ? original + fault.to : planted(original, fault.from, fault.to);
    const { findings } = check(corpusFiles({ [file]: text }));
    const found = findings.filter((finding) => finding.rule === fault.rule);
    expect(found).toContainEqual({
      rule: fault.rule,
      level: fault.level ?? "error",
      file,
      line: lineOf(text, fault.line),
      column: expect.any(Number),
      message: expect.stringMatching(fault.message ?? /./),
      mend: expect.stringMatching(/^[A-Z].{3,}[^.]$/s),
      fixable: expect.any(Boolean),
    });
    for (const { column, message } of found) {
      expect(column).toBeGreaterThan(0);
      expect(message.length).toBeLessThan(400);
    }
  });

  it("is there for every rule, so that none goes untried", () => {
    const tried = [...recordFaults, ...valueFaults].map((fault) => fault.rule);
    const elsewhere = ["copied-run", "editor-schema"]; // they need more than a file: see check-fix.test.ts
    expect([...new Set([...tried, ...elsewhere])].toSorted()).toEqual(rules.map((rule) => rule.name).toSorted());
  });

  it("is found beside every other one, each in its own record", () => {
    const text = planted(planted(saudi, "topic: energy", "topic: cuisine"), "value: 18000", "value: 81000");
    const { findings } = check(corpusFiles({ "countries/SAU.yaml": text, "countries/ARE.yaml": `${emirates}x: [\n` }));
    const errors = findings.filter((finding) => finding.level === "error");
    expect(errors.map((finding) => finding.rule).toSorted()).toEqual(["number-in-claim", "schema", "syntax"]);
  });

  it("gives a circle of three blocs once", () => {
    const bloc = (code: string, member: string): string =>
      `country: ${code}\nkind: bloc\nname: Bloc ${code}\nmembers: [${member}]\nmemberships: []\n`;
    const files = corpusFiles({
      "countries/AAA.yaml": bloc("AAA", "BBB"),
      "countries/BBB.yaml": bloc("BBB", "CCC"),
      "countries/CCC.yaml": bloc("CCC", "AAA"),
    });
    const found = check(files).findings.filter(({ rule, level }) => rule === "bloc-members" && level === "error");
    expect(found.map(({ file, line, message }) => ({ file, line, message }))).toEqual([
      { file: "countries/AAA.yaml", line: 4, message: expect.stringContaining("AAA has the member BBB") },
    ]);
  });

  it("leaves the rest of the corpus usable", () => {
    const corpus = loadSmallCorpus({ "countries/SAU.yaml": `${saudi}name: Arabia\n` });
    expect(corpus.problems).toHaveLength(1);
    expect(corpus.facts.map(({ id }) => id)).toEqual(["ARE-001"]);
    const { findings } = check(corpusFiles({ "countries/SAU.yaml": `${saudi}name: Arabia\n` }));
    expect(findings.filter((finding) => finding.file !== "countries/SAU.yaml")).toEqual([]);
  });
});

describe("what is right", () => {
  it("has no findings", () => {
    expect(check(corpusFiles()).findings).toEqual([]);
  });

  it.for([
    ["a figure in another scale", "plans 6,600 MW of data-centre power"],
    ["a figure with its conversion", "plans 9 billion dollars (6.6 GW) of data-centre power"],
    ["one end of a range", "plans 5 to 6.6 GW of data-centre power"],
  ] as const)("agrees with its claim as %s", ([, words]) => {
    const text = planted(saudi, "plans 6.6 GW of data-centre power", words);
    expect(check(corpusFiles({ "countries/SAU.yaml": text })).findings).toEqual([]);
  });

  it.for([
    ["two sites", "{value: 2, unit: sites}", "Humain opened two halls in Riyadh."],
    ["a rank", "{value: 5, unit: rank}", "Humain ranks fifth among builders of data centres."],
    ["a half", "{value: 50, unit: percent}", "Humain is half owned by a fund."],
    ["a triple", "{value: 3, unit: times}", "Humain means to triple its halls."],
    ["a million", "{value: 1000000, unit: people}", "Humain wants to train a million Saudis."],
    ["Canadian dollars", "{value: 705, unit: CAD million}", "Humain pays 705 million dollars to a Canadian firm."],
  ] as const)("may be said in a word: %s", ([, quantity, claim]) => {
    const added = factLine("SAU-003", claim, `, quantity: ${quantity}`);
    const { findings } = check(corpusFiles({ "countries/SAU.yaml": saudi + added }));
    expect(findings.filter((finding) => finding.rule === "number-in-claim")).toEqual([]);
  });

  it("proposes no conflict where facts are linked, of other years, or join in a set", () => {
    const other = (claim: string, more: string): string[] => {
      const added = factLine("SAU-003", claim, `, quantity: {value: 9, unit: GW}${more}`);
      const text = more.includes("conflicts") ? planted(saudi, "'2026-01'", "'2026-01'\n  conflicts_with: [SAU-003]") : saudi;
      return check(corpusFiles({ "countries/SAU.yaml": text + added })).findings.map(({ rule }) => rule);
    };
    expect(other("The kingdom plans 9 GW of data-centre power by 2034.", ", conflicts_with: [SAU-002]")).toEqual([]);
    expect(other("The kingdom plans 9 GW of data-centre power by 2034.", ", supersedes: [SAU-002]")).toEqual([]);
    expect(other("The kingdom plans 9 GW of data-centre power by 2039.", "")).toEqual([]);
    expect(other("The kingdom plans 9 GW of data-centre power by 2034.", "")).toEqual(["proposed-conflict"]);
  });

  it("may have a target date that lies ahead", () => {
    const text = planted(saudi, "certainty: projected\n", "certainty: projected\n  target_date: '2034'\n");
    expect(check(corpusFiles({ "countries/SAU.yaml": text })).findings).toEqual([]);
  });

  it.for(["EUR", "EUR billion", "INR crore", "XOF billion", "GW", "million parameters", "USD/kWh", "H100-equivalents"])(
    "has the unit %s",
    (unit) => expect(isKnownUnit(unit, checkContext.units)).toBe(true),
  );

  it.for(["", "EUR billions", "ABC million", "billion", "million GW", "USD/week", "gw", "EUR billion GW"])(
    "has no unit “%s”",
    (unit) => expect(isKnownUnit(unit, checkContext.units)).toBe(false),
  );
});
