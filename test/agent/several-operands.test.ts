import { describe, expect, it } from "vitest";

import { enumerationOf, yearsListed } from "../../src/agent/builtin/enumerated.ts";
import { toldOnce } from "../../src/domain/told-once.ts";
import { takenAway } from "../../src/agent/builtin/take-away.ts";
import { verifyArithmetic } from "../../src/agent/verify/arithmetic.ts";
import type { Evidence } from "../../src/domain/answer.ts";
import { findFigures } from "../../src/domain/figures.ts";

const evidence = (quote: string): Evidence[] => [{ id: "e1", kind: "passage", source: null, quote }];

describe("the gate checks several terms from left to right", () => {
  const parts = evidence("Of USD 20 billion, USD 5 billion goes to chips and USD 3 billion to cooling.");
  const rate = evidence("Every USD 1 billion needs USD 200 million of cable, and USD 50 billion was spent.");
  const growth = evidence("The USD 300 million are 50% above 2024.");
  const share = evidence("The firm holds 52% of the market.");

  it.each([
    ["two parts of a whole", "That leaves USD 12 billion (USD 20 billion − USD 5 billion − USD 3 billion).", parts],
    ["a sum less a part", "That is USD 22 billion (USD 20 billion + USD 5 billion − USD 3 billion).", parts],
    ["a rate", "That is about USD 10 billion (USD 50 billion × USD 200 million ÷ USD 1 billion).", rate],
    ["what was before", "That was about USD 200 million (USD 300 million ÷ (100% + 50%)).", growth],
    ["the rest of a hundred", "That leaves 48% (100% − 52%).", share],
  ])("%s", (_what, sentence, items) => {
    expect(verifyArithmetic(sentence, items)?.verdict).toBe("supported");
  });

  it.each([
    ["a part left out", "That leaves USD 15 billion (USD 20 billion − USD 5 billion − USD 3 billion).", parts],
    ["a part that is not told", "That leaves USD 11 billion (USD 20 billion − USD 5 billion − USD 4 billion).", parts],
    ["a value counted twice", "Together that is USD 10 billion (USD 5 billion + USD 5 billion).", parts],
    ["a hundred that is no whole", "That is 152% (100% + 52%).", share],
    ["a growth that is not told", "That was about USD 240 million (USD 300 million ÷ (100% + 25%)).", growth],
    ["sums and products at once", "That is USD 100 billion (USD 20 billion × USD 5 billion + USD 3 billion).", parts],
  ])("and refuses %s", (_what, sentence, items) => {
    expect(verifyArithmetic(sentence, items)?.verdict).toBe("contradicted");
  });

  it("counts a value once that brackets only tell again", () => {
    const quote = "They announced a 30 billion dollar plan (USD 30 billion).";
    const sum = "Together that is USD 60 billion (30 billion dollar + USD 30 billion).";
    expect(verifyArithmetic(sum, evidence(quote))?.verdict).toBe("contradicted");
    expect(toldOnce(findFigures(quote), quote)).toHaveLength(1);
    const two = "Spain gives EUR 2 billion (EUR 3 billion with the regions).";
    expect(toldOnce(findFigures(two), two)).toHaveLength(2);
  });
});

describe("what a question lists", () => {
  it.each([
    ["Add up Nokia's grants to Norway, Sweden (2025 only) and Denmark.", ["Norway", "Sweden (2025 only)", "Denmark"]],
    [
      "Sum up these: the port deal, Nokia's fund and the chip centre.",
      ["the port deal", "Nokia's fund", "the chip centre"],
    ],
    ["Alpha, Beta and Gamma give money. What do the three come to?", ["Alpha", "Beta", "Gamma"]],
    ["What do Norway and Sweden spend together?", []],
  ])("%s", (question, own) => {
    expect(enumerationOf(question).map((item) => item.own)).toEqual(own);
  });

  it("takes years side by side, but no span of years", () => {
    expect(yearsListed("The 2021 and 2023 grants together?").map(({ own }) => own)).toEqual(["2021", "2023"]);
    expect(yearsListed("How much was given between 2021 and 2023?")).toEqual([]);
  });

  it.each([
    ["How much is neither for chips nor for cooling?", ["for chips", "for cooling"]],
    ["Strip out the chips and the cooling: what is left?", ["the chips", "the cooling"]],
    ["How much came from firms other than Nokia?", ["Nokia"]],
    ["How much is left?", []],
  ])("or takes away: %s", (question, own) => {
    expect(takenAway(question).map((item) => item.own)).toEqual(own);
  });
});
