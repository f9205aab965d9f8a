import type { StandardSchemaWithJSON } from "@modelcontextprotocol/server";
import { z } from "zod";

type JsonSchema = Record<string, unknown>;

// What only narrows an output tells a caller nothing, yet fills its context in every conversation.
const narrowing = new Set([
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "minimum",
  "maximum",
  "enum",
  "required",
  "$schema",
]);

/** A tool's input as `tools/list` shows it. It refuses nothing: `callTool` parses, and its error shows an example. */
export function listedInput(schema: z.ZodObject): StandardSchemaWithJSON {
  // The dialect is the protocol's own, and goes without saying.
  const { $schema: _dialect, ...shown } = z.toJSONSchema(schema, { io: "input" });
  return listed(shown);
}

/** A tool's output as `tools/list` shows it: the shape of the schema, two levels deep, without its bounds. */
export function listedOutput(schema: z.ZodObject): StandardSchemaWithJSON {
  return listed(shallow(widened(z.toJSONSchema(schema, { io: "output" }))) as JsonSchema);
}

function listed(json: JsonSchema): StandardSchemaWithJSON {
  return {
    "~standard": {
      version: 1,
      vendor: "attache",
      validate: (value) => ({ value }),
      jsonSchema: { input: () => json, output: () => json },
    },
  };
}

// Below an item of a list the shape is told by the output itself; listing it costs every conversation its tokens.
const deepest = 2;

function shallow(node: unknown, depth = 0): unknown {
  if (Array.isArray(node)) return node.map((item) => shallow(item, depth));
  if (typeof node !== "object" || node === null) return node;
  const { properties, items, ...rest } = node as JsonSchema & { properties?: JsonSchema; items?: unknown };
  if (depth >= deepest && properties) return { type: "object" };
  const shown: JsonSchema = { ...rest };
  if (properties)
    shown.properties = Object.fromEntries(
      Object.entries(properties).map(([name, value]) => [name, shallow(value, depth + 1)]),
    );
  if (items !== undefined) shown.items = shallow(items, depth);
  return shown;
}

// `properties` maps names to schemas, so that a field called `minimum` is kept.
function widened(node: unknown, isNames = false): unknown {
  if (Array.isArray(node)) return node.map((item) => widened(item));
  if (typeof node !== "object" || node === null) return node;
  const kept = Object.entries(node).filter(([key, value]) => isNames || !(narrowing.has(key) || isClosed(key, value)));
  return Object.fromEntries(kept.map(([key, value]) => [key, widened(value, !isNames && key === "properties")]));
}

function isClosed(key: string, value: unknown): boolean {
  return key === "additionalProperties" && value === false;
}
