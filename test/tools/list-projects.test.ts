import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";

import tool from "../../tools/list_projects.ts";
import { ComparedFact } from "../../tools/support/compared-fact.ts";
import { ProjectOutput } from "../../tools/support/project-output.ts";
import type { OpenDesk } from "../../src/desk.ts";
import type { Fact } from "../../src/domain/fact.ts";
import { licenceOf } from "../../src/domain/licence.ts";
import { amountOf, Category, StatusGroup, TrackedKind } from "../../src/domain/project.ts";
import { callTool } from "../../src/kit/call-tool.ts";
import { openTestDesk } from "../support/open-test-desk.ts";
import { tokensOf } from "../support/tool-conformance.ts";

let desk: OpenDesk;
let tracked: Fact[];
beforeAll(async () => {
  desk = await openTestDesk();
  tracked = desk.library.facts().filter((fact) => TrackedKind.safeParse(fact.kind).success);
});

type Output = z.output<typeof tool.output>;

async function list(input: Record<string, unknown> = {}): Promise<Output> {
  return tool.output.parse(await callTool({ ...tool, name: "list_projects" }, input, { desk }));
}

async function everyRecord(input: Record<string, unknown>): Promise<ProjectOutput[]> {
  const records: ProjectOutput[] = [];
  for (let cursor: string | null = "0"; cursor !== null;) {
    const page: Output = await list({ ...input, limit: 20, cursor });
    records.push(...ProjectOutput.array().parse(page.projects));
    cursor = page.cursor;
  }
  return records;
}

const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((one, other) => one + other, 0);

describe("the counts", () => {
  it("cover every project, model, law and deal once", async () => {
    const output = await list();
    expect(output.total).toBe(tracked.length);
    expect(sum(output.counts.status)).toBe(tracked.length);
    expect(sum(output.counts.category)).toBe(tracked.length);
    expect(sum(output.counts.country)).toBe(tracked.flatMap((fact) => fact.countries).length);
    const records = await everyRecord({});
    expect(new Set(records.map((record) => record.id)).size).toBe(tracked.length);
  });

  it("add up whatever the filters: the status groups, and the categories, part the whole", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record(
          {
            countries: fc.subarray(["FRA", "GCC", "EU", "Japan", "KEN"]),
            kinds: fc.subarray([...TrackedKind.options]),
            supplier: fc.constantFrom("NVIDIA", "aws", "G42"),
            since: fc.constantFrom("2024", "2025-05", "2026-01-15"),
          },
          { requiredKeys: [] },
        ),
        async (filters) => {
          const { total } = await list(filters);
          const parts = await Promise.all(StatusGroup.options.map((status) => list({ ...filters, status: [status] })));
          expect(parts.reduce((all, part) => all + part.total, 0)).toBe(total);
          const categories = await Promise.all(Category.options.map((category) => list({ ...filters, category })));
          expect(categories.reduce((all, part) => all + part.total, 0)).toBe(total);
          for (const status of StatusGroup.options)
            expect((await list({ ...filters, status: [status] })).total).toBe(
              (await list(filters)).counts.status[status],
            );
        },
      ),
      { numRuns: 12 },
    );
  });
});

describe("the share of a supplier", () => {
  const topics = ["compute", "chips", "cloud", "energy"];

  it("equals a recount by hand from the facts, and stands beside what is published", async () => {
    const records = tracked.filter(
      ({ kind, topic }) => (kind === "project" || kind === "deal") && topics.includes(topic),
    );
    const chips = /NVIDIA|Blackwell|GB[23]00|\bB[23]00|GH200|Grace Hopper|\b[AH][12]?[02]00s?\b(?!-equivalent)|\bH20\b/;
    const nvidia = records.filter((fact) => fact.parties.includes("NVIDIA") || chips.test(fact.claim));
    const { shares, published, total } = await list({ category: "infrastructure", supplier: "nvidia" });
    expect(total).toBe(nvidia.length);
    expect(shares).toMatchObject([{ supplier: "NVIDIA", records: nvidia.length, of: records.length }]);
    expect(shares[0]?.percent).toBeCloseTo((100 * nvidia.length) / records.length, 1);
    expect(published.map((fact) => fact.id).sort()).toEqual(["sf-073", "sf-157"]);
    const values = ComparedFact.array()
      .parse(published)
      .map((fact) => fact.quantity?.value);
    expect(values).toEqual(expect.arrayContaining([50, 52]));
  });

  it("has nothing published beside it for another supplier or category", async () => {
    expect((await list({ category: "infrastructure", supplier: "AMD" })).published).toEqual([]);
    expect((await list({ category: "model", supplier: "NVIDIA" })).published).toEqual([]);
    expect((await list({ supplier: "NVIDIA" })).published).toEqual([]);
  });

  it("is given for the most named when none is asked for", async () => {
    const { shares } = await list({ category: "infrastructure" });
    expect(shares.length).toBeGreaterThan(3);
    expect(shares.map((share) => share.records)).toEqual(shares.map((share) => share.records).sort((a, b) => b - a));
  });
});

