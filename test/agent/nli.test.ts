import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { beforeAll, describe, expect, it } from "vitest";

import { loadNliModel } from "../../src/agent/verify/nli/nli-model.ts";
import { afterReading, isOpen, type NliModel, type NliScores } from "../../src/agent/verify/nli/nli.ts";
import { withNli } from "../../src/agent/verify/nli/with-nli.ts";
import type { OpenDesk } from "../../src/desk.ts";
import type { CheckedSentence } from "../../src/domain/verification.ts";
import { runCommand } from "../support/command.ts";
import { openTestDesk } from "../support/open-test-desk.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { writeTinyNli, type TinyNli } from "../support/tiny-nli-model.ts";

const thresholds = { contradicts: 0.9, doubts: 0.7, entails: 0.9 };
const three: TinyNli = {
  labels: ["contradiction", "neutral", "entailment"],
  words: { never: { contradiction: 9 }, indeed: { entailment: 9 }, perhaps: { contradiction: 1.5, neutral: 0.5 } },
};

let desk: OpenDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});

describe("a model's reading", () => {
  it.each([
    ["supported", { entailment: 0, contradiction: 0.95 }, "contradicted"],
    ["supported", { entailment: 0, contradiction: 0.8 }, "partly"],
    ["supported", { entailment: 0, contradiction: 0.6 }, "supported"],
    ["supported", { entailment: 0, contradiction: null }, "supported"],
    ["not-found", { entailment: 0.95, contradiction: 0 }, "supported"],
    ["not-found", { entailment: 0.8, contradiction: 0 }, "not-found"],
    ["not-found", { entailment: 0, contradiction: 1 }, "not-found"],
  ] as const)("of what is %s, with %j, leaves it %s", (verdict, scores, expected) =>
    expect(afterReading(verdict, scores, thresholds)).toBe(expected),
  );

  it("has no say where the checks found something wrong", () => {
    expect(isOpen("supported", [])).toBe(true);
    expect(isOpen("not-found", [{ kind: "name-not-there" }])).toBe(true);
    for (const kind of ["wrong-number", "number-not-there", "wrong-date", "wrong-country", "contrary"] as const) {
      expect(isOpen("not-found", [{ kind }])).toBe(false);
      expect(isOpen("contradicted", [{ kind }])).toBe(false);
    }
    expect(isOpen("partly", [])).toBe(false);
  });
});

describe("the verifier with a second reader", () => {
  const reader = (scores: NliScores): NliModel & { asked: string[] } => {
    const asked: string[] = [];
    return { name: "reader", asked, score: async (_evidence, claim) => (asked.push(claim), scores) };
  };

  it("says of a pair what the checks said, and counts what it changed", async () => {
    const model = reader({ entailment: 0.01, contradiction: 0.97 });
    const reading = withNli(desk.verifier, model, thresholds);
    expect(await reading.judge("The river rose in spring.", "The river rose in spring.")).toEqual({
      verdict: "contradicted",
      score: expect.closeTo(0.03, 6) as number,
      mismatches: [],
      nli: { model: "reader", entailment: 0.01, contradiction: 0.97, was: "supported" },
    });
    expect(reading.tally).toEqual({ read: 1, changed: { "supported → contradicted": 1 } });
  });

  it("never overrules a wrong number, and is not asked about it", async () => {
    const model = reader({ entailment: 1, contradiction: 0 });
    const reading = withNli(desk.verifier, model, thresholds);
    const judged = await reading.judge("The dam holds 40 million litres.", "The dam holds 25 million litres.");
    expect(judged).toMatchObject({ verdict: "contradicted", mismatches: [{ kind: "wrong-number" }] });
    expect(judged).not.toHaveProperty("nli");
    expect(model.asked).toEqual([]);
  });

  it("supports a paraphrase without common words, unless a number is missing", async () => {
    const reading = withNli(desk.verifier, reader({ entailment: 0.95, contradiction: 0 }), thresholds);
    expect(await reading.judge("Kids adore sweets.", "Sugar sells well among the under-tens.")).toMatchObject({
      verdict: "supported",
      score: 0.95,
      nli: { was: "not-found" },
    });
    expect((await reading.judge("Kids adore 12 sweets.", "Sugar sells well among the under-tens.")).verdict).not.toBe(
      "supported",
    );
  });

  it("keeps of a draft what it found, with the evidence it read", async () => {
    const reading = withNli(desk.verifier, reader({ entailment: 0, contradiction: 0.99 }), thresholds);
    const sentences: CheckedSentence[] = [];
    for await (const one of reading.check("# Title\n\nFrance announced EUR 109 billion in February 2025."))
      sentences.push(one);
    expect(sentences).toMatchObject([
      { verdict: "unchecked" },
      {
        verdict: "contradicted",
        nli: { was: "supported" },
        reason: expect.stringContaining("reader reads a contradiction"),
      },
    ]);
    expect(sentences[1]?.evidence).not.toEqual([]);
    expect(reading.tally.read).toBe(1);
  });
});

