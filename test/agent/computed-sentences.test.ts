import { describe, expect, it } from "vitest";

import type { Evidence } from "../../src/domain/answer.ts";
import { verifyArithmetic } from "../../src/agent/verify/arithmetic.ts";

const evidence = (quote: string): Evidence[] => [{ id: "e1", kind: "passage", source: null, quote }];

describe("the gate reckons again", () => {
  const campus = evidence("The campus was put at USD 3.6 billion in 2023 and at USD 4.8 billion in 2025.");
  const plant = evidence("The plant of 1,500 MW costs USD 4.5 billion.");
  const stake = evidence("It paid USD 1.3 billion for 11% of the firm.");
  const names = evidence("Baidu, Alibaba and DeepSeek are named as evidence.");
  const law = evidence("The act was passed on 26 December 2024 and took effect on 22 January 2026.");
  const count = evidence("Of 130 projects 59% are infrastructure.");

  it.each([
    ["a change in per cent", "That is an increase of about 33.3% (USD 4.8 billion ÷ USD 3.6 billion − 1).", campus],
    ["a decrease", "That is a decrease of about 25% (USD 3.6 billion ÷ USD 4.8 billion − 1).", campus],
    ["years between dates", "That is about 2 years (2025 − 2023).", campus],
    ["a portion", "That is about 76.7 (59% × 130).", count],
    ["a result that is rounded", "That is about 77 (59% × 130 = 76.7).", count],
    ["a rounded ratio", "That is about 1.3 times as much (USD 4.8 billion ÷ USD 3.6 billion = 1.33).", campus],
    ["an amount for each unit", "That is about USD 3 billion per GW (USD 4.5 billion ÷ 1,500 MW).", plant],
    ["a whole by a part of it", "That is about USD 12 billion (USD 1.3 billion ÷ 11% = USD 11.8 billion).", stake],
    ["names", "That makes 3 (Baidu, Alibaba, DeepSeek).", names],
    ["months between dates", "That is about 13 months, or 1.1 years (January 2026 − December 2024).", law],
  ])("%s", (_kind, sentence, items) => {
    expect(verifyArithmetic(sentence, items)?.verdict).toBe("supported");
  });

  it.each([
    ["a wrong change", "That is an increase of about 75% (USD 4.8 billion ÷ USD 3.6 billion − 1).", campus],
    ["a year that is not there", "That is about 3 years (2026 − 2023).", campus],
    ["a wrong portion", "That is about 59 (59% × 130).", count],
    ["a result that is rounded wrongly", "That is about 78 (59% × 130 = 76.7).", count],
    ["a result that is not the rounded one", "That is about 77 (59% × 130 = 77.4).", count],
    [
      "an amount for a unit that is not meant",
      "That is about USD 3 billion per MW (USD 4.5 billion ÷ 1,500 MW).",
      plant,
    ],
    ["a wrong whole", "That is about USD 143 million (USD 1.3 billion ÷ 11%).", stake],
    ["more names than there are", "That makes 4 (Baidu, Alibaba, DeepSeek).", names],
    ["a name that is not there", "That makes 3 (Baidu, Alibaba, Moonshot).", names],
    ["a part of a name", "That makes 1 (Ali).", names],
    ["a name counted twice", "That makes 3 (Baidu, Baidu, DeepSeek).", names],
    ["a month that is not there", "That is about 12 months, or 1 years (January 2026 − January 2025).", law],
    ["months that do not lie between", "That is about 15 months, or 1.3 years (January 2026 − December 2024).", law],
  ])("and refuses %s", (_kind, sentence, items) => {
    expect(verifyArithmetic(sentence, items)?.verdict).toBe("contradicted");
  });
});