describe("the sums", () => {
  it("never add what is announced to what is operational, nor two currencies", async () => {
    const { money } = await list();
    for (const status of StatusGroup.options) {
      const apart = await list({ status: [status] });
      expect(apart.money.sums.every((entry) => entry.status === status)).toBe(true);
      for (const { currency, total, records } of money.sums.filter((entry) => entry.status === status)) {
        const able = tracked.filter((fact) => amountOf(fact)?.currency === currency);
        expect(records).toBeLessThanOrEqual(able.length);
        expect(total).toBeLessThanOrEqual(apart.money.sums.find((entry) => entry.currency === currency)?.total ?? 0);
      }
    }
    const keys = money.sums.map((entry) => `${entry.currency} ${entry.status}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("state their coverage, and account for every amount", async () => {
    const { money } = await list();
    const { superseded = 0, ended = 0, repeated = 0 } = money.leftOut;
    expect(money.carrying).toBe(tracked.filter((fact) => amountOf(fact) !== null).length);
    expect(money.of).toBe(tracked.filter((fact) => fact.kind !== "law").length);
    expect(money.summed + superseded + ended + repeated).toBe(money.carrying);
    expect(money.sums.reduce((all, entry) => all + entry.records, 0)).toBe(money.summed);
    expect(tool.render(await list())).toContain(`${money.carrying} of ${money.of} records carry an amount`);
  });

  it("count money once that two records tell", async () => {
    const filters = { countries: ["SAU"], supplier: "Groq" };
    const groq = await list(filters);
    const told = (await everyRecord(filters)).filter((record) => record.quantity?.value === 1.5);
    expect(told.length).toBeGreaterThan(1);
    expect(groq.money.sums.filter((entry) => entry.total === 1.5e9)).toHaveLength(1);
    expect(groq.money.leftOut.repeated ?? 0).toBeGreaterThan(0);
  });
});

describe("the filters", () => {
  it("take a bloc for itself and its members", async () => {
    const gulf = await everyRecord({ countries: ["GCC"] });
    const members = desk.gazetteer.require("GCC").members;
    expect(gulf.length).toBeGreaterThan(50);
    expect(gulf.every((record) => record.countries.some((code) => code === "GCC" || members.includes(code)))).toBe(
      true,
    );
  });

  it.for([
    ["layer", { topics: ["silicon"] }, (record: ProjectOutput) => record.topic === "chips"],
    ["partner", { partner: "Emirates" }, (record: ProjectOutput) => record.partners.includes("ARE")],
    [
      "alias",
      { supplier: "aws" },
      (record: ProjectOutput) => record.suppliers.some((name) => name.startsWith("Amazon")),
    ],
    ["since", { since: "2026-03" }, (record: ProjectOutput) => (record.asOf ?? "") >= "2026"],
    ["until", { until: "2024" }, (record: ProjectOutput) => (record.asOf ?? "9") < "2025"],
  ] as const)("by %s keep what fits and no other", async ([, filter, fits]) => {
    const records = await everyRecord(filter);
    expect(records.length).toBeGreaterThan(0);
    expect(records.filter((record) => !fits(record))).toEqual([]);
  });

  it("refuse an unknown supplier, country and date, each with the next step", async () => {
    await expect(list({ supplier: "Nvida" })).rejects.toMatchObject({
      kind: "not-found",
      next: "Did you mean NVIDIA?",
    });
    await expect(list({ countries: ["Farnce republik"] })).rejects.toMatchObject({ kind: "not-found" });
    await expect(list({ since: "last year" })).rejects.toMatchObject({ kind: "usage" });
    await expect(list({ cursor: "x" })).rejects.toMatchObject({ kind: "usage" });
  });

  it("that nothing fits give an empty list and say so", async () => {
    const none = await list({ countries: ["NRU"] });
    expect(none).toMatchObject({ total: 0, projects: [], shares: [], cursor: null });
    expect(tool.render(none)).toContain("0 records in Nauru");
  });
});

describe("records", () => {
  it("of models carry size, licence class and whether they can be self-hosted", async () => {
    const models = await everyRecord({ kinds: ["model"] });
    expect(models.every((record) => record.licence !== undefined && record.since === undefined)).toBe(true);
    const of = (id: string): ProjectOutput | undefined => models.find((record) => record.id === id);
    expect(of("CHN-021")).toMatchObject({ parameters: 1.6e12, licence: "permissive", selfHostable: true });
    expect(of("ITA-008")).toMatchObject({ parameters: 7e9, licence: "restricted", selfHostable: true });
    expect(of("ARE-022")).toMatchObject({ licence: "unknown" });
    expect(of("ARE-022")?.selfHostable).toBeUndefined();
  });

  it("with a permissive licence are those whose claim says so", async () => {
    const permissive = await everyRecord({ licence: "permissive" });
    expect(permissive.length).toBeGreaterThan(10);
    expect(permissive.filter((record) => !/Apache|MIT|BSD|CC BY/.test(record.claim))).toEqual([]);
  });

  it("of laws say since when", async () => {
    const laws = await everyRecord({ kinds: ["law"], status: ["in-force"] });
    expect(laws.length).toBeGreaterThan(50);
    for (const law of laws) expect(law.since).toBe(law.asOf);
  });

  it("fill no page beyond 10,000 tokens", async () => {
    const sizes: number[] = [];
    for (let cursor: string | null = "0"; cursor !== null;) {
      const page: Output = await list({ limit: 20, cursor });
      sizes.push(tokensOf(tool.render(page)), tokensOf(JSON.stringify(page)));
      cursor = page.cursor;
    }
    expect(Math.max(...sizes)).toBeLessThanOrEqual(10_000);
  });
});

describe("a licence", () => {
  it.for([
    ["Released under Apache 2.0.", "permissive", true],
    ["Licensed under MIT.", "permissive", true],
    ["Made at MIT.", "unknown", null],
    ["Published under CC BY 4.0.", "permissive", true],
    ["Published under CC BY-NC 4.0.", "restricted", true],
    ["Built on Meta's Llama 3.", "restricted", true],
    ["It can be used through an API only.", "proprietary", false],
    ["An open-weight model.", "unknown", true],
    ["A model.", "unknown", null],
  ] as const)("of %j is %s", ([claim, licence, selfHostable]) => {
    expect(licenceOf(claim, desk.corpus.licences)).toEqual({ class: licence, selfHostable });
  });
});
