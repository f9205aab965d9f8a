import { existsSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { likeliest, oddsOf } from "../../../src/agent/verify/pairs/decision.ts";
import { featureNames, type Features } from "../../../src/agent/verify/pairs/feature-names.ts";
import { createMeanings } from "../../../src/agent/verify/pairs/meanings.ts";
import { openPairTools } from "../../../src/agent/verify/pairs/open-pair-tools.ts";
import { packageRoot } from "../../../src/home.ts";
import { fitDecision, type Example } from "../../../scripts/calibrate/fit-decision.ts";

const none = Object.fromEntries(featureNames.map((name) => [name, 0])) as Features;

describe("the decision on a pair", () => {
  const examples = (["supported", "contradicted", "not-found"] as const).flatMap((label): Example[] =>
    Array.from({ length: 10 }, () => ({
      label,
      mass: 1,
      features: {
        ...none,
        covered: label === "contradicted" ? 1 : label === "supported" ? 0.8 : 0.2,
        contrary: label === "contradicted" ? 1 : 0,
      },
    })),
  );
  const decision = fitDecision(examples);

  it("learns what tells the verdicts apart, and gives odds that add up", () => {
    for (const { features, label } of examples) expect(likeliest(oddsOf(features, decision))).toBe(label);
    const odds = oddsOf(none, decision);
    expect(odds.supported + odds.contradicted + odds["not-found"]).toBeCloseTo(1, 9);
  });

  it("learns from no example that what repeats its evidence is contradicted", () => {
    const [forSupport, against] = decision.weights.covered;
    expect(against).toBe(forSupport);
    expect(likeliest(oddsOf({ ...none, covered: 1 }, decision))).toBe("supported");
    expect(decision.weights.contrary[0]).toBeLessThanOrEqual(0);
  });
});

describe("meanings of words", () => {
  it("are looked up once each", async () => {
    const asked: string[] = [];
    const meanings = createMeanings({
      embed: (texts) => {
        asked.push(...texts);
        return Promise.resolve(texts.map((text) => Float32Array.of(text === "cat" ? 1 : 0, text === "cat" ? 0 : 1)));
      },
    });
    await meanings.learn(["cat", "dog", "cat"]);
    await meanings.learn(["dog"]);
    expect(asked).toEqual(["cat", "dog"]);
    expect(meanings.cosine("cat", "dog")).toBe(0);
    expect(meanings.cosine("dog", "dog")).toBe(1);
    expect(meanings.cosine("cat", "bird")).toBeUndefined();
  });

  it("are done without where the model cannot be loaded", async () => {
    const models = join(packageRoot(), "corpus", "models");
    const tools = await openPairTools({
      models,
      opposites: join(packageRoot(), "corpus", "opposites.yaml"),
      embedder: () => ({ embed: () => Promise.reject(new Error("no weights")) }),
    });
    expect(tools.meanings).toBeUndefined();
    expect(tools.lexicon.relation("film", "movie")).toBe("synonym");
    expect(existsSync(join(models, "lexicon", "LICENSE"))).toBe(true);
  });
});
