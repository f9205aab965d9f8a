import { describe, expect, it } from "vitest";

import { checkClaim } from "../../src/agent/check-claim.ts";
import { Ledger } from "../../src/agent/ledger.ts";
import { openTestDesk } from "../support/open-test-desk.ts";

const desk = await openTestDesk();

// What a model hands in, with two facts of the corpus as evidence.
function check(sentence: string): string {
  const ledger = new Ledger("test");
  const ids = ledger.add(
    ["sf-209", "sf-207"].map((id) => {
      const claim = desk.library.fact(id)?.claim ?? "";
      return { key: id, kind: "fact", source: null, quote: claim, data: { id, countries: ["JPN"] } };
    }),
  );
  return checkClaim(sentence, ids, ledger, desk).verdict;
}

describe("the gate, of a sentence with a calculation that holds", () => {
  it.each([
    "Together that is USD 12.9 billion (USD 2.9 billion + USD 10 billion).",
    "Microsoft's investments in Japan together come to USD 12.9 billion (USD 2.9 billion + USD 10 billion).",
    "The difference is USD 7.1 billion (USD 10 billion − USD 2.9 billion).",
    "That makes 2.",
  ])("lets pass what says no more, or what the evidence says too: %s", (sentence) => {
    expect(check(sentence)).toBe("supported");
  });

  it.each([
    ["another country", "France is ahead by USD 7.1 billion (USD 10 billion − USD 2.9 billion)."],
    ["a firm that opens it", "Oracle is ahead by USD 7.1 billion (USD 10 billion − USD 2.9 billion)."],
    ["another firm", "Together with Oracle that is USD 12.9 billion (USD 2.9 billion + USD 10 billion)."],
    [
      "a claim behind it",
      "The difference is USD 7.1 billion (USD 10 billion − USD 2.9 billion), wasted on failed rockets.",
    ],
    ["a number behind it", "The difference is USD 7.1 billion (USD 10 billion − USD 2.9 billion), 99% of it lost."],
    ["a claim behind a count", "That makes 2 deals that a court struck down."],
  ])("holds against the evidence %s", (_what, sentence) => {
    expect(check(sentence)).not.toBe("supported");
  });
});

describe("the gate, of what is no sentence", () => {
  it.each(["Microsoft Japan", "2026-04-03", "USD 10 billion"])(
    "does not let it pass, though the evidence bears its words: %s",
    (sentence) => {
      expect(check(sentence)).toBe("not-found");
    },
  );
});
