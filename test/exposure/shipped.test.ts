import { existsSync, readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { describe, expect, it } from "vitest";

import { DatasetFile } from "../../src/domain/indicator.ts";
import { isLeaf, type MethodNode } from "../../src/domain/method.ts";
import { compile } from "../../src/exposure/compile.ts";
import { screened } from "../../src/exposure/coverage.ts";
import { score } from "../../src/exposure/score.ts";
import { compileShock } from "../../src/exposure/shock.ts";
import { openExposureFiles } from "../../src/library/exposure-files.ts";
import { readYaml } from "../../src/library/yaml.ts";

const corpus = fileURLToPath(new URL("../../corpus/", import.meta.url));
const files = openExposureFiles(corpus);
const datasets = readYaml(DatasetFile, readFileSync(`${corpus}datasets.yaml`, "utf8"), "datasets.yaml");
const table = files.table();
const main = files.method("sovereign-ai-exposure");
const isOpen = (id: string): boolean =>
  [files.indicator(id)!.source, ...files.indicator(id)!.also].every((source) => datasets[source]!.open);

/** Every indicator that a method reads, be it to score, to divide by or to set beside the score. */
function readBy(id: string): string[] {
  const method = files.method(id);
  const leaves = (node: MethodNode): string[] =>
    node.inactive === undefined ? (isLeaf(node) ? [node.indicator] : node.of.flatMap(leaves)) : [];
  const scored = leaves(method.index);
  const divisors = scored.flatMap((leaf) => method.indicators[leaf]!.denominator?.by ?? []);
  return [...new Set([...scored, ...divisors, ...method.shown.map((shown) => shown.indicator)])];
}

describe("the shipped methods", () => {
  it("are these three", () => {
    expect(files.methods()).toEqual([
      "sovereign-ai-exposure",
      "sovereign-ai-exposure-capacity-free",
      "sovereign-ai-exposure-extended",
    ]);
  });

  it.each(files.methods())("%s reads, and has a description of every indicator and data for each open one", (id) => {
    expect(files.method(id).method).toBe(id);
    for (const indicator of readBy(id)) {
      expect(files.indicator(indicator), indicator).toBeDefined();
      if (isOpen(indicator)) expect(existsSync(`${corpus}indicators/${indicator}.csv`), indicator).toBe(true);
    }
  });

  it.each(files.methods().filter((id) => readBy(id).every(isOpen)))("%s scores at least 20 countries", (id) => {
    const sample = screened(compile(files.method(id), table));
    const { scores } = score(sample);
    expect(scores.length).toBeGreaterThanOrEqual(20);
    expect(scores.every((value) => value >= 0 && value <= 100)).toBe(true);
  });

  it("that need data which are not open say so until the user has derived them", () => {
    const closed = files.methods().filter((id) => !readBy(id).every(isOpen));
    expect(closed).toEqual(["sovereign-ai-exposure-extended"]);
    expect(() => compile(files.method(closed[0]!), table)).toThrow(/no value of the indicator "(chip|submarine)/);
  });

  it("have seven layers, of which data and law is inactive with a reason", () => {
    const layers = main.index.of.map((node) => (isLeaf(node) ? "" : node.id));
    expect(layers).toEqual(["silicon", "compute", "cloud", "models", "data-law", "energy", "talent"]);
    const inactive = main.index.of.filter((node) => node.inactive !== undefined);
    expect(inactive).toMatchObject([{ id: "data-law" }]);
    expect(main.index.of.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
  });

  it("keep what is planned and what is installed apart", () => {
    const planned = "us-planned-accelerator-share";
    expect(readBy(main.method)).toContain("installed-accelerators");
    expect(readBy(main.method)).not.toContain(planned);
    const [there, plans] = ["installed-accelerators", planned].map((id) => files.indicator(id)!);
    expect(there!.derivation).toMatch(/[Ee]xisting/);
    expect(plans!.derivation).toMatch(/[Pp]lanned/);
  });
});

describe("the shipped observations", () => {
  const shipped = readdirSync(`${corpus}indicators`).filter((file) => file.endsWith(".csv"));

  it("each belong to an indicator with the unit and layer that its description gives", () => {
    for (const file of shipped) expect(files.indicator(file.replace(".csv", "")), file).toBeDefined();
    const ids = new Set(shipped.map((file) => file.replace(".csv", "")));
    expect(table.observations.filter(({ indicator }) => !ids.has(indicator))).toEqual([]);
    expect(table.observations.filter((one) => one.unit !== files.indicator(one.indicator)!.unit)).toEqual([]);
  });

  it("each name a source that is known, open, and one of its indicator's", () => {
    const sources = (id: string): string[] => [files.indicator(id)!.source, ...files.indicator(id)!.also];
    const amiss = table.observations.filter(
      ({ source, indicator }) => source === null || !datasets[source]?.open || !sources(indicator).includes(source),
    );
    expect(amiss).toEqual([]);
    expect(Object.values(datasets).some(({ open }) => !open)).toBe(true);
    expect(
      files.indicators().filter(({ indicator }) => !isOpen(indicator) && shipped.includes(`${indicator}.csv`)),
    ).toEqual([]);
  });

  it("each say their place in the source and its licence", () => {
    expect(table.observations.filter(({ row, licence }) => row === null || licence === null)).toEqual([]);
    const other = table.observations.filter(({ source, licence }) => datasets[source!]!.licence !== licence);
    expect(other).toEqual([]);
  });

  it("are zero by structure only where the indicator explains such a zero, and then the value is zero", () => {
    const zeros = table.observations.filter(({ state }) => state === "structural-zero");
    expect(zeros.length).toBeGreaterThan(0);
    expect(zeros.filter(({ indicator }) => files.indicator(indicator)!.structural_zero === undefined)).toEqual([]);
    expect(zeros.filter(({ value }) => value !== 0)).toEqual([]);
  });

  it("have a value exactly where they were observed", () => {
    const amiss = table.observations.filter(
      ({ state, value }) => (value === null) === (state === "observed" || state === "structural-zero"),
    );
    expect(amiss).toEqual([]);
  });
});

describe("the shipped scenarios", () => {
  it.each(files.scenarios().map(({ scenario }) => scenario))("%s fits the main method and its data", (id) => {
    const sample = screened(compile(main, table));
    const scenario = files.scenario(id);
    const { losses, shifts } = compileShock(sample, [scenario], table);
    expect(losses.length + shifts.length).toBeGreaterThan(0);
    for (const { shares } of losses)
      for (const share of shares) {
        expect(files.indicator(share.id), share.id).toBeDefined();
        expect(share.values.some((value) => !Number.isNaN(value))).toBe(true);
      }
    expect(scenario.limits.length).toBeGreaterThan(0);
  });
});
