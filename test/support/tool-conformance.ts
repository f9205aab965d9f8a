import { describe, expect, it } from "vitest";
import { z } from "zod";

import type { OpenDesk } from "../../src/desk.ts";
import { callTool } from "../../src/kit/call-tool.ts";
import { AttacheError } from "../../src/kit/error.ts";
import type { EvidenceItem, Tool } from "../../src/kit/tool.ts";
import { schemaFaults, type JsonSchema } from "./json-schema.ts";

const mostTokens = 10_000;

/** A text's length in tokens, by the rule of thumb of four characters each. */
export function tokensOf(text: string): number {
  return Math.ceil(text.length / 4);
}

/** What every tool must keep to. */
export function describeTool(tool: Tool, desk: () => OpenDesk): void {
  const call = (input: unknown): Promise<Record<string, unknown>> => callTool(tool, input, { desk: desk() });

  describe(tool.name, () => {
    it("has a plain name, a title and a description a model can choose by", () => {
      expect(tool.name).toMatch(/^[a-z_]+$/);
      expect(tool.title).not.toBe("");
      expect(tool.description.length).toBeGreaterThanOrEqual(40);
      expect(tool.description.length).toBeLessThanOrEqual(600);
    });

    it("has an input that every model's server can digest", () => {
      expect(schemaFaults(inputSchema(tool))).toEqual([]);
    });

    it("runs its example, and gives the same answer again", async () => {
      const output = await call(tool.example);
      expect(tool.output.safeParse(output).success).toBe(true);
      expect(await call(tool.example)).toEqual(output);
      expect(tool.render(output).trim()).not.toBe("");
    });

    it("gives evidence with a quote, and a source unless it is computed", async () => {
      const items = tool.evidence(await call(tool.example));
      expect(items.flatMap(faultsOfEvidence)).toEqual([]);
      expect(new Set(items.map((item) => item.key)).size).toBe(items.length);
    });

    it("shows in its text all that can be cited from it", async () => {
      const output = await call(tool.example);
      const text = folded(tool.render(output));
      const missing = tool.evidence(output).flatMap((item) => citable(item).filter((part) => !text.includes(part)));
      expect(missing).toEqual([]);
    });

    it("answers its example within the size a client accepts", async () => {
      const output = await call(tool.example);
      expect(tokensOf(tool.render(output))).toBeLessThanOrEqual(mostTokens);
      expect(tokensOf(JSON.stringify(output))).toBeLessThanOrEqual(mostTokens);
    });

    it.for(badInputs(tool))("refuses %j with its example", async (input) => {
      const thrown: unknown = await call(input).catch((error: unknown) => error);
      expect(thrown).toBeInstanceOf(AttacheError);
      expect(thrown).toMatchObject({ kind: "usage" });
      expect((thrown as AttacheError).sentence).toContain(JSON.stringify(tool.example));
    });
  });
}

function inputSchema(tool: Tool): JsonSchema {
  return z.toJSONSchema(tool.input, { io: "input" });
}

function faultsOfEvidence(item: EvidenceItem): string[] {
  return [
    ...(item.quote.trim() === "" ? [`${item.key}: no quote`] : []),
    ...(item.source === null && item.kind !== "computed" ? [`${item.key}: no source`] : []),
  ];
}

// A quote that was cut ends in an ellipsis; what stands before it must be shown.
function citable({ quote, source, data }: EvidenceItem): string[] {
  return [
    folded(quote).replace(/ ?…$/, ""),
    ...(source ? [folded(source.publisher), `grade ${source.grade}`, ...(source.url ? [source.url] : [])] : []),
    ...(typeof data?.id === "string" ? [data.id] : []),
  ];
}

function folded(text: string): string {
  return text.replaceAll("\\|", "|").replace(/\s+/g, " ").trim();
}

// No input, one that is no object, and one whose every field has a type that none accepts.
function badInputs(tool: Tool): unknown[] {
  const { properties = {}, required = [] } = inputSchema(tool) as { properties?: object; required?: string[] };
  const wrong = Object.fromEntries(Object.keys(properties).map((name) => [name, { unexpected: true }]));
  return ["France", ...(required.length > 0 ? [{}] : []), ...(Object.keys(wrong).length > 0 ? [wrong] : [])];
}
