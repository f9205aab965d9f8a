const named = new Set(["properties", "$defs", "definitions"]);
const refused = ["pattern", "format", "patternProperties", "propertyNames", "$schema"];

/** What in a JSON schema a local model server would die of, ignore, or fill until its tokens are spent. */
export function faultsForLocalModels(schema: unknown, path = "$"): string[] {
  if (Array.isArray(schema)) return schema.flatMap((item, index) => faultsForLocalModels(item, `${path}[${index}]`));
  if (typeof schema !== "object" || schema === null) return [];
  const { type, enum: values, const: value, maxLength, maxItems, maximum } = schema as Record<string, unknown>;
  const types = [type].flat();
  const closed = values !== undefined || value !== undefined;
  return [
    ...refused.filter((keyword) => keyword in schema).map((keyword) => `${path} has ${keyword}`),
    ...(types.includes("string") && !closed && maxLength === undefined ? [`${path}: open string`] : []),
    ...(types.includes("array") && maxItems === undefined ? [`${path}: open list`] : []),
    ...(types.includes("integer") && Number(maximum) > 1e12 ? [`${path}: range of all integers`] : []),
    ...Object.entries(schema).flatMap(([keyword, inner]) =>
      named.has(keyword)
        ? Object.entries(inner as object).flatMap(([name, below]) => faultsForLocalModels(below, `${path}.${name}`))
        : keyword === "enum" || keyword === "const" || keyword === "required"
          ? []
          : faultsForLocalModels(inner, `${path}.${keyword}`),
    ),
  ];
}
