import { beforeAll, describe, expect, it } from "vitest";

import type { OpenDesk } from "../../src/desk.ts";
import type { Dependency } from "../../src/domain/dependency.ts";
import type { Fact } from "../../src/domain/fact.ts";
import { createDependencies, groupDependencies } from "../../src/profiles/dependencies.ts";
import { openTestDesk } from "../support/open-test-desk.ts";

let desk: OpenDesk;
let edgesOf: (facts: Fact[]) => Dependency[];
let all: Dependency[];
beforeAll(async () => {
  desk = await openTestDesk();
  edgesOf = createDependencies(desk.corpus.suppliers, desk.tracker.suppliers, desk.gazetteer);
  all = edgesOf(desk.library.facts());
});

const edge = (fact: string, supplier: string): Dependency | undefined =>
  all.find((candidate) => candidate.fact === fact && candidate.supplier === supplier);

function planted(change: Partial<Fact>): Dependency[] {
  const fact: Fact = {
    id: "X-1",
    countries: ["KEN"],
    topic: "cloud",
    kind: "event",
    claim: "Kenya runs its registry on Microsoft.",
    asOf: "2026",
    certainty: "reported",
    source: "somewhere",
    also: [],
    conflictsWith: [],
    supersedes: [],
    supersededBy: [],
    conflictSets: [],
    parties: [],
    grade: { code: "C3", reliability: "C", credibility: 3, reason: "" },
    ...change,
  };
  return edgesOf([fact]);
}

describe("the dependencies of the corpus", () => {
  it.for([
    ["sf-247", "NVIDIA", { country: "FRA", layer: "silicon", jurisdiction: "USA", from: "parties", ends: false }],
    ["sf-248", "Microsoft", { country: "JPN", layer: "cloud", jurisdiction: "USA", from: "claim", ends: false }],
    ["ARE-012", "Microsoft", { country: "ARE", layer: "cloud", jurisdiction: "USA", from: "parties", ends: false }],
    ["NOR-026", "Microsoft", { country: "NOR", share: 75, direction: "stated" }],
    ["KOR-039", "Amazon", { country: "KOR", share: 60.2 }],
    ["KOR-039", "Microsoft", { country: "KOR", share: null }],
  ] as const)("hold what %s says of %s", ([fact, supplier, expected]) => {
    expect(edge(fact, supplier)).toMatchObject(expected);
  });

  it.for([
    ["FRA-023", "Microsoft"],
    ["FRA-022", "Microsoft"],
    ["DNK-004", "Microsoft"],
    ["NLD-007", "Microsoft"],
    ["sf-247", "Microsoft"],
    ["ARG-014", "Amazon"],
    ["POL-018", "Intel"],
  ] as const)("mark %s as the end of reliance on %s", ([fact, supplier]) => {
    expect(edge(fact, supplier)).toMatchObject({ ends: true });
  });

  it("never tie a country to a supplier of its own, or to the world", () => {
    expect(all.filter((one) => one.country === one.jurisdiction || one.country === "GLB")).toEqual([]);
    expect(all.filter((one) => one.country === "EUU" && one.jurisdiction === "FRA")).toEqual([]);
  });

  it("rest each on a fact about that country that names the supplier", () => {
    const unfounded = all.filter(({ fact: id, country, supplier, from }) => {
      const fact = desk.library.fact(id);
      const parties = fact?.parties.map((party) => desk.tracker.suppliers.resolve(party)?.name) ?? [];
      const claimed = desk.tracker.suppliers.mentions(fact?.claim ?? "").map((mention) => mention.supplier.name);
      return !fact?.countries.includes(country) || !(from === "parties" ? parties : claimed).includes(supplier);
    });
    expect(unfounded).toEqual([]);
  });
});

describe("the rule", () => {
  it.for([
    ["Kenya runs its registry on Microsoft.", false],
    ["Kenya will replace Microsoft Office with LibreOffice.", true],
    ["Kenya moves away from Azure and Microsoft 365.", true],
    ["Kenya did not leave Microsoft.", false],
    ["Kenya replaced its old servers with Microsoft.", false],
    ["Kenya avoids IBM but relies on Microsoft.", false],
    ["Microsoft withdrew after the dispute.", true],
    ["Microsoft never withdrew from Nairobi.", false],
    ["Kenya leaves Microsoft's office suite. It keeps Microsoft's cloud.", false],
  ] as const)("reads %j as ending: %s", ([claim, ends]) => {
    expect(planted({ claim }).find((one) => one.supplier === "Microsoft")?.ends).toBe(ends);
  });

  it("takes expired and cancelled for ending", () => {
    expect(planted({ status: "cancelled" })[0]?.ends).toBe(true);
    expect(planted({ status: "operational" })[0]?.ends).toBe(false);
  });

  it("takes the layer of the topic where the supplier works in it, else what it is known for", () => {
    const layer = (topic: Fact["topic"], claim: string): string | undefined => planted({ topic, claim })[0]?.layer;
    expect(layer("models", "Kenya uses models of Microsoft.")).toBe("models");
    expect(layer("energy", "Kenya uses chips of NVIDIA.")).toBe("silicon");
    expect(layer("talent", "Kenya trains people with Microsoft.")).toBe("cloud");
  });

  it("leaves out laws, rules, superseded facts and mere observers", () => {
    expect(planted({ kind: "law" })).toEqual([]);
    expect(planted({ topic: "governance" })).toEqual([]);
    expect(planted({ supersededBy: ["X-2"] })).toEqual([]);
    expect(planted({ claim: "In Microsoft's latest count half of Kenyans used it." })).toEqual([]);
    expect(planted({ claim: "Nobody is named here." })).toEqual([]);
  });

  it("gives a share to one supplier only", () => {
    const share = (of: string): (number | null)[] =>
      planted({
        claim: "Kenya relies on AWS and Microsoft.",
        quantity: { value: 40, unit: "percent", bound: "exact", of },
      }).map((one) => one.share);
    expect(share("registries hosted by AWS")).toEqual([40, null]);
    expect(share("registries hosted by AWS and Microsoft")).toEqual([null, null]);
    expect(share("global market of AWS")).toEqual([null, null]);
  });
});

describe("the dependencies of a profile", () => {
  it("are grouped by layer and jurisdiction, with counts and fact ids", () => {
    const { dependencies } = desk.profiles.profile("FRA");
    const silicon = dependencies.find((group) => group.layer === "silicon" && group.jurisdiction === "USA");
    expect(silicon?.facts).toContain("sf-247");
    expect(silicon?.suppliers[0]).toMatchObject({ supplier: "NVIDIA" });
    const cloud = dependencies.find((group) => group.layer === "cloud" && group.jurisdiction === "USA");
    expect(cloud?.ending).toEqual(expect.arrayContaining(["FRA-022", "FRA-023"]));
    expect(cloud?.facts).not.toContain("FRA-023");
    for (const group of dependencies) expect(group.count).toBe(new Set(group.facts).size);
  });

  it("lose no edge in grouping", () => {
    const groups = groupDependencies(all);
    expect(groups.flatMap((group) => group.suppliers).reduce((sum, { count }) => sum + count, 0)).toBe(
      all.filter((one) => !one.ends).length,
    );
  });

  it("are none where nothing is known", () => {
    expect(desk.profiles.profile("NRU").dependencies).toEqual([]);
  });
});
