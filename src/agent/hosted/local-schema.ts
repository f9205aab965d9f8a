import type { JSONSchema7 } from "@ai-sdk/provider";

const longestText = 400;
const longestList = 8;
const dropped = new Set(["pattern", "format", "$schema", "default", "propertyNames", "patternProperties"]);
/** Keywords whose value is a schema or a list of them, and keywords whose value is schemas by name. */
const holdingSchemas = new Set(
  "items prefixItems additionalItems additionalProperties anyOf oneOf allOf not if then else contains".split(" "),
);
const holdingNamed = new Set("properties $defs definitions".split(" "));

/**
 * A JSON schema as local servers can hold it: no `pattern` and no `format`, since one real server dies of them and the
 * others ignore them, and a bound on every string and list, since a small model fills an open one until its tokens are
 * spent (measured, see the project's notes on real servers). What is left out is checked when the answer is parsed.
 */
export function forLocalModel(schema: JSONSchema7): JSONSchema7 {
  return local(schema) as JSONSchema7;
}

function local(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(local);
  if (typeof schema !== "object" || schema === null) return schema;
  return bounded(
    Object.fromEntries(
      Object.entries(schema)
        .filter(([keyword]) => !dropped.has(keyword))
        .map(([keyword, value]: [string, unknown]) => [keyword, below(keyword, value)]),
    ),
  );
}

function below(keyword: string, value: unknown): unknown {
  if (holdingSchemas.has(keyword)) return local(value);
  if (!holdingNamed.has(keyword) || typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, local(schema)]));
}

function bounded(schema: JSONSchema7): JSONSchema7 {
  const result = { ...schema };
  const types = [schema.type].flat();
  if (types.includes("string") && schema.enum === undefined && schema.const === undefined)
    result.maxLength = Math.max(schema.minLength ?? 0, Math.min(schema.maxLength ?? longestText, 2000));
  if (types.includes("array"))
    result.maxItems = Math.max(schema.minItems ?? 0, Math.min(schema.maxItems ?? longestList, 60));
  if (types.includes("integer")) {
    // zod writes the whole range of safe integers, which makes a grammar of many thousand rules.
    if (Math.abs(schema.minimum ?? 0) > 1e12) delete result.minimum;
    if (Math.abs(schema.maximum ?? 0) > 1e12) delete result.maximum;
  }
  return result;
}
