import { describe, expect, it } from "vitest";

import { citationScores, markersThatLead, type Judge } from "../../src/evals/citations.ts";
import { gateJudge } from "../../src/evals/gate.ts";
import { numbersInEvidence } from "../../src/evals/numbers.ts";
import { sentencesOf } from "../../src/evals/sentences.ts";
import { openTestDesk } from "../support/open-test-desk.ts";
import { answerOf, evidenceOf } from "./answers.ts";

const [a, b, c] = ["a", "b", "c"].map((word) => evidenceOf(word, word)) as [
  ReturnType<typeof evidenceOf>,
  ReturnType<typeof evidenceOf>,
  ReturnType<typeof evidenceOf>,
];
/** A judge for sentences of letters: supported when the evidence has them all. */
const letters: Judge = (sentence, evidence) =>
  Array.from(sentence).every((letter) => evidence.some((item) => item.quote.includes(letter)));

describe("the sentences of an answer", () => {
  it("are its claims, and what its text says beside them", () => {
    const answer = answerOf([["One thing.", ["a"]]], [a]);
    expect(sentencesOf(answer)).toEqual([{ text: "One thing.", evidence: [a], unknown: 0 }]);
    const more = { ...answer, text: `${answer.text} Another thing that nobody checked.` };
    expect(sentencesOf(more)[1]).toMatchObject({ text: expect.stringContaining("Another thing"), evidence: [] });
  });

  it("are no gaps", () => {
    const gap = "The corpus does not tell the rest.";
    const answer = answerOf([["One thing.", ["a"]]], [a], { gaps: [gap] });
    expect(sentencesOf({ ...answer, text: `${answer.text} ${gap}` })).toHaveLength(1);
  });

  it("that begin alike are told apart", () => {
    const answer = answerOf(
      [
        ["It rose", ["a"]],
        ["It rose again", ["a"]],
      ],
      [a],
    );
    expect(sentencesOf(answer)).toHaveLength(2);
  });
});

describe("markers", () => {
  it("lead to a source or a computed basis, or nowhere", () => {
    const computed = evidenceOf("d", "3 of 4", { kind: "computed", source: null });
    const empty = evidenceOf("e", "", { kind: "computed", source: null, data: {} });
    const orphan = evidenceOf("f", "words", { source: null });
    const answer = answerOf([], [a, computed, empty, orphan], { text: "x [1]. y [2]. z [3]. w [4]. v [5]. u [0]." });
    expect(markersThatLead(answer)).toEqual({ right: 2, of: 6 });
  });
});

describe("citation recall and precision", () => {
  it.each([
    ["one that suffices", [["a", ["a"]]], [1, 1], [1, 1]],
    ["two, of which each is needed", [["ab", ["a", "b"]]], [1, 1], [2, 2]],
    ["two, of which one is not needed", [["a", ["a", "b"]]], [1, 1], [1, 2]],
    ["a sentence that is not supported: none of its citations counts", [["abc", ["a", "b"]]], [0, 1], [0, 2]],
    ["a sentence without citations", [["a", []]], [0, 1], [0, 0]],
    ["a citation of what is not there", [["a", ["a", "x"]]], [0, 1], [0, 2]],
    [
      "several sentences",
      [
        ["a", ["a"]],
        ["b", ["c"]],
      ],
      [1, 2],
      [1, 2],
    ],
  ] as [string, [string, string[]][], number[], number[]][])(
    "with %s",
    (_name, sentences, [supported, of], [needed, cited]) => {
      expect(citationScores(answerOf(sentences, [a, b, c]), letters)).toEqual({
        recall: { right: supported, of },
        precision: { right: needed, of: cited },
      });
    },
  );

  it("are judged by our gate: a wrong number, and evidence that adds nothing, are found", async () => {
    const desk = await openTestDesk();
    const [one, other] = desk.library.facts().filter((fact) => /EUR \d/.test(fact.claim));
    if (!one || !other) throw new Error("the corpus has no facts in EUR");
    const item = (fact: typeof one): ReturnType<typeof evidenceOf> =>
      evidenceOf(fact.id, fact.claim, { data: JSON.parse(JSON.stringify(fact)) as Record<string, unknown> });
    const evidence = [item(one), item(other)];
    const right = answerOf([[one.claim, [one.id, other.id]]], evidence);
    expect(citationScores(right, gateJudge(desk))).toEqual({
      recall: { right: 1, of: 1 },
      precision: { right: 1, of: 2 },
    });
    const wrong = answerOf([[one.claim.replace(/EUR \d/, "EUR 98765 "), [one.id]]], evidence);
    expect(citationScores(wrong, gateJudge(desk)).recall).toEqual({ right: 0, of: 1 });
  });
});

describe("numbers in the evidence", () => {
  const item = evidenceOf("a", "France announced EUR 109 billion in February 2025.", {
    data: { id: "x", asOf: "2025-02-10", quantity: { value: 1.4, unit: "GW" } },
  });

  it.each([
    ["the same value in other words", "France: €109bn.", [1, 1]],
    ["another value", "France: EUR 110 billion.", [0, 1]],
    ["another unit", "France: USD 109 billion.", [0, 1]],
    ["a typed quantity", "It has 1.4 GW.", [1, 1]],
    ["a date as exact, and one more exact than known", "It was 10 February 2025, not 3 March 2025.", [1, 2]],
    ["the year of the source", "It was said in 2025.", [1, 1]],
    ["no number", "It was said.", [0, 0]],
  ] as [string, string, [number, number]][])("with %s", (_name, text, [right, of]) => {
    expect(numbersInEvidence(answerOf([[text, ["a"]]], [item]))).toEqual({ right, of });
  });

  it("of another sentence's evidence do not count", () => {
    const other = evidenceOf("b", "Japan has 7 sites.");
    expect(numbersInEvidence(answerOf([["France: EUR 109 billion.", ["b"]]], [item, other]))).toEqual({
      right: 0,
      of: 1,
    });
  });

  it("of a sum that is shown count when it is right", () => {
    const parts = [evidenceOf("a", "It gave EUR 10 billion."), evidenceOf("b", "It gave EUR 5 billion.")];
    const sum = (total: number): ReturnType<typeof answerOf> =>
      answerOf([[`Together EUR ${total} billion (EUR 10 billion + EUR 5 billion).`, ["a", "b"]]], parts);
    expect(numbersInEvidence(sum(15))).toEqual({ right: 3, of: 3 });
    expect(numbersInEvidence(sum(16))).toEqual({ right: 2, of: 3 });
  });
});
