import { beforeAll, describe, expect, it } from "vitest";

import { exchangedWords } from "../../src/agent/verify/word-order.ts";
import type { OpenDesk } from "../../src/desk.ts";
import { openTestDesk } from "../support/open-test-desk.ts";

let desk: OpenDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});

describe("a claim with its own evidence", () => {
  const evidence = "The ferry carried 900 passengers from Malmö to Bornholm in July.";

  it.each([
    [
      "a number that the evidence lacks",
      "The ferry carried passengers to Bornholm on 14 decks in July.",
      "not-found",
      "number-not-there",
    ],
    [
      "a cause that it lacks",
      "The ferry carried 900 passengers to Bornholm in July because of the festival.",
      "not-found",
      "cause-not-there",
    ],
    [
      "the same words the other way round",
      "The ferry carried 900 passengers from Bornholm to Malmö in July.",
      "contradicted",
      "swapped",
    ],
  ])("and with %s is %s", async (_name, claim, verdict, kind) => {
    const judged = await desk.verifier.judge(claim, evidence);
    expect(judged.verdict).toBe(verdict);
    const [found] = judged.mismatches.filter((mismatch) => mismatch.kind === kind);
    expect(found?.says).toMatch(/\w.*\.$/);
  });

  it("that gives it word for word, or a part of it, is borne out", async () => {
    expect(await desk.verifier.judge(evidence, evidence)).toMatchObject({ verdict: "supported", mismatches: [] });
    expect((await desk.verifier.judge("In July the ferry carried 900 passengers.", evidence)).verdict).toBe(
      "supported",
    );
  });

  it("that speaks of the same country and of something else is not found, and not contradicted", async () => {
    const judged = await desk.verifier.judge(
      "Norway opened three fish farms with 40 workers each.",
      "Norway's railway has 330 stations and 4,200 km of track.",
    );
    expect(judged.verdict).toBe("not-found");
  });
});

describe("words that a claim exchanges", () => {
  it.each([
    ["Beta chased alpha near gamma", "Alpha chased beta near gamma", ["Beta", "alpha"]],
    ["A bus from New York to Los Angeles", "A bus from Los Angeles to New York", ["New York", "Los Angeles"]],
    ["A bus from Oslo to Bergen", "A bus from Bergen to Oslo", ["Oslo", "Bergen"]],
  ])("%j, of %j, are %j", (claim, sentence, expected) => expect(exchangedWords(claim, sentence)).toEqual(expected));

  it.each([
    ["a part that moved as a whole", "Near gamma alpha chased beta", "Alpha chased beta near gamma"],
    ["neighbours that are no names", "The red big lorry stopped", "The big red lorry stopped"],
    ["numbers, which are looked at elsewhere", "Wheat 20, barley 10, oats 5", "Wheat 5, barley 10, oats 20"],
    ["too few words", "Beta alpha", "Alpha beta"],
  ])("are none for %s", (_name, claim, sentence) => expect(exchangedWords(claim, sentence)).toBeUndefined());
});
