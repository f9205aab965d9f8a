import { describe, expect, it } from "vitest";

import { findFigures } from "../../src/domain/figures.ts";
import { openTestDesk } from "../support/open-test-desk.ts";

const desk = await openTestDesk();
const agent = await desk.agent("builtin", { log: false });

describe("a calculation in an answer", () => {
  it.each([
    "Add up what Microsoft has promised Japan, the UAE, Singapore and Thailand.",
    "How much did Microsoft commit to Japan, Singapore and Thailand in total?",
    "What is the total of the GPUs that Nscale and Microsoft plan in Britain?",
    "What is the sum of AI spending in Bhutan and Japan?",
    "How much more did Microsoft commit to the UAE than to Japan?",
    "How many times larger is France's AI investment than Canada's?",
  ])("leaves out no country that is asked for, and counts no other company's money: %s", async (question) => {
    const answer = await agent.ask(question);
    const computed = answer.claims.filter((claim) => /\s[+−÷]\s/.test(claim.text));
    const countries = desk.gazetteer.mentions(question).map((mention) => mention.country.country);
    for (const claim of computed) {
      const facts = claim.evidence.map((id) => answer.evidence.find((item) => item.id === id));
      const covered = facts.flatMap((fact) => fact?.data?.countries as string[]);
      for (const country of countries) expect(covered).toContain(country);
      if (question.includes("Microsoft")) for (const fact of facts) expect(fact?.quote).toContain("Microsoft");
      expect(findFigures(claim.text).length).toBeGreaterThan(1);
    }
  });

  it.each([
    "How many GPUs do Norway and Sweden have together?",
    "Total data centre capacity planned in the Gulf?",
    "By how many did the think-tank's tally of Iranian and Saudi projects rise?",
    "Which is larger, Spain's or Portugal's AI budget, and by how much?",
    "How much more has Microsoft pledged to the UAE than Oracle?",
    "What share of India's GPU pool is NVIDIA?",
    "By what percentage did TSMC's Arizona investment grow?",
    "What is the combined value of Humain's deals with AMD and AWS?",
    "What percentage of Chile's data centres is owned by US firms?",
    "What share of Japan's chip subsidies went to Rapidus?",
    "What is the difference in power between Stargate UAE and Stargate Norway?",
    "How many parameters do Apertus and Mistral Large 3 have together?",
    "What share of Kenya's electricity goes to data centres?",
  ])("puts no two things together that are not of one kind and time: %s", async (question) => {
    const answer = await agent.ask(question);
    expect(answer.claims.map((claim) => claim.text).filter((text) => /\s[+−÷×]\s/.test(text))).toEqual([]);
  });

  it.each([
    ["What is the difference between US and Chinese private AI investment?", "USD 99.8 billion"],
    [
      "By how much did the Irish data centres' share of electricity rise between 2015 and 2024?",
      "17 percentage points",
    ],
  ])("computes within one sentence what the sentence sets side by side: %s", async (question, result) => {
    expect((await agent.ask(question)).text).toContain(result);
  });

  it.each([
    ["Together, how many GPUs do Denmark's Gefion and Norway's Olivia have?", "1,828 GPUs"],
    ["How much more has Microsoft committed to the UAE than to Japan?", "USD 5.2 billion"],
    [
      "By how many percentage points did the share of European cloud providers fall from 2017 to 2025?",
      "14 percentage points",
    ],
  ])("computes of two things that the question names, operands shown: %s", async (question, result) => {
    const { text } = await agent.ask(question);
    expect(text).toContain(result);
    expect(text).toMatch(/\([^()]* [+−] [^()]*\)/);
  });

  it("says which of the things asked about its answer leaves out", async () => {
    const answer = await agent.ask("How many GPUs do Mexico and Chile have together?");
    expect(answer).toMatchObject({ status: "partial", gaps: ["The evidence given here does not mention Chile."] });
  });

  it("sums one value for each company that the question names", async () => {
    const { text } = await agent.ask("What do the pledges of AWS and of Google to Malaysia come to?");
    expect(text).toContain("USD 8.2 billion");
  });

  it("tells of each of two machines that the question names", async () => {
    const { text } = await agent.ask("How many petaflops have HPC6 of Eni and the Daedalus machine?");
    expect(text).toContain("477.9");
    expect(text).toContain("Daedalus");
  });

  it("adds nothing that may overlap", async () => {
    const answer = await agent.ask("What is the total of British GPUs that Nscale and Microsoft announced?");
    expect(answer.text).not.toContain("Together that is");
  });
});
