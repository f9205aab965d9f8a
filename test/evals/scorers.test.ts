import { describe, expect, it } from "vitest";

import type { Answer, Evidence } from "../../src/domain/answer.ts";
import { EvalCase } from "../../src/domain/eval.ts";
import { bootstrap } from "../../src/evals/bootstrap.ts";
import { parseCases } from "../../src/evals/cases.ts";
import { foldForMatch, nuggetFound, occurs, withoutMarkers } from "../../src/evals/match.ts";
import { score } from "../../src/evals/scorers.ts";

const fact: Evidence = {
  id: "e1",
  kind: "fact",
  source: { id: "src", title: "T", publisher: "P", url: null, published: null, grade: "B2" },
  quote: "France announced EUR 109 billion.",
  data: { id: "FRA-001" },
};

function answer(text: string, change: Partial<Answer> = {}): Answer {
  return {
    status: "answered",
    text,
    claims: [{ text: withoutMarkers(text), evidence: ["e1"], verdict: "supported" }],
    evidence: [fact],
    conflicts: [],
    gaps: [],
    asOf: null,
    model: "builtin",
    run: "r1",
    ...change,
  };
}

function testCase(change: Partial<EvalCase>): EvalCase {
  return EvalCase.parse({
    id: "t-1",
    type: "fact",
    question: "How much?",
    nuggets: [
      { text: "109 billion", vital: true, accept: [["109 billion"], ["eur", "euro"]] },
      { text: "in 2025", vital: false, accept: [["2025"]] },
    ],
    sources: ["FRA-001"],
    ...change,
  });
}

const stored = (): string => "France announced  EUR 109 billion.";
const abstention = answer("The corpus does not say.", { status: "abstained", claims: [], evidence: [] });

describe("matching", () => {
  it.each([
    ["€109bn", "EUR 109 billion"],
    ["US$1,300 bn", "$1300 billion"],
    ["52 per cent", "52%"],
    ["52 percent", "52 %"],
    ["A\u00A0wide\n gap", "a wide gap"],
    ["１０9 bn", "109 Billion"],
  ])("folds %j and %j alike", (one, other) => expect(foldForMatch(one)).toBe(foldForMatch(other)));

  it.each([
    ["9.1 billion", "about 109.1 billion", false],
    ["35", "by 2035", false],
    ["35", "35 sites", true],
    ["35", "35.5 sites", false],
    ["35", "sites: 35.", true],
    ["5", "3.5", false],
    [".5", "3.5", true],
    ["35", "2035, of which 35", true],
    ["1.5 gw", "11.5 gw", false],
    ["1.5 gw", "1.5 gw-scale", true],
  ])("form %j in %j: %s", (form, text, expected) => expect(occurs(form, text)).toBe(expected));

  it("takes no marker for a figure", () => {
    expect(withoutMarkers("It has sites [35]. More [1, 2] [3]")).toBe("It has sites. More");
  });

  it("finds a nugget when each group has one of its forms", () => {
    const nugget = { accept: [["small", "sme"], ["research"]] };
    expect(nuggetFound(nugget, "smes and researchers")).toBe(true);
    expect(nuggetFound(nugget, "smes alone")).toBe(false);
  });
});

