import { describe, expect, it } from "vitest";

import type { Evidence } from "../../src/domain/answer.ts";
import { verifyArithmetic } from "../../src/agent/verify/arithmetic.ts";

const evidence = (quote: string): Evidence[] => [{ id: "e1", kind: "passage", source: null, quote }];

describe("the gate reckons again", () => {
  const campus = evidence("The campus was put at USD 3.6 billion in 2023 and at USD 4.8 billion in 2025.");
  const count = evidence("Of 130 projects 59% are infrastructure.");

  it.each([
    ["a change in per cent", "That is an increase of about 33.3% (USD 4.8 billion ÷ USD 3.6 billion − 1).", campus],
    ["a decrease", "That is a decrease of about 25% (USD 3.6 billion ÷ USD 4.8 billion − 1).", campus],
    ["years between dates", "That is about 2 years (2025 − 2023).", campus],
    ["a portion", "That is about 76.7 (59% × 130).", count],
  ])("%s", (_kind, sentence, items) => {
    expect(verifyArithmetic(sentence, items)?.verdict).toBe("supported");
  });

  it.each([
    ["a wrong change", "That is an increase of about 75% (USD 4.8 billion ÷ USD 3.6 billion − 1).", campus],
    ["a year that is not there", "That is about 3 years (2026 − 2023).", campus],
    ["a wrong portion", "That is about 59 (59% × 130).", count],
  ])("and refuses %s", (_kind, sentence, items) => {
    expect(verifyArithmetic(sentence, items)?.verdict).toBe("contradicted");
  });
});
