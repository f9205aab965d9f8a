import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { parseDocument } from "yaml";

import { openDesk } from "../../src/desk.ts";
import { packageRoot } from "../../src/home.ts";
import { callTool } from "../../src/kit/call-tool.ts";
import { quantile, type Benchmark, type Row } from "../support/benchmark.ts";

const country = "FRA";
const rounds = 7;

/** `country_profile` from an unopened desk beside parsing the country's own file; loading a corpus ten and a hundred times as large. */
const benchmark: Benchmark = {
  run: async () => [await profile(), ...(await growth())],
};
export default benchmark;

async function profile(): Promise<Row> {
  const home = mkdtempSync(join(tmpdir(), "attache-bench-"));
  try {
    const file = join(packageRoot(), "corpus", "countries", `${country}.yaml`);
    await openDesk({ home });
    const ours: number[] = [];
    const own: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      let started = performance.now();
      const desk = await openDesk({ home });
      const tool = desk.tools.find((candidate) => candidate.name === "country_profile");
      if (tool) await callTool(tool, { country }, { desk });
      ours.push(performance.now() - started);
      started = performance.now();
      parseDocument(readFileSync(file, "utf8")).toJS();
      own.push(performance.now() - started);
    }
    return {
      what: `country_profile ${country}, desk opened anew`,
      ours: quantile(ours, 0.5),
      baselineName: "parsing its own file",
      baseline: quantile(own, 0.5),
      unit: "ms",
      aim: "≤ 1.3",
    };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function growth(): Promise<Row[]> {
  const times = [1, 10, 100];
  const measured: { copies: number; facts: number; milliseconds: number }[] = [];
  for (const copies of times) measured.push({ copies, ...(await load(copies)) });
  const [one] = measured;
  const each = (entry: { facts: number; milliseconds: number }): number => entry.milliseconds / entry.facts;
  return measured.slice(1).map((entry) => ({
    what: `loading ${entry.facts} facts (×${entry.copies}), a fact`,
    ours: each(entry),
    baselineName: `${one?.facts ?? 0} facts`,
    baseline: one ? each(one) : 0,
    unit: "ms",
    aim: "linear: ≈ 1",
  }));
}

async function load(copies: number): Promise<{ facts: number; milliseconds: number }> {
  const folder = mkdtempSync(join(tmpdir(), "attache-bench-"));
  try {
    const countries = join(folder, "corpus", "countries");
    mkdirSync(countries, { recursive: true });
    const codes = ["JOR", "GHA", "RWA", "IRN", "ROU", "BHR"];
    for (const code of codes) {
      const text = readFileSync(join(packageRoot(), "corpus", "countries", `${code}.yaml`), "utf8");
      for (let copy = 0; copy < copies; copy += 1) {
        const name = `${String.fromCharCode(65 + (copy % 26))}${code.charAt(0)}${copy}`;
        writeFileSync(join(countries, `${name}${code}.yaml`), text.replaceAll(`${code}-`, `${name}${code}-`));
      }
    }
    const started = performance.now();
    const desk = await openDesk({ home: join(folder, "home"), corpusFolder: join(folder, "corpus") });
    return { facts: desk.corpus.facts.length, milliseconds: performance.now() - started };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