describe("a case", () => {
  it("passes with all vital nuggets, an expected source and exact quotes", () => {
    const { outcome, shares } = score(testCase({}), answer("France announced €109bn [1]."), 2, stored);
    expect(outcome).toBe("passed");
    expect(shares).toMatchObject({
      vitalRecall: { right: 1, of: 1 },
      citationPresent: { right: 1, of: 1 },
      citationValid: { right: 1, of: 1 },
      sourceCited: { right: 1, of: 1 },
      quoteFidelity: { right: 1, of: 1 },
      numericAccuracy: { right: 1, of: 1 },
      citationRecall: { of: 0 },
      toolCalls: { of: 0 },
      words: { right: 3, of: 1 },
      seconds: { right: 2, of: 1 },
    });
  });

  it("names the vital nuggets that are missing", () => {
    expect(score(testCase({}), answer("France announced something."), 0, stored)).toMatchObject({
      outcome: "wrong",
      missing: ["109 billion"],
      shares: { vitalRecall: { right: 0, of: 1 } },
    });
  });

  it("fails on a forbidden string even when all else is right", () => {
    const found = score(testCase({ forbidden: ["$109 billion"] }), answer("EUR 109 billion, or US$109bn."), 0, stored);
    expect(found).toMatchObject({ outcome: "forbidden", forbidden: ["$109 billion"] });
  });

  it("counts a refusal apart from a wrong answer", () => {
    const { outcome, shares } = score(testCase({}), abstention, 0, stored);
    expect(outcome).toBe("refused");
    expect(shares).toMatchObject({
      overAbstention: { right: 1, of: 1 },
      abstentionPrecision: { right: 0, of: 1 },
      citationPresent: { of: 0 },
      vitalRecall: { right: 0, of: 1 },
    });
  });

  it("counts sentences without evidence, evidence no sentence cites, and quotes that differ", () => {
    const uncited = answer("EUR 109 billion.", {
      claims: [{ text: "EUR 109 billion.", evidence: ["e9"], verdict: "supported" }],
    });
    expect(score(testCase({}), uncited, 0, () => "Another text.").shares).toMatchObject({
      citationPresent: { right: 0, of: 1 },
      sourceCited: { right: 0, of: 1 },
      quoteFidelity: { right: 0, of: 1 },
    });
  });

  it("an unanswerable one passes by silence, not by an answer", () => {
    const unanswerable = testCase({ abstain: true, nuggets: [], sources: [] });
    expect(score(unanswerable, abstention, 0, stored).outcome).toBe("passed");
    expect(score(unanswerable, answer("It is 5."), 0, stored).outcome).toBe("unaware");
  });

  it("a false premise passes by silence or by putting it right, unless something forbidden is said", () => {
    const premise = testCase({
      abstain: true,
      nuggets: [{ text: "the other way round", vital: false, accept: [["asml took"]] }],
      forbidden: ["mistral bought"],
    });
    expect(score(premise, answer("ASML took 11%."), 0, stored).outcome).toBe("passed");
    expect(score(premise, answer("ASML took 11%; Mistral bought it."), 0, stored).outcome).toBe("forbidden");
    const echo = answer("Nothing says that Mistral bought it.", { status: "abstained" });
    expect(score(premise, echo, 0, stored).outcome).toBe("forbidden");
  });

  it("counts tool calls and tokens where they were seen, and makes no zero of what was not", () => {
    const seen = { toolCalls: 3, tokens: 0 };
    expect(score(testCase({}), answer("x"), 0, stored, seen).shares).toMatchObject({
      toolCalls: { right: 3, of: 1 },
      tokens: { right: 0, of: 1 },
    });
    expect(score(testCase({}), answer("x"), 0, stored).shares.tokens).toEqual({ right: 0, of: 0 });
  });

  it("a run that failed is neither wrong nor a refusal", () => {
    expect(score(testCase({}), null, 0, stored)).toMatchObject({
      outcome: "failed",
      shares: { overAbstention: { right: 0, of: 1 }, seconds: { of: 0 } },
    });
  });
});

describe("intervals", () => {
  const shares = Array.from({ length: 40 }, (_, index) => ({ right: Number(index % 4 === 0), of: 1 }));

  it("hold the value, and are the same for the same seed", () => {
    const interval = bootstrap(shares, 1);
    expect(interval?.value).toBe(0.25);
    expect(interval?.low).toBeGreaterThan(0.08);
    expect(interval?.low).toBeLessThan(0.2);
    expect(interval?.high).toBeGreaterThan(0.3);
    expect(interval?.high).toBeLessThan(0.45);
    expect(bootstrap(shares, 1)).toEqual(interval);
    expect(bootstrap(shares, 2)).not.toEqual(interval);
  });

  it("are as wide as the number of cases allows where all agree, and absent where nothing counts", () => {
    expect(bootstrap([{ right: 0, of: 0 }], 1)).toBeNull();
    const none = bootstrap(
      shares.map(() => ({ right: 0, of: 1 })),
      1,
    );
    expect(none).toMatchObject({ value: 0, low: 0 });
    expect(none?.high).toBeCloseTo(0.088, 3);
  });
});

describe("case files", () => {
  const line = JSON.stringify({ id: "a", type: "fact", question: "What?" });

  it("skip blank lines and fill in what is left out", () => {
    expect(parseCases(`${line}\n\n`, "f.jsonl")).toMatchObject([{ id: "a", turns: [], abstain: false }]);
  });

  it.each([
    ["not JSON", "nope", /f\.jsonl:2: not JSON/],
    ["an unknown field", JSON.stringify({ id: "b", type: "fact", question: "x", extra: 1 }), /f\.jsonl:2:.*extra/],
    ["an id given twice", line, /f\.jsonl:2: the id "a" is taken by line 1/],
  ])("with %s are refused by file and line", (_name, second, message) => {
    expect(() => parseCases(`${line}\n${second}`, "f.jsonl")).toThrow(message);
  });
});
