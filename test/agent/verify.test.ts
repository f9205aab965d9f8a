import { describe, expect, it } from "vitest";

import type { Evidence } from "../../src/domain/answer.ts";
import { verifyArithmetic } from "../../src/agent/verify/arithmetic.ts";
import { verify } from "../../src/agent/verify/verify.ts";
import { openTestDesk } from "../support/open-test-desk.ts";

const fact = (quote: string, data: Record<string, unknown> = {}): Evidence => ({
  id: "e1",
  kind: "fact",
  source: { id: "s", title: "A title", publisher: "A publisher", url: null, published: "2026-05", grade: "B2" },
  quote,
  data,
});

const { gazetteer } = await openTestDesk();
const verdict = (sentence: string, ...evidence: Evidence[]): string => verify(sentence, evidence, gazetteer).verdict;

describe("verify", () => {
  const source = fact("France plans up to EUR 109 billion of AI investment by 2031, private money included.", {
    asOf: "2025-02",
  });

  it.each([
    "France plans up to EUR 109 billion of AI investment by 2031, private money included.",
    "France plans up to €109bn of AI investment by 2031.",
    "France plans AI investment of up to 109 billion euros (as of February 2025).",
  ])("supports %s", (sentence) => expect(verdict(sentence, source)).toBe("supported"));

  it.each([
    ["another number", "France plans up to EUR 190 billion of AI investment by 2031."],
    ["another scale", "France plans up to EUR 109 million of AI investment by 2031."],
    ["another currency", "France plans up to USD 109 billion of AI investment by 2031."],
    ["another year", "France plans up to EUR 109 billion of AI investment by 2030."],
    [
      "a day the evidence does not have",
      "France plans up to EUR 109 billion of AI investment (as of 10 February 2025).",
    ],
    ["another country", "Spain plans up to EUR 109 billion of AI investment by 2031."],
    ["a lost bound", "France plans EUR 109 billion of AI investment by 2031."],
    ["a plan told as done", "France has already spent up to EUR 109 billion of AI investment, private money included."],
    ["the contrary", "France does not plan up to EUR 109 billion of AI investment by 2031."],
    ["other words", "Fluffy penguins adore rainbow marshmallows near quiet lakes."],
    ["a name that is not there", "France and the firm Palantir plan up to EUR 109 billion of AI investment by 2031."],
  ])("does not support %s", (_what, sentence) => expect(verdict(sentence, source)).not.toBe("supported"));

  it("does not support what opens with a name that only the question gives", () => {
    const sentence = "Narnia plans up to EUR 109 billion of AI investment by 2031.";
    const asked = (stem: string): boolean => stem === "narnia";
    expect(verify(sentence, [source], gazetteer, asked)).toMatchObject({ verdict: "not-found" });
    expect(verify(sentence.replace("Narnia", "France"), [source], gazetteer, asked).verdict).toBe("supported");
  });

  it("supports nothing without evidence", () => expect(verdict("France plans AI.")).toBe("not-found"));
});

describe("verifyArithmetic", () => {
  const japan = fact("Microsoft commits USD 10 billion in Japan.");
  const emirates = fact("Microsoft commits USD 15.2 billion in the UAE.");

  it.each([
    ["Together that is USD 25.2 billion (USD 10 billion + USD 15.2 billion).", "supported"],
    ["Together that is USD 26 billion (USD 10 billion + USD 15.2 billion).", "contradicted"],
    ["Together that is USD 30 billion (USD 10 billion + USD 20 billion).", "contradicted"],
    ["The difference is USD 5.2 billion (USD 15.2 billion − USD 10 billion).", "supported"],
    ["That is 1.52 times as much (USD 15.2 billion ÷ USD 10 billion).", "supported"],
    ["That is about 65.8% (USD 10 billion ÷ USD 15.2 billion).", "supported"],
    ["That makes 2.", "supported"],
    ["That makes 3.", "contradicted"],
  ])("%s %s", (sentence, expected) => expect(verifyArithmetic(sentence, [japan, emirates])?.verdict).toBe(expected));

  it("leaves other sentences to the other checks", () => {
    expect(verifyArithmetic("Microsoft commits USD 10 billion in Japan.", [japan])).toBeUndefined();
  });
});
