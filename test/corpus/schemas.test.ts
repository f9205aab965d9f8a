import { readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { editorSchemas } from "../../scripts/editor-schemas.ts";
import { schemaNames } from "../../src/library/check/schema-names.ts";
import { shippedCorpus } from "../support/check.ts";

const schemas = editorSchemas();

describe("JSON Schemas for editors", () => {
  it("are those that the check asks for", () => {
    expect([...schemas.keys()].toSorted()).toEqual(schemaNames.toSorted());
  });

  it.for(schemaNames)("%s is up to date; else run: npm run schemas", (name) => {
    expect(readFileSync(join(shippedCorpus, "schemas", name), "utf8")).toBe(schemas.get(name));
  });

  it("help to write a fact: words to choose from, hints, and no other key", () => {
    const country = JSON.parse(schemas.get("country.schema.json") ?? "") as {
      properties: { facts: { items: { properties: Record<string, object>; required: string[] } } };
    };
    const { items } = country.properties.facts;
    expect(items).toMatchObject({ additionalProperties: false });
    expect(items.required).toEqual(["id", "topic", "kind", "claim", "as_of", "certainty", "source"]);
    expect(items.properties.certainty).toMatchObject({ enum: ["stated", "reported", "projected", "disputed"] });
    expect(items.properties.claim).toMatchObject({ description: expect.stringContaining("own words") });
    expect(items.properties.as_of).toMatchObject({ anyOf: expect.any(Array) });
  });
});
