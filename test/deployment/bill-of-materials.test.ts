import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { beforeAll, describe, expect, it } from "vitest";

import { openTestDesk } from "../support/open-test-desk.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const library = dirname(createRequire(import.meta.url).resolve("@cyclonedx/cyclonedx-library/package.json"));
const noon = new Date("2026-11-28T12:00:00Z");

interface Entry {
  type: string;
  group?: string;
  name: string;
  version: string;
  "bom-ref": string;
  purl?: string;
  licenses: { license?: { id?: string; name?: string }; expression?: string }[];
  hashes?: { alg: string; content: string }[];
  supplier?: { name: string };
}

interface Bill {
  serialNumber: string;
  metadata: { timestamp: string; component: Entry };
  components: Entry[];
  dependencies: { ref: string; dependsOn?: string[] }[];
}

interface Locked {
  version: string;
  dev?: true;
  devOptional?: true;
  name?: string;
  integrity?: string;
}

let text: string;
let bill: Bill;
beforeAll(async () => {
  const desk = await openTestDesk();
  text = await desk.deployment.billOfMaterials(noon);
  bill = JSON.parse(text) as Bill;
});

const locked = Object.entries(
  (JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as { packages: Record<string, Locked> }).packages,
).filter(([path]) => path !== "");

function purl(path: string, { name, version }: Locked): string {
  const own = name ?? path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
  return `pkg:npm/${own.replace("@", "%40")}@${version}`;
}

function find(name: string): Entry | undefined {
  return bill.components.find((component) => component.name === name);
}

describe("the bill of materials", () => {
  it("is as the official schema of CycloneDX 1.6 asks", () => {
    const schema = (name: string): object =>
      JSON.parse(readFileSync(join(library, "res", "schema", `${name}.SNAPSHOT.schema.json`), "utf8")) as object;
    const ajv = new Ajv({ strict: false });
    for (const name of ["spdx", "jsf-0.82", "cryptography-defs"])
      ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
    addFormats.default(ajv);
    for (const format of ["iri-reference", "idn-email"]) ajv.addFormat(format, true); // not among ajv's
    const validate = ajv.compile(schema("bom-1.6"));
    validate(JSON.parse(text));
    expect(validate.errors ?? []).toEqual([]);
    expect(validate({ ...bill, serialNumber: "mine" })).toBe(false);
  });

  it("has every production package that is installed", () => {
    const needed = locked.filter(
      ([path, { dev, devOptional }]) => !dev && !devOptional && existsSync(join(root, path)),
    );
    const listed = new Set(bill.components.map((component) => component.purl));
    expect(needed.length).toBeGreaterThan(150);
    expect(needed.map(([path, entry]) => purl(path, entry)).filter((one) => !listed.has(one))).toEqual([]);
  });

  it("has none that is there for development only", () => {
    const production = new Set(locked.filter(([, { dev }]) => !dev).map(([path, entry]) => purl(path, entry)));
    const development = locked.filter(([, { dev }]) => dev).map(([path, entry]) => purl(path, entry));
    const listed = new Set(bill.components.map((component) => component.purl));
    expect(development.filter((one) => listed.has(one) && !production.has(one))).toEqual([]);
    for (const name of ["vitest", "typescript", "ajv", "knip"]) expect(find(name)).toBeUndefined();
  });

  it("says of each its licence, and of each package the hash that the lockfile holds", () => {
    for (const { licenses } of bill.components) {
      expect(licenses).toHaveLength(1);
      expect(licenses[0]?.license?.id ?? licenses[0]?.license?.name ?? licenses[0]?.expression).toMatch(/\w/);
    }
    expect(find("base-64")?.licenses).toMatchObject([{ license: { id: "MIT" } }]); // written the old way
    expect(find("type-fest")?.licenses).toMatchObject([{ expression: "MIT OR CC0-1.0" }]);
    const integrity = locked.find(([path]) => path === "node_modules/zod")?.[1].integrity?.replace("sha512-", "") ?? "";
    expect(find("zod")?.hashes).toEqual([
      { alg: "SHA-512", content: Buffer.from(integrity, "base64").toString("hex") },
    ]);
    expect(find("apache-arrow")?.supplier).toEqual({ name: "Apache Software Foundation" });
  });

  it("has the embedded model and the corpus with their hashes", () => {
    expect(find("attache-embed-small")).toMatchObject({
      type: "machine-learning-model",
      licenses: [{ expression: "Apache-2.0 AND MIT" }],
      hashes: [{ alg: "SHA-256", content: expect.stringMatching(/^238b8366/) }],
    });
    expect(find("attache-corpus")).toMatchObject({ type: "data", licenses: [{ license: { id: "Apache-2.0" } }] });
  });

  it("joins every part to the product: nothing dangles, nothing is named twice", () => {
    const refs = bill.components.map((component) => component["bom-ref"]);
    expect(new Set(refs).size).toBe(refs.length);
    const edges = new Map(bill.dependencies.map(({ ref, dependsOn = [] }) => [ref, dependsOn]));
    const reached = new Set<string>();
    const walk = (ref: string): void => {
      if (reached.has(ref)) return;
      reached.add(ref);
      (edges.get(ref) ?? []).forEach(walk);
    };
    walk(bill.metadata.component["bom-ref"]);
    expect([...reached].toSorted()).toEqual([...refs, bill.metadata.component["bom-ref"]].toSorted());
  });

  it("is the same again, but for the time that it is given", async () => {
    const desk = await openTestDesk();
    expect(await desk.deployment.billOfMaterials(noon)).toBe(text);
    const later = JSON.parse(await desk.deployment.billOfMaterials(new Date("2027-01-01T00:00:00Z"))) as Bill;
    expect(later.serialNumber).toBe(bill.serialNumber);
    expect(later.metadata.timestamp).toBe("2027-01-01T00:00:00.000Z");
  });
});
