import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";

import { ExposureReport } from "../../src/domain/exposure.ts";
import type { ScoreReport } from "../../src/exposure/score-report.ts";
import { runCommand, type CommandRun } from "../support/command.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const eight = ["FRA", "JPN", "SAU", "ARE", "IND", "CAN", "CHN", "USA"];
const lakes = fileURLToPath(new URL("../fixtures/methods/lake-water", import.meta.url));
const method = `${lakes}.yaml`;
const data = `${lakes}.csv`;

async function reportOf(arguments_: string[]): Promise<ExposureReport> {
  const run = await runCommand(["exposure", ...arguments_, "--json"]);
  expect(run.code).toBe(0);
  return ExposureReport.parse(JSON.parse(run.out));
}

function scoresOf(report: ExposureReport): (number | null)[] {
  return report.countries.map((country) => country.score);
}

/** Wrong usage: exit 2, nothing on stdout, one line that is no stack trace. */
function expectUsage(run: CommandRun, message: RegExp): void {
  expect(run).toMatchObject({ code: 2, out: "" });
  expect(run.err).toMatch(message);
  expect(run.err.trimEnd().split("\n")).toHaveLength(1);
  expect(run.err).not.toMatch(/\n\s+at |node:internal|\.ts:/);
}

/** Lines of a file with one changed, in a folder of its own. */
function altered(file: string, name: string, part: string, by: string): string {
  const text = readFileSync(file, "utf8");
  expect(text).toContain(part);
  const path = join(temporaryFolder(), name);
  writeFileSync(path, text.replace(part, by));
  return path;
}

