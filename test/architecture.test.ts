import { fileURLToPath } from "node:url";

import { describe, expect, it } from "vitest";

import { breaches, cycles, importsOf, readSources } from "./support/architecture.ts";

const house = readSources(fileURLToPath(new URL("..", import.meta.url)));

function plant(path: string, text: string): string[] {
  return breaches(new Map([[path, text]]));
}

describe("the house", () => {
  it("is read as a whole", () => {
    expect(house.size).toBeGreaterThan(50);
    expect([...house.keys()]).toContain("src/desk.ts");
  });

  it("has arrows that run one way only", () => {
    expect(breaches(house)).toEqual([]);
  });

  it("has no import cycle", () => {
    expect(cycles(house)).toEqual([]);
  });
});

describe("the checker", () => {
  it.for([
    ["src/domain/planted.ts", 'import { x } from "../kit/error.ts";'],
    ["src/domain/planted.ts", 'import { readFileSync } from "node:fs";'],
    ["src/kit/planted.ts", 'import type { Corpus } from "../library/corpus.ts";'],
    ["src/library/planted.ts", 'import { createGazetteer } from "../profiles/gazetteer.ts";'],
    ["src/library/planted.ts", 'import {\n  one,\n  two,\n} from "../agent/ledger.ts";'],
    ["src/agent/planted.ts", 'const { openDesk } = await import("../desk.ts");'],
    ["src/agent/planted.ts", 'export { run } from "../faces/cli/run.ts";'],
    ["src/brief/planted.ts", 'import "../agent/agent.ts";'],
    ["src/desk.ts", 'import { run } from "./faces/cli/run.ts";'],
    ["src/faces/mcp/planted.ts", 'import tool from "../../../tools/search_corpus.ts";'],
    ["tools/planted.ts", 'import { openDesk } from "../src/desk.ts";'],
    ["tools/planted.ts", 'import { connect } from "@lancedb/lancedb";'],
    ["tools/planted.ts", 'import other from "./search_corpus.ts";\nimport "../src/library/store.ts";'],
    ["evals/planted.ts", 'import { run } from "../src/agent/agent.ts";'],
    ["src/faces/planted.ts", "await import(`../${name}.ts`);"],
    ["src/kit/utils/planted.ts", ""],
    ["src/kit/index.ts", ""],
    ["src/planted/room.ts", ""],
  ] as const)("finds the breach planted in %s: %s", ([path, text]) => {
    expect(plant(path, text)).toHaveLength(1);
  });

  it("lets pass what the arrows allow", () => {
    expect(plant("src/faces/cli/planted.ts", 'import { openDesk } from "../../desk.ts";')).toEqual([]);
    expect(plant("tools/planted.ts", 'import { z } from "zod";\nimport { a } from "./support/a.ts";')).toEqual([]);
    expect(plant("src/domain/planted.ts", '// from "../kit/error.ts"\n/* import "node:fs"; */')).toEqual([]);
  });

  it("finds a planted cycle", () => {
    const planted = new Map([
      ["src/kit/a.ts", 'import { b } from "./b.ts";'],
      ["src/kit/b.ts", 'import type { C } from "./c.ts";'],
      ["src/kit/c.ts", 'export { a } from "./a.ts";'],
    ]);
    expect(cycles(planted)).toEqual(["src/kit/a.ts → src/kit/b.ts → src/kit/c.ts → src/kit/a.ts"]);
  });

  it("reads each way to import", () => {
    const text = `
      import type { A } from "./a.ts";
      import {
        b,
      } from './b.ts';
      import "./c.ts";
      export * from "./d.ts";
      const e = () => import("./e.ts");
      type F = typeof import("./f.ts");
      const text = "import of goods from abroad";`;
    expect(importsOf(text)).toEqual(["./a.ts", "./b.ts", "./c.ts", "./d.ts", "./e.ts", "./f.ts"]);
  });
});
