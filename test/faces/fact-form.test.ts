import { describe, expect, it } from "vitest";

import { FactDraft } from "../../src/faces/cli/corpus/fact-draft.ts";
import { fillForm, type Asker } from "../../src/faces/cli/corpus/fact-form.ts";

/** A person who answers line after line, and keeps what was said. */
function person(answers: string[]): Asker & { asked: string[]; told: string[] } {
  const asked: string[] = [];
  const told: string[] = [];
  return {
    asked,
    told,
    ask(question) {
      asked.push(question);
      return Promise.resolve(answers.shift());
    },
    say: (text) => told.push(text),
  };
}

const url = "https://example.org/page";

describe("the form of a fact", () => {
  it("asks for what is missing, again where the answer is not understood", async () => {
    const answers = [
      "Kenya",
      "food",
      "energy",
      "",
      "indicator",
      "Peak demand was 2.4 GW.",
      "much",
      "2.4",
      "GW",
      "",
      "peak",
    ];
    const asker = person([
      ...answers,
      "2025-01",
      "",
      "",
      "reported",
      url,
      "Page",
      "The Star",
      "newspaper",
      "2025-01-09",
      "",
    ]);
    const draft = await fillForm(FactDraft.parse({}), asker, new Set());
    expect(draft).toMatchObject({
      country: "Kenya",
      topic: "energy",
      kind: "indicator",
      value: 2.4,
      unit: "GW",
      of: "peak",
      asOf: "2025-01",
      sourceUrl: url,
      sourceKind: "newspaper",
    });
    expect(draft.bound).toBeUndefined();
    expect(asker.told).toEqual([
      expect.stringContaining('"food" is none of strategy'),
      "This is needed.",
      expect.stringContaining("plain number"),
    ]);
    expect(asker.asked[1]).toContain("(strategy, compute, ");
  });

  it("asks for no more than that: not of a known source, nor of a unit without a figure", async () => {
    const given = { country: "KEN", topic: "energy", kind: "law", claim: "A law on power.", asOf: "2025" };
    const asker = person(["", "", "", "stated", url, ""]);
    const draft = await fillForm(FactDraft.parse(given), asker, new Set([url]));
    expect(draft).toMatchObject({ ...given, certainty: "stated", sourceUrl: url });
    expect(asker.asked).toHaveLength(6);
  });

  it("left before its end, writes nothing", async () => {
    await expect(fillForm(FactDraft.parse({}), person(["Kenya"]), new Set())).rejects.toThrow(/nothing was written/);
  });
});
