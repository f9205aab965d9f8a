import { beforeAll, describe, expect, it } from "vitest";

import type { OpenDesk } from "../../src/desk.ts";
import { SupplierFile } from "../../src/domain/supplier.ts";
import { createSuppliers } from "../../src/profiles/suppliers.ts";
import { openTestDesk } from "../support/open-test-desk.ts";

let desk: OpenDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});

const mentioned = (text: string): string[] =>
  desk.tracker.suppliers.mentions(text).map((mention) => mention.supplier.name);

describe("the shipped gazetteer of suppliers", () => {
  it("gives no name, alias or product to two suppliers", () => {
    const owners = new Map<string, Set<string>>();
    for (const { name, aliases, products } of desk.tracker.suppliers.all())
      for (const text of [name, ...aliases, ...products]) {
        const key = text.toLowerCase();
        owners.set(key, (owners.get(key) ?? new Set()).add(name));
      }
    expect([...owners].filter(([, names]) => names.size > 1)).toEqual([]);
    expect(owners.size).toBeGreaterThan(300);
  });

  it("names each supplier once, at home in a country or bloc that the corpus knows", () => {
    const all = desk.tracker.suppliers.all();
    expect(new Set(all.map((supplier) => supplier.name)).size).toBe(all.length);
    expect(all.filter((supplier) => !desk.gazetteer.get(supplier.jurisdiction))).toEqual([]);
  });

  it("knows every firm that five or more facts name as a party", () => {
    const counts = new Map<string, number>();
    for (const party of desk.library.facts().flatMap((fact) => fact.parties))
      counts.set(party, (counts.get(party) ?? 0) + 1);
    const unknown = [...counts].flatMap(([party, count]) =>
      count >= 5 && !desk.tracker.suppliers.resolve(party) && !desk.gazetteer.resolve(party) ? [party] : [],
    );
    // Authorities: they rule and pay, and supply nothing.
    expect(unknown.sort()).toEqual([
      "MeitY",
      "Ministry of Science and ICT (KOR)",
      "NITDA",
      "TÜBİTAK",
      "US Department of Commerce",
    ]);
  });
});

describe("a name", () => {
  it.for([
    ["nvidia", "NVIDIA", "USA"],
    ["AWS", "Amazon", "USA"],
    ["amazon web services", "Amazon", "USA"],
    ["Mistral", "Mistral AI", "FRA"],
    ["TSMC", "TSMC", "TWN"],
    ["huawei cloud", "Huawei", "CHN"],
    ["Telefonica", "Telefónica", "ESP"],
  ] as const)("%j means %s", ([name, supplier, jurisdiction]) => {
    expect(desk.tracker.suppliers.require(name)).toMatchObject({ name: supplier, jurisdiction });
  });

  it("that is unknown is refused with the nearest ones", () => {
    expect(() => desk.tracker.suppliers.require("Nvidea")).toThrow(
      expect.objectContaining({ kind: "not-found", next: expect.stringMatching(/^Did you mean NVIDIA/) }),
    );
    expect(() => desk.tracker.suppliers.require("zzzzzzzzzzzz")).toThrow(
      expect.objectContaining({ next: expect.stringContaining("suppliers.yaml") }),
    );
  });
});

describe("a claim", () => {
  it.for([
    ["Microsoft-G42 plans stalled.", ["Microsoft", "G42"]],
    ["It runs on Amazon Web Services.", ["Amazon"]],
    ["It holds 12,000 GB300 chips and Azure's cloud.", ["NVIDIA", "Microsoft"]],
    ["Capacity equals 50,000 H100-equivalents.", []],
    ["Estate Intel counts 56 MW.", []],
    ["The Leonardo supercomputer is in Bologna.", []],
    ["A meta study of oracle bones.", []],
    ["", []],
  ] as const)("%j names %j", ([text, names]) => {
    expect(mentioned(text)).toEqual(names);
  });

  it("gives the place of each name", () => {
    const text = "Built by SK hynix for NVIDIA.";
    const places = desk.tracker.suppliers.mentions(text).map(({ start, end }) => text.slice(start, end));
    expect(places).toEqual(["SK hynix", "NVIDIA"]);
  });
});

describe("a name that two suppliers claim", () => {
  it("stays with the first", () => {
    const supplier = { jurisdiction: "USA", layers: ["cloud"], kind: "company" };
    const file = SupplierFile.parse({
      suppliers: [
        { ...supplier, name: "One", aliases: ["Both"] },
        { ...supplier, name: "Other", aliases: ["both"] },
      ],
    });
    expect(createSuppliers(file).resolve("BOTH")?.name).toBe("One");
  });
});
