import type { JSONSchema7 } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { z } from "zod";

import { forLocalModel } from "../../src/agent/hosted/local-schema.ts";
import { openTestDesk } from "../support/open-test-desk.ts";
import { faultsForLocalModels } from "../support/local-schema-faults.ts";

const local = (schema: z.ZodType): JSONSchema7 =>
  forLocalModel(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JSONSchema7);

describe("a schema for a local model", () => {
  it("has no pattern and no open string or list, for every tool there is", async () => {
    const { tools } = await openTestDesk();
    expect(tools.length).toBeGreaterThan(5);
    for (const tool of tools) expect(faultsForLocalModels(local(tool.input)), tool.name).toEqual([]);
  });

  it.each<[string, z.ZodType]>([
    ["a date, an address, a link", z.object({ a: z.iso.date(), b: z.email(), c: z.url(), d: z.uuid() })],
    ["a tuple", z.tuple([z.string(), z.array(z.string())])],
    ["a record with keys of a form", z.record(z.string().regex(/^\d+$/), z.string())],
    [
      "a union, a nullable, an optional",
      z.object({ a: z.union([z.string(), z.array(z.string())]), b: z.string().nullable(), c: z.string().optional() }),
    ],
    ["lists of lists", z.array(z.array(z.array(z.string().regex(/x/))))],
    ["an intersection", z.intersection(z.object({ a: z.string() }), z.object({ b: z.array(z.string()) }))],
    [
      "a discriminated union",
      z.discriminatedUnion("t", [
        z.object({ t: z.literal("a"), x: z.string() }),
        z.object({ t: z.literal("b"), y: z.iso.datetime() }),
      ]),
    ],
    ["whole numbers", z.object({ a: z.number().int(), b: z.int().positive() })],
    ["a default", z.object({ a: z.string().default("x") })],
    [
      "recursion",
      z.object({
        get children() {
          return z.array(z.string());
        },
      }),
    ],
  ])("is safe for %s", (_what, schema) => {
    expect(faultsForLocalModels(local(schema))).toEqual([]);
  });

  it("keeps what a property is called, even when it is called pattern or format", () => {
    const schema = local(z.object({ pattern: z.string(), format: z.enum(["a", "b"]), default: z.string() }));
    expect(Object.keys(schema.properties ?? {})).toEqual(["pattern", "format", "default"]);
    expect(schema.required).toEqual(["pattern", "format", "default"]);
  });

  it("stays possible where a least length is above the usual bound", () => {
    expect(local(z.string().min(900))).toMatchObject({ minLength: 900, maxLength: 900 });
    expect(local(z.array(z.number()).min(20))).toMatchObject({ minItems: 20, maxItems: 20 });
  });

  it("leaves closed lists of values and short bounds alone, and changes nothing it was given", () => {
    const given = z.toJSONSchema(z.object({ id: z.enum(["e1", "e2"]), text: z.string().max(60) })) as JSONSchema7;
    const before = JSON.stringify(given);
    expect(forLocalModel(given)).toMatchObject({
      properties: { id: { enum: ["e1", "e2"] }, text: { maxLength: 60 } },
    });
    expect(JSON.stringify(given)).toBe(before);
  });
});
