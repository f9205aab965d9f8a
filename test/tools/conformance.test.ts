import { beforeAll, describe, expect, it } from "vitest";

import type { OpenDesk } from "../../src/desk.ts";
import { discoverTools } from "../../src/discover-tools.ts";
import { callTool } from "../../src/kit/call-tool.ts";
import { schemaFaults } from "../support/json-schema.ts";
import { openTestDesk } from "../support/open-test-desk.ts";
import { describeTool, tokensOf } from "../support/tool-conformance.ts";

const tools = await discoverTools();
let desk: OpenDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});

describe("every tool", () => {
  for (const tool of tools) describeTool(tool, () => desk);

  it("is found in alphabetical order, under the name of its file", () => {
    const names = tools.map((tool) => tool.name);
    expect(names).toEqual([...names].sort());
    expect(names).toContain("search_corpus");
  });
});

const eight = ["FRA", "ARE", "SAU", "JPN", "IND", "CAN", "CHN", "USA"];

async function tokensFor(name: string, input: unknown): Promise<number> {
  const tool = tools.find((candidate) => candidate.name === name);
  if (!tool) throw new Error(`there is no ${name}`);
  const output = await callTool(tool, input, { desk });
  return Math.max(tokensOf(tool.render(output)), tokensOf(JSON.stringify(output)));
}

describe("the greediest call", () => {
  it.for([
    ["country_profile", { country: "FRA", limit: 30 }],
    ["country_profile", { country: "CHN", limit: 30 }],
    ["list_sources", { limit: 50 }],
    ["find_countries", { withFacts: true, limit: 60 }],
    ["find_countries", { region: "Africa", limit: 60 }],
    ["search_corpus", { query: "sovereign AI compute investment", limit: 25 }],
    ["search_corpus", { query: "sovereign AI compute investment", kinds: ["passage"], limit: 25 }],
    ["compare_countries", { countries: eight.slice(0, 4) }],
    [
      "compute_exposure",
      { countries: ["CHN", "USA"], scenarios: ["export-cut-off", "regional-cloud-strike", "grid-shortage"] },
    ],
    ["compute_exposure", { countries: eight, scenarios: ["export-cut-off", "regional-cloud-strike"] }],
    ["compute_exposure", { countries: ["EU"], scenarios: ["grid-shortage"] }],
    ["compute_exposure", {}],
  ] as const)("of %s with %j stays within 10,000 tokens", async ([name, input]) => {
    expect(await tokensFor(name, input)).toBeLessThanOrEqual(10_000);
  });

  it.for([{ countries: eight }, { countries: eight, perCell: 3 }])(
    "of compare_countries with %j stays within 10,000 tokens",
    async (input) => {
      expect(await tokensFor("compare_countries", input)).toBeLessThanOrEqual(10_000);
    },
  );

  it("of read_passage stays within 10,000 tokens", async () => {
    const [longest] = [...desk.corpus.passages].sort((a, b) => b.text.length - a.text.length);
    expect(await tokensFor("read_passage", { id: longest?.id, context: 4000 })).toBeLessThanOrEqual(10_000);
  });
});

describe("the schema check", () => {
  it("finds what a local model's server cannot digest", () => {
    const schema = {
      type: "object",
      properties: {
        name: { type: "string" },
        tags: { type: "array", items: { type: "string", format: "uri", maxLength: 9 } },
        code: { anyOf: [{ type: "string", pattern: "^x$", maxLength: 3 }, { type: "integer" }] },
        inner: { $ref: "#" },
        fine: { type: "string", enum: ["a"] },
      },
    };
    expect(schemaFaults(schema)).toEqual([
      "input.name: a string without a longest length",
      "input.tags: an array without a greatest size",
      "input.tags/items: a format",
      "input.code/anyOf[0]: a pattern",
      "input.code/anyOf[1]: a number without bounds",
      "input.inner: a reference, so perhaps a recursion",
    ]);
  });
});
