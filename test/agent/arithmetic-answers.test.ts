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
    "How many more GPUs than people does Estonia have?",
    "How much money and how many GPUs do Norway and Portugal have together?",
    "What part of Canada has the most data centres?",
    "Together with whom does Telekom Malaysia build in Johor?",
    "How many years between Canada's first AI strategy and its GPUs?",
    "What percentage did Nokia's shares rise?",
    "How many French GPUs is the Alice Recoque machine expected to hold in total?",
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
    ["of three numbers the two of a country's firms", "Joint share of the Korean makers in HBM4 for 2026?", "82%"],
    ["a part of a whole", "What fraction of the grid access granted in Spain since 2020 is for data centres?", "27.9%"],
    ["what is left of a whole", "How much of the InvestAI money is not meant for gigafactories?", "EUR 180 billion"],
    ["a number in words", "Ukraine's WINWIN centre: how many of its products were not in use yet?", "That leaves 10 "],
    ["numbers told apart by their countries", "How big is the gap between US and South Korean notable models?", " 45 "],
    [
      "a change in per cent",
      "By what percentage was the Gulf data-centre market to expand from 2024 to 2030?",
      "171.4%",
    ],
    ["so many of so many each", "How many GPUs would the University of Tarapacá's centre hold in all its nodes?", "96"],
    ["what falls to one", "How many GPUs are in each node of Yandex's Chervonenkis?", "8 each"],
    ["a percentage of a number", "Roughly how many of the 54 actions in Brazil's AI plan had brought results?", "30.2"],
    [
      "one of a series",
      "By how much does the third phase of China's Big Fund exceed that of 2014?",
      "CNY 205.3 billion",
    ],
  ])("computes within one sentence %s", async (_what, question, result) => {
    const { text } = await agent.ask(question);
    expect(text).toContain(result);
    expect(text).toMatch(/\([^()]* [+−÷×] [^()]*\)/);
  });

  it.each([
    ["How far apart in gigawatts are the UAE's campus and Humain's aim for 2030?", "3.1 GW"],
    ["How much bigger in gigawatts is the UAE's campus than what Humain aims for by 2030?", "3.1 GW"],
    ["how much bigger in GW is the mega campus of the UAE than what Humain wants by 2030", "3.1 GW"],
    ["By how many points are Danish firms keener than Europe's in the Accenture survey?", "18 percentage points"],
    ["SCIP and the AI Compute Access Fund of Canada, added?", "CAD 1.005 billion"],
    ["Canada's SCIP and access fund: how far do they fall short of two billion?", "CAD 995 million"],
    ["What percentage of the CNAS projects are not infrastructure?", "41% (100% − 59%)"],
    ["Together, how many GPUs do Denmark's Gefion and Norway's Olivia have?", "1,828 GPUs"],
    ["How much more has Microsoft committed to the UAE than to Japan?", "USD 5.2 billion"],
    ["Firmus in Australia: the GPUs of Melbourne and Tasmania added up?", "54,500 GPUs"],
    [
      "By how many percentage points did the share of European cloud providers fall from 2017 to 2025?",
      "14 percentage points",
    ],
  ])("computes of two things that the question names, operands shown: %s", async (question, result) => {
    const { text } = await agent.ask(question);
    expect(text).toContain(result);
    expect(text).toMatch(/\([^()]* [+−] [^()]*\)/);
  });

  it.each([
    [
      "one value for each listed country",
      "What do Microsoft's pledges to Malaysia, Indonesia and Thailand add up to?",
      "USD 4.9 billion",
    ],
    ["one value for each year", "Microsoft's Japanese sums of 2024 and 2026 added up?", "USD 12.9 billion"],
    [
      "a whole without two parts",
      "Microsoft's UAE money without the equity in G42 and the capital expenditure on data centres: how much remains?",
      "USD 9.1 billion",
    ],
    [
      "what was before a growth",
      "The AI capital spending of five technology giants is 75% above 2025. What was the figure of 2025?",
      "USD 380 billion",
    ],
  ])("computes of several records %s", async (_what, question, result) => {
    const { text } = await agent.ask(question);
    expect(text).toContain(result);
  });

  it.each([
    "Sum up the Saudi figures: Humain's strategy, the Zanzibar deal and the Groq inference centre.",
    "Sum up the Saudi figures: Humain's strategy, the Oxagon deal and the Groq inference centre.",
    "How do the sovereign funds of Kuwait and Qatar put money behind AI?",
    "What is the difference between Humain and G42?",
    "Add up the AI strategies of Chile, Peru and Ecuador.",
    "Without G42 shares and the Antarctic campus, what is left of Microsoft's UAE money?",
    "If the rule of thumb for coolant holds, what would Latvia's plan need?",
  ])("computes nothing where a part is not told, or nobody says of what: %s", async (question) => {
    const answer = await agent.ask(question);
    expect(answer.claims.map((claim) => claim.text).filter((text) => /\s[+−÷×]\s/.test(text))).toEqual([]);
  });

  it("works out what is missing where both parts of a whole are told", async () => {
    const { text } = await agent.ask(
      "Take both Canadian parts off the total of two billion in article 004: what remains?",
    );
    expect(text).toMatch(/995 million[^()]*\([^()]* − [^()]* − [^()]*\)/);
  });

  it("sets no share of one whole against that of another", async () => {
    const { text } = await agent.ask("How many more percentage points is infrastructure than models in the CNAS list?");
    expect(text).not.toContain("18 percentage points");
  });

  it("says which of the things asked about its answer leaves out", async () => {
    const answer = await agent.ask("How many GPUs do Denmark's Gefion and Uruguay have together?");
    expect(answer).toMatchObject({
      status: "partial",
      gaps: expect.arrayContaining(["The evidence given here does not mention Uruguay."]) as string[],
    });
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
