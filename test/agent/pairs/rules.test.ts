import { readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { readOpposites } from "../../../src/agent/verify/opposites.ts";
import { readCues } from "../../../src/agent/verify/pairs/cues.ts";
import { isDerivable } from "../../../src/agent/verify/pairs/derivable.ts";
import { findingsOf, type Findings } from "../../../src/agent/verify/pairs/findings.ts";
import { readLexicon } from "../../../src/agent/verify/pairs/lexicon.ts";
import { lookAt } from "../../../src/agent/verify/pairs/look.ts";
import { findFigures, wordCounts } from "../../../src/domain/figures.ts";
import { packageRoot } from "../../../src/home.ts";

const models = join(packageRoot(), "corpus", "models");
const opposites = readFileSync(join(packageRoot(), "corpus", "opposites.yaml"), "utf8");
const lexicon = readLexicon(join(models, "lexicon"), readOpposites(opposites, "opposites.yaml", { general: true }));
const tools = {
  lexicon,
  cues: readCues(readFileSync(join(models, "cues.yaml"), "utf8"), "cues.yaml"),
  meanings: undefined,
  likenesses: { synonym: 0.95, broader: 0.9, narrower: 0.5, sibling: 0.35, floor: 0.74, ceiling: 0.92, most: 0.9 },
  places: () => [],
};

async function found(claim: string, evidence: string): Promise<Findings> {
  return findingsOf(await lookAt(claim, evidence, tools), [], tools);
}

describe("the lexicon", () => {
  it.each([
    ["tax", "bridge", undefined],
    ["wins", "winning", "same"],
    ["film", "movie", "synonym"],
    ["animal", "dog", "broader"],
    ["dog", "animal", "narrower"],
    ["silver", "gold", "sibling"],
    ["rose", "fallen", "contrary"],
    ["suppressed", "inhibits", "synonym"],
  ])("takes %s beside %s for %s", (claim, evidence, relation) => {
    expect(lexicon.relation(claim, evidence)).toBe(relation);
  });

  it("gives frequent words little weight, and those it does not know most", () => {
    expect(lexicon.weight("city")).toBeLessThan(lexicon.weight("lichen"));
    expect(lexicon.weight("qwertz")).toBe(1);
  });
});

describe("a contrary", () => {
  it("stands by the same neighbours", async () => {
    expect((await found("Exports rose in spring.", "Exports fell in spring.")).contrary?.strength).toBeGreaterThan(0.5);
    const far = "Exports grew. Much later, when the harbour had been dredged, the old crane fell into the sea.";
    expect((await found("Exports rose.", far)).contrary).toBeUndefined();
  });

  it("agrees where one of the two is denied, and where a comparison is turned round", async () => {
    const denied = await found("The team did not lose the match.", "The team won the match.");
    expect(denied.contrary).toBeUndefined();
    expect(denied.restated).toBeGreaterThan(0.5);
    const turned = await found("The chapel is lower than the tower.", "The tower is higher than the chapel.");
    expect(turned.contrary).toBeUndefined();
    expect(turned.restated).toBeGreaterThan(0.5);
  });
});

describe("a negation", () => {
  it.each([
    ["The court has approved the merger.", "The court has not approved the merger.", true],
    ["The court has not approved the merger.", "The court has not yet approved the merger.", false],
    ["The court has approved the merger.", "The court has approved the merger, but not the sale.", false],
    ["The strike no longer matters.", "The strike matters.", false],
  ])("%s beside %s: %s", async (claim, evidence, is) => {
    expect((await found(claim, evidence)).negated !== undefined).toBe(is);
  });
});

describe("exchanged roles", () => {
  it.each([
    ["Microsoft sued Oracle over the licence.", "Oracle sued Microsoft over the licence.", true],
    ["Oracle was sued by Microsoft.", "Microsoft sued Oracle over the licence.", false],
    [
      "Illness struck 185 in the vaccine group and 11 in the placebo group.",
      "Illness struck 185 in the placebo group and 11 in the vaccine group.",
      true,
    ],
    [
      "In Paris, Leclerc met Dubois before leaving for Lyon.",
      "Before leaving for Lyon, Leclerc met Dubois in Paris.",
      false,
    ],
  ])("%s beside %s: %s", async (claim, evidence, is) => {
    expect((await found(claim, evidence)).swapped !== undefined).toBe(is);
  });
});

describe("how many, in which order, and whether done", () => {
  it.each([
    ["All the sites bleached.", "Of the 24 sites 17 bleached.", "clash"],
    ["Most of the sites bleached.", "Of the 24 sites 17 bleached.", "holds"],
    ["None of the sites bleached.", "Most sites bleached.", "clash"],
    ["The sites bleached.", "Most sites bleached.", undefined],
  ])("share: %s beside %s is %s", async (claim, evidence, finding) => {
    const ratio = evidence.replace("24 sites 17", "24 sites, 17 of 24");
    expect((await found(claim, ratio)).quantifier).toBe(finding);
  });

  it.each([
    ["Greece joined before Germany.", "Greece joined in 1952 and Germany in 1955.", "holds"],
    ["Greece joined after Germany.", "Greece joined in 1952 and Germany in 1955.", "clash"],
    [
      "More people live in Almavera than in Brescon.",
      "Almavera has 640,000 inhabitants and Brescon has 1,100,000.",
      "clash",
    ],
    ["More than 40 people live there.", "Some 50 people live there, 20 in Brescon.", undefined],
  ])("order: %s beside %s is %s", async (claim, evidence, finding) => {
    expect((await found(claim, evidence)).order).toBe(finding);
  });

  it("tells a plan from a deed", async () => {
    const plan = "The company plans to close two plants.";
    expect((await found("The company has closed two plants.", plan)).told).toBe(true);
    expect((await found("The company plans to close two plants.", plan)).told).toBe(false);
    expect((await found("It is the longest tunnel.", "It is the second longest tunnel.")).rank).toBe(true);
    expect((await found("It is the second longest tunnel.", "It is the second longest tunnel.")).rank).toBe(false);
  });
});

describe("a number", () => {
  it.each([
    ["The mirror measures between six and seven metres.", "The mirror is 6.5 metres across.", true],
    ["The mirror measures between eight and nine metres.", "The mirror is 6.5 metres across.", false],
    ["She was Chancellor for about sixteen years.", "She was Chancellor from 2005 to 2021.", true],
    ["Four out of five goods come from abroad.", "80% of the goods come from abroad.", true],
    ["One in five goods comes from abroad.", "80% of the goods come from abroad.", false],
    ["He made at most 30 films.", "He made 34 films and nine plays.", false],
    ["The castle is of the 12th century.", "The castle was built in 1150.", true],
  ])("%s follows from %s: %s", (claim, evidence, is) => {
    const [own] = [...wordCounts(claim), ...findFigures(claim)].sort((a, b) => a.start - b.start);
    expect(own && isDerivable(claim, own, evidence)).toBe(is);
  });
});