describe("attache exposure", () => {
  it("gives one document of the schema with every country asked for, the same each time", async () => {
    const [report, again] = await Promise.all([
      reportOf([...eight, "--runs", "300"]),
      reportOf([...eight, "--runs", "300"]),
    ]);
    expect(again).toEqual(report);
    expect(report).toMatchObject({ runs: 300, scenario: null, weights: {} });
    expect(report.countries.map(({ country }) => country)).toEqual(eight);
    const cited = new Set(report.sources.map(({ id }) => id));
    for (const country of report.countries) {
      expect(country.status).toBe("scored");
      expect(country.band?.low).toBeLessThan(country.band?.high ?? Number.NaN);
      const adds = country.layers.reduce((sum, layer) => sum + (layer.adds ?? 0), 0);
      expect(adds).toBeCloseTo((country.score ?? Number.NaN) - (country.reference?.score ?? Number.NaN), 6);
      const values = country.layers.flatMap((layer) => layer.indicators).filter(({ value }) => value !== null);
      expect(values.filter(({ source, unit }) => source === null || !cited.has(source) || unit === "")).toEqual([]);
    }
    expect(report.pairs).toHaveLength(28);
    for (const pair of report.pairs) expect(pair.distinguishable).toBe(pair.probability >= 0.9);
  });

  it("computes a shock from the same draws, and says of whom it cannot", async () => {
    const report = await reportOf([...eight, "--runs", "200", "--scenario", "export-cut-off"]);
    const { scenario, countries } = report;
    expect(scenario?.scenarios).toMatchObject([{ scenario: "export-cut-off" }]);
    expect(scenario?.assumptions.length).toBeGreaterThan(0);
    expect(scenario?.limits.length).toBeGreaterThan(0);
    const shocked = scenario?.countries ?? [];
    const found = Object.fromEntries(shocked.map((one) => [one.country, one]));
    expect(found.USA).toMatchObject({ status: "spared", change: 0 });
    expect(found.CHN).toMatchObject({ status: "insufficient-data", after: null });
    expect(found.CHN?.gaps.join()).toMatch(/Not observed for China/);
    for (const one of shocked) {
      expect(one.before).toBe(countries.find(({ country }) => country === one.country)?.score);
      if (one.status === "computed") expect(one.change).toBeGreaterThan(0);
    }
    expect(shocked.filter(({ status }) => status === "computed").length).toBeGreaterThan(1);
  });

  it("takes weights, seed and year, and draws a chart into a file", async () => {
    const file = join(temporaryFolder(), "charts", "france.svg");
    const [usual, heavy, seeded, charted] = await Promise.all([
      reportOf(["FRA", "JPN", "--runs", "100"]),
      reportOf(["FRA", "JPN", "--runs", "100", "--weight", "silicon=0.4"]),
      reportOf(["FRA", "JPN", "--runs", "100", "--seed", "7"]),
      runCommand(["exposure", "FRA", "--runs", "64", "--chart", file]),
    ]);
    expect(heavy.weights).toEqual({ silicon: 0.4 });
    expect((await runCommand(["exposure", "FRA", "--runs", "64", "--weight", "silicon=0.4"])).out).toMatch(
      /own weights: silicon 0\.4 \(all weights are rescaled to sum to one\)/,
    );
    const weights = heavy.countries[0]?.layers.map(({ weight }) => weight ?? 0) ?? [];
    expect(weights[0]).toBeCloseTo(2 * (weights[1] ?? 0), 9);
    heavy.countries.forEach(({ score }, at) => expect(score).not.toBe(usual.countries[at]?.score));
    expect(scoresOf(seeded)).toEqual(scoresOf(usual));
    expect(seeded.countries[0]?.band).not.toEqual(usual.countries[0]?.band);
    expect(charted).toMatchObject({ code: 0 });
    expect(charted.err).toContain(`Written: ${file}`);
    expect(readFileSync(file, "utf8")).toMatch(/^<svg [^]*<\/svg>\s*$/);
  });

  it("says what is missing of a country that cannot be scored, and exits with 3", async () => {
    const run = await runCommand(["exposure", "KEN", "--runs", "64"]);
    expect(run.code).toBe(3);
    expect(run.out).toMatch(/too little data to score Kenya/);
    expect(run.out).toMatch(/Compute has no score: too little is observed \(missing: Installed AI accelerators/);
    expect(run.out).not.toMatch(/NaN|undefined|null/);
  });

  it("lists methods and scenarios", async () => {
    const run = await runCommand(["exposure", "--list", "--json"]);
    const { methods, scenarios } = JSON.parse(run.out) as Record<"methods" | "scenarios", Record<string, string>[]>;
    expect(methods.map((one) => one.method)).toContain("sovereign-ai-exposure");
    expect(scenarios.map((one) => one.scenario)).toContain("grid-shortage");
    expect(scenarios.every((one) => one.about !== "")).toBe(true);
  });

  it.concurrent.each<[string, string[], RegExp]>([
    ["an unknown country", ["Farnce republik"], /Unknown country "Farnce republik"/],
    [
      "an unknown scenario",
      ["FRA", "--scenario", "war"],
      /no scenario "war".*export-cut-off.*us-hyperscaler-withdrawal/,
    ],
    ["an unknown method", ["FRA", "--method", "mine"], /no method "mine".*sovereign-ai-exposure-extended/],
    ["no weight", ["FRA", "--weight", "silicon"], /"silicon" is no weight.*--weight silicon=0\.3/],
    ["a weight of nothing", ["FRA", "--weight", "chips=1"], /no part "chips" to weigh.*silicon/],
    ["no runs", ["FRA", "--runs", "0"], /--runs: give a whole number from 1/],
  ])("refuses %s in one sentence", async (_, arguments_, message) => {
    expectUsage(await runCommand(["exposure", ...arguments_]), message);
  });
});

describe("attache score", () => {
  it("scores another subject by another method, as a document and as a table", async () => {
    const [json, csv] = await Promise.all([
      runCommand(["score", "--method", method, "--data", data, "--json", "--runs", "100"]),
      runCommand(["score", "--method", method, "--data", data, "--csv"]),
    ]);
    const report = JSON.parse(json.out) as ScoreReport;
    expect([json.code, csv.code, report.runs]).toEqual([0, 0, 100]);
    expect(report.units).toHaveLength(10);
    const [best, second] = report.units;
    expect(best).toMatchObject({ unit: "A", name: "Lake A, upper", score: 10, rank: 1, missing: [] });
    // Water (2 × 9 + 7.5 + 9) / 4, life (9 + 1) / 2, three to one.
    expect(second).toMatchObject({ unit: "G", score: 7.71875, parts: { water: 8.625, life: 5 } });
    expect(report.units.at(-1)).toMatchObject({ unit: "F", score: null, missing: ["oxygen", "clarity"] });
    const rows = parse<Record<string, string>>(csv.out, { columns: true });
    expect(rows.map(({ unit, name, score, water }) => [unit, name, score, water])).toEqual(
      report.units.map(({ unit, name, score, parts }) => [unit, name, String(score ?? ""), String(parts.water ?? "")]),
    );
  });

  it("shows a table with what is missing, and not a word of countries", async () => {
    const run = await runCommand(["score", "--method", method, "--data", data]);
    expect(run.code).toBe(0);
    expect(run.out).toMatch(/9 of 10 units scored; rank 1 is the highest Quality/);
    expect(run.out).toMatch(/^ +2 +Lake G \(G\) +7\.72 +8\.63 +5\.00$/m);
    expect(run.out).toMatch(/F: 44 % of the indicator weight observed; missing oxygen, clarity/);
    expect(run.out).not.toMatch(/countr|exposure/i);
  });

  it("scores by a variant of a method of the corpus", async () => {
    const path = join(temporaryFolder(), "own.yaml");
    writeFileSync(
      path,
      `method: own\nversion: "1"\ntitle: Own\nextends: sovereign-ai-exposure\ndrop: [energy, cloud, models, talent, compute]\n`,
    );
    const rows = `country,domestic-accelerator-share,accelerator-vendor-concentration\nXAA,1,0.25\nXBB,0,1\n`;
    const table = join(temporaryFolder(), "own.csv");
    writeFileSync(table, rows);
    const run = await runCommand(["score", "--method", path, "--data", table, "--json", "--runs", "50"]);
    expect(run.code).toBe(0);
    const { units } = JSON.parse(run.out) as ScoreReport;
    expect(units).toMatchObject([
      { unit: "XAA", rank: 1 },
      { unit: "XBB", rank: 2 },
    ]);
    units.forEach(({ score }, at) => expect(score).toBeCloseTo(90 * at, 9));
  });

  it("refuses a broken method or data file with its line, and files that are not there", async () => {
    const badMethod = altered(method, "bad.yaml", "best: 8 }", "best: 0 }");
    const badData = altered(data, "bad.csv", "B,Lake B,north,5", "B,Lake B,north,five");
    const runs = await Promise.all([
      runCommand(["score", "--method", badMethod, "--data", data]),
      runCommand(["score", "--method", method, "--data", badData]),
      runCommand(["score", "--method", "none.yaml", "--data", data]),
      runCommand(["score", "--method", method]),
    ]);
    const messages = [
      /bad\.yaml:10:\d+: "indicators\.clarity\.normalisation\.best": the two goalposts are the same/,
      /bad\.csv:3:4: a number was expected in the column "oxygen", not "five"/,
      /"none\.yaml" cannot be read/,
      /--data: name a data file/,
    ];
    runs.forEach((run, at) => expectUsage(run, messages[at] ?? /never/));
  });
});
