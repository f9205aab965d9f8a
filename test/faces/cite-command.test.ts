import { beforeAll, describe, expect, it } from "vitest";

import type { OpenDesk } from "../../src/desk.ts";
import { cslItem } from "../../src/domain/citation-item.ts";
import { citations, CitationStyle } from "../../src/domain/citation.ts";
import { callTool } from "../../src/kit/call-tool.ts";
import { runCommand } from "../support/command.ts";
import { openTestDesk } from "../support/open-test-desk.ts";
import { tokensOf } from "../support/tool-conformance.ts";

async function documentOf(args: string[]): Promise<Record<string, unknown>[]> {
  const run = await runCommand(["cite", ...args, "--json"]);
  expect(run).toMatchObject({ code: 0, err: "" });
  return JSON.parse(run.out) as Record<string, unknown>[];
}

describe("attache cite", () => {
  it("writes APA unless told otherwise, several ids in their order", async () => {
    const run = await runCommand(["cite", "epoch-gpu-clusters", "FRA-036"]);
    expect(run.code).toBe(0);
    const [first, second, ...more] = run.out.trimEnd().split("\n\n");
    expect(first).toMatch(/^Epoch AI\. \(2025\)\. GPU Clusters \[Data set\]\. https:\/\//);
    expect(second).toMatch(/^CNA \/ Reuters\. \(2025, September 9\)\. ASML /);
    expect(more).toEqual([]);
    expect(run.err).toContain("Licence of epoch-gpu-clusters: CC BY 4.0.");
  });

  it.for([
    ["chicago", /^Epoch AI\. 2025\. “GPU Clusters\.” Data set\. October 22, 2025\. https:/],
    ["bibtex", /^@misc\{epoch-gpu-clusters,\n/],
    ["ris", /^TY {2}- DATA\nID {2}- epoch-gpu-clusters\n/],
    ["csl", /^\[\n {2}\{\n {4}"id": "epoch-gpu-clusters",\n/],
  ] as const)("writes %s", async ([style, text]) => {
    const run = await runCommand(["cite", "epoch-gpu-clusters", "--style", style]);
    expect(run.code).toBe(0);
    expect(run.out).toMatch(text);
  });

  it("gives CSL-JSON as one document, and the other styles with id, source, style, text and licence", async () => {
    const [item] = await documentOf(["world-bank-base", "--style", "csl", "--accessed", "2026-01-02"]);
    expect(item).toMatchObject({
      id: "world-bank-base",
      type: "dataset",
      publisher: "World Bank",
      accessed: { "date-parts": [[2026, 1, 2]] },
      note: expect.stringContaining("Licence: CC BY 4.0"),
    });
    expect(await documentOf(["world-bank-base", "--accessed", "2026-01-02"])).toEqual([
      {
        id: "world-bank-base",
        source: "world-bank-base",
        style: "apa",
        text: expect.stringMatching(/ Retrieved January 2, 2026, from https:/),
        licence: "CC BY 4.0",
      },
    ]);
  });

  it("writes one entry where a fact and its source are both asked for", async () => {
    const run = await runCommand(["cite", "FRA-036", "cna-reuters-2025-09-09", "--style", "bibtex"]);
    expect(run.out.match(/^@/gm)).toHaveLength(1);
    expect(run.out).toContain("Cited for FRA-036, at the words “");
    const records = await documentOf(["FRA-036", "cna-reuters-2025-09-09"]);
    expect(records.map(({ id }) => id)).toEqual(["FRA-036", "cna-reuters-2025-09-09"]);
  });

  it("gives a source without an address no access date", async () => {
    const run = await runCommand(["cite", "oecd-btige", "--style", "ris", "--accessed", "2026-01-02"]);
    expect(run.out).not.toMatch(/^(?:Y2|UR)/m);
  });

  it.for([
    ["an id that is unknown", ["FRA-O36"], /no source, fact or passage with the id "FRA-O36"\. Near: FRA-036/],
    ["a style that is unknown", ["FRA-036", "--style", "mla"], /"mla" is none of apa, chicago, bibtex, ris, csl/],
    ["a day that is none", ["FRA-036", "--accessed", "2026-02-30"], /--accessed: give a day of the calendar/],
    ["half a date", ["FRA-036", "--accessed", "2026"], /--accessed: give a day of the calendar/],
    ["no id", [], /missing required argument/i],
  ] as const)("%s is wrong usage, exit 2", async ([, args, sentence]) => {
    const run = await runCommand(["cite", ...args]);
    expect(run).toMatchObject({ code: 2, out: "" });
    expect(run.err).toMatch(sentence);
  });
});

describe("list_sources", () => {
  let desk: OpenDesk;
  beforeAll(async () => {
    desk = await openTestDesk();
  });
  const call = async (input: unknown): Promise<{ text: string; output: Record<string, unknown> }> => {
    const tool = desk.tools.find(({ name }) => name === "list_sources");
    if (!tool) throw new Error("there is no list_sources");
    const output = await callTool(tool, input, { desk });
    return { text: tool.render(output), output };
  };

  it("gives no citation unless a style is asked for", async () => {
    expect(JSON.stringify((await call({ country: "FRA" })).output)).not.toContain('"citation"');
  });

  it.for(CitationStyle.options)("gives each source as %s, page by page, within 10,000 tokens", async (style) => {
    const seen: unknown[] = [];
    for (let cursor: unknown; cursor !== null;) {
      const { text, output } = await call({ style, limit: 50, country: "FRA", ...(cursor ? { cursor } : {}) });
      const listed = output.sources as { id: string; citation: string }[];
      expect(tokensOf(text)).toBeLessThanOrEqual(10_000);
      expect(tokensOf(JSON.stringify(output))).toBeLessThanOrEqual(10_000);
      for (const { id, citation } of listed) {
        expect([citation]).toEqual(citations([cslItem(desk.library.source(id))], style));
        expect(text).toContain(citation.split("\n").at(0));
      }
      seen.push(...listed.map(({ id }) => id));
      cursor = output.cursor;
    }
    expect(new Set(seen).size).toBe((await call({ country: "FRA" })).output.total);
  });

  it.for(CitationStyle.options)("stays within 10,000 tokens for the fullest page as %s", async (style) => {
    const { text, output } = await call({ style, limit: 50 });
    expect(Math.max(tokensOf(text), tokensOf(JSON.stringify(output)))).toBeLessThanOrEqual(10_000);
  });
});