describe("a model folder", () => {
  const folderOf = (change: Partial<TinyNli> = {}): string =>
    writeTinyNli(join(temporaryFolder(), "tiny"), { ...three, ...change });

  it.each([
    ["contradiction, neutral, entailment", ["contradiction", "neutral", "entailment"]],
    ["ENTAILMENT, Neutral, Contradiction", ["ENTAILMENT", "Neutral", "Contradiction"]],
  ])("is read with its labels in their own order: %s", async (_name, labels) => {
    const named = (label: string): string => labels.find((one) => one.toLowerCase() === label) ?? "";
    const words = { never: { [named("contradiction")]: 9 }, indeed: { [named("entailment")]: 9 } };
    const model = await loadNliModel(folderOf({ labels, words }));
    expect(model.name).toBe("tiny");
    expect((await model.score("It rains.", "It never rains.")).contradiction).toBeGreaterThan(0.99);
    expect((await model.score("It rains.", "Indeed it rains.")).entailment).toBeGreaterThan(0.99);
    expect((await model.score("It rains.", "It rains.")).entailment).toBeCloseTo(1 / 3, 5);
  });

  it("of two labels tells no contradiction", async () => {
    const model = await loadNliModel(
      folderOf({ labels: ["entailment", "not_entailment"], words: { indeed: { entailment: 9 } } }),
    );
    expect(await model.score("It rains.", "Indeed.")).toEqual({
      entailment: expect.closeTo(1, 3) as number,
      contradiction: null,
    });
  });

  it.each<[string, (folder: string) => void, RegExp]>([
    ["that is not there", (folder) => rmSync(folder, { recursive: true }), /There is no folder/],
    ["without a config", (folder) => rmSync(join(folder, "config.json")), /has no config\.json/],
    [
      "with a config that is no JSON",
      (folder) => writeFileSync(join(folder, "config.json"), "{"),
      /config\.json .* cannot be read/,
    ],
    ["without a tokenizer", (folder) => rmSync(join(folder, "tokenizer.json")), /has no tokenizer\.json/],
    ["without weights", (folder) => rmSync(join(folder, "onnx", "model.onnx")), /has no weights/],
    [
      "that is no classifier",
      (folder) => change(folder, { architectures: ["BertModel"] }),
      /no sequence classifier, but "BertModel"/,
    ],
    ["without labels", (folder) => change(folder, { id2label: undefined }), /labels .* name no entailment\./],
    [
      "with labels of another task",
      (folder) => change(folder, { id2label: { 0: "LABEL_0", 1: "LABEL_1" } }),
      /no entailment: "LABEL_0", "LABEL_1"/,
    ],
    [
      "with weights that are none",
      (folder) => writeFileSync(join(folder, "onnx", "model.onnx"), "no"),
      /cannot be loaded/,
    ],
  ])("%s is refused in a sentence", async (_name, spoil, message) => {
    const folder = folderOf();
    spoil(folder);
    await expect(loadNliModel(folder)).rejects.toMatchObject({
      kind: "usage",
      message: expect.stringMatching(message) as string,
    });
  });

  it("whose labels do not fit its weights is refused", async () => {
    const folder = folderOf();
    change(folder, { id2label: { 0: "entailment", 1: "contradiction" } });
    const model = await loadNliModel(folder);
    await expect(model.score("a", "b")).rejects.toThrow(/gives 3 values for its 2 labels/);
  });

  function change(folder: string, fields: Record<string, unknown>): void {
    const file = join(folder, "config.json");
    writeFileSync(file, JSON.stringify({ ...(JSON.parse(readFileSync(file, "utf8")) as object), ...fields }));
  }
});

describe("attache verify --nli", () => {
  it("reads pairs and drafts again, and tells what it changed", async () => {
    const folder = temporaryFolder();
    const model = writeTinyNli(join(folder, "tiny"), three);
    mkdirSync(join(folder, "work"));
    const [pairs, out, draft] = ["in.jsonl", "out.jsonl", "draft.md"].map((name) => join(folder, "work", name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(
      pairs,
      [
        JSON.stringify({ id: 1, claim: "The river never rose.", evidence: "The river never rose." }),
        JSON.stringify({ id: 2, claim: "Kids indeed adore sweets.", evidence: "Children love candy." }),
        JSON.stringify({ id: 3, claim: "The river rose.", evidence: "The river rose." }),
      ].join("\n"),
    );
    const run = await runCommand(["verify", "--pairs", pairs, "--out", out, "--nli", model]);
    expect(run).toMatchObject({
      code: 0,
      err: expect.stringContaining("read 3 again and changed supported → contradicted 1, not-found → supported 1"),
    });
    expect(
      readFileSync(out, "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as object),
    ).toMatchObject([
      { id: 1, verdict: "contradicted", nli: { was: "supported" } },
      { id: 2, verdict: "supported", nli: { was: "not-found" } },
      { id: 3, verdict: "supported", nli: { model: "tiny" } },
    ]);
    writeFileSync(draft, "France never announced less than EUR 109 billion in February 2025.\n");
    const checked = await runCommand(["verify", draft, "--nli", model, "--json"]);
    expect(checked.code).toBe(0);
    expect(checked.err).toContain("The NLI model read");
    const refused = await runCommand(["verify", draft, "--nli", join(folder, "work")]);
    expect(refused).toMatchObject({ code: 2, out: "", err: expect.stringContaining("has no config.json") });
  });
});
