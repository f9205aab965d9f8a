import type { JSONSchema7, JSONSchema7Definition } from "@ai-sdk/provider";

const longestText = 400;
const longestList = 8;

/**
 * A JSON schema as local servers can hold it: no `pattern` and no `format`, since one real server dies of them and the
 * others ignore them, and a bound on every string and list, since a small model fills an open one until its tokens are
 * spent (measured, see the project's notes on real servers). What is left out is checked when the answer is parsed.
 */
export function forLocalModel(schema: JSONSchema7): JSONSchema7 {
  const { pattern: _pattern, format: _format, $schema: _dialect, default: _default, ...kept } = schema;
  const result: JSONSchema7 = { ...kept };
  const types = [schema.type].flat();
  if (types.includes("string") && schema.enum === undefined && schema.const === undefined)
    result.maxLength = Math.min(schema.maxLength ?? longestText, 2000);
  if (types.includes("array")) result.maxItems = Math.min(schema.maxItems ?? longestList, 60);
  if (types.includes("integer")) {
    // zod writes the whole range of safe integers, which makes a grammar of many thousand rules.
    if (Math.abs(schema.minimum ?? 0) > 1e12) delete result.minimum;
    if (Math.abs(schema.maximum ?? 0) > 1e12) delete result.maximum;
  }
  if (schema.properties) result.properties = mapped(schema.properties);
  if (schema.items !== undefined)
    result.items = Array.isArray(schema.items) ? schema.items.map(below) : below(schema.items);
  if (schema.additionalProperties !== undefined) result.additionalProperties = below(schema.additionalProperties);
  if (schema.anyOf) result.anyOf = schema.anyOf.map(below);
  if (schema.oneOf) result.oneOf = schema.oneOf.map(below);
  if (schema.allOf) result.allOf = schema.allOf.map(below);
  if (schema.$defs) result.$defs = mapped(schema.$defs);
  if (schema.definitions) result.definitions = mapped(schema.definitions);
  return result;
}

function below(schema: JSONSchema7Definition): JSONSchema7Definition {
  return typeof schema === "boolean" ? schema : forLocalModel(schema);
}

function mapped(schemas: Record<string, JSONSchema7Definition>): Record<string, JSONSchema7Definition> {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, below(schema)]));
}
