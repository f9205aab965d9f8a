export type JsonSchema = Record<string, unknown>;

const named = new Set(["properties", "$defs", "definitions", "patternProperties"]);

/** Every schema inside a JSON schema with its path, the whole one first. */
function schemasIn(schema: JsonSchema, path = "input"): { path: string; schema: JsonSchema }[] {
  const inner = Object.entries(schema).flatMap(([key, value]): [string, unknown][] =>
    named.has(key) ? entriesOf(value, `${path}.`) : entriesOf({ [key]: value }, `${path}/`),
  );
  return [
    { path, schema },
    ...inner.flatMap(([below, value]) =>
      Array.isArray(value)
        ? value.flatMap((item, index) => (isSchema(item) ? schemasIn(item, `${below}[${index}]`) : []))
        : isSchema(value)
          ? schemasIn(value, below)
          : [],
    ),
  ];
}

function entriesOf(value: unknown, prefix: string): [string, unknown][] {
  return isSchema(value) ? Object.entries(value).map(([key, inner]) => [`${prefix}${key}`, inner]) : [];
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a local model's server cannot digest in a schema, one line each; none is an empty list. */
export function schemaFaults(schema: JsonSchema): string[] {
  return schemasIn(schema).flatMap(({ path, schema: { type, enum: choices, const: only, ...rest } }) => [
    ...(type === "string" && !choices && only === undefined && rest.maxLength === undefined
      ? [`${path}: a string without a longest length`]
      : []),
    ...(type === "array" && rest.maxItems === undefined ? [`${path}: an array without a greatest size`] : []),
    ...((type === "number" || type === "integer") && (rest.minimum === undefined || rest.maximum === undefined)
      ? [`${path}: a number without bounds`]
      : []),
    ...(rest.pattern === undefined ? [] : [`${path}: a pattern`]),
    ...(rest.format === undefined ? [] : [`${path}: a format`]),
    ...(rest.$ref === undefined ? [] : [`${path}: a reference, so perhaps a recursion`]),
  ]);
}
