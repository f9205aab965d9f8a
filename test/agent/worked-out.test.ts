import { describe, expect, it } from "vitest";

import { openTestDesk } from "../support/open-test-desk.ts";

const desk = await openTestDesk();
const agent = await desk.agent("builtin", { log: false });

describe("an answer works out what is asked in whatever words", () => {
  it.each([
    [
      "what is left, without a word for leaving",
      "Swiss Government Cloud: the price tag against the credit that parliament voted. How much isn't covered?",
      "CHF 72.5 million",
    ],
    [
      "what all the others have",
      "Mainland China's cloud in early 2025: knock out Alibaba, Huawei and Tencent. What is left for the rest?",
      "39% (100% − 33% − 18% − 10%)",
    ],
    [
      "two parts of one whole taken off",
      "Microsoft's money for the UAE, once the G42 equity and the data-centre capital expenditure are taken out: what is left?",
      "USD 9.1 billion",
    ],
    [
      "two things named by their places",
      "NVIDIA chips of Firmus: Melbourne plus northern Tasmania, how many?",
      "54,500 GPUs",
    ],
    [
      "two counts of one sentence",
      "How many children are there for every teacher in the AI Leap of Estonia?",
      "4.1 each",
    ],
    [
      "the faster of two machines, one of them planned",
      "How many times faster will Coatlicue in Mexico be than Clementina XXI in Argentina?",
      "20.5 times",
    ],
    [
      "the first of named countries against the last",
      "Norway, France, Spain, Ireland: how many points lie between the highest and the lowest use of generative AI in early 2026?",
      "4.4 percentage points (48.6% − 44.2%)",
    ],
    [
      "a lead in points of an index",
      "In points, how far is Brazil ahead of Peru in the 2025 Latin American AI Index?",
      "15.37 points",
    ],
    [
      "what one has on average, whoever paid",
      "What does an average AI project of the Philippine state cost, by its 2025 count?",
      "PHP 20 million",
    ],
    ["what is needed less what there is", "How large is Indonesia's digital talent gap for 2030?", "9 million"],
    ["what somebody does not hold", "How much of Mistral does ASML not own?", "89% (100% − 11%)"],
    ["a part, proportionally", "Early-2025 peak load in Kenya: how much of it could Olkaria cover?", "38.9%"],
    [
      "a part in numbers",
      "EU venture money from 2020 to 2025: translate the slice of AI into euros for me.",
      "EUR 45.4 billion",
    ],
    ["shares that add up", "What share of CNAS projects are data or model projects?", "41% (34% + 7%)"],
    ["what falls to one, of two records", "Aramco: data scientists per operational site?", "5.56 people"],
    ["so much for so much, of two records", "Dollars per gigawatt for the Humain plan?", "about USD 41 billion per GW"],
    [
      "so much for so much, in the measure that is asked for",
      "Ethiopia sells hydropower to data miners. What did it fetch per kWh in 2023/24?",
      "USD 0.0314 per kWh",
    ],
    [
      "how many servers to a rack, and not how much power",
      "On Viettel's 2024 numbers, how many servers sit in a rack on average?",
      "20 each",
    ],
    [
      "the lead over the next",
      "The 2025 AI index for Latin America: who is first, and what margin over the runner-up?",
      "3.2 points (70.5 points − 67.3 points)",
    ],
    [
      "a change between two records of one thing, the older superseded since",
      "By how much did Gates money for the Kigali AI Scaling Hub grow between spring and autumn 2025?",
      "USD 10 million",
    ],
    [
      "the worth of a whole by the price of a part",
      "Judging by what ASML paid for its stake, what was Mistral worth?",
      "EUR 11.8 billion",
    ],
    [
      "the time between two dates in months",
      "How long between the passing of Korea's AI Basic Act and its entry into force?",
      "13 months",
    ],
    [
      "a rate that is called otherwise",
      "Use the op-ed's own ratio: the worldwide data-centre money of 2026 would call for what spending on power networks?",
      "USD 59.4 billion",
    ],
    [
      "of two places that are compared the one of each",
      "If Humain hits its 2030 goal and the Oxagon factory gets built as planned, how many gigawatts is that in all?",
      "3.4 GW",
    ],
  ])("%s", async (_what, question, result) => {
    expect((await agent.ask(question)).text).toContain(result);
  });

  it("takes the whole that is promised, and not a part of it", async () => {
    const { text } = await agent.ask(
      "How many times larger is Microsoft's commitment to the UAE than that to Singapore?",
    );
    expect(text).toContain("USD 15.2 billion ÷ USD 5.5 billion");
  });
});

describe("an answer counts", () => {
  it.each([
    [
      "who has a rating",
      "How many countries are rated High for dependency on US technology?",
      "That makes 4 countries",
    ],
    [
      "who has the worst rating",
      "Of the country table, how many rows carry the worst grade for dependence on US technology?",
      "That makes 4 countries",
    ],
    ["who has one of two ranks", "How many nations are in Tier 1 and Tier 2 together?", "That makes 9 countries"],
    [
      "what a sentence lists by name",
      "How many foreign cloud firms got a seat on Abuja's cloud infrastructure working group in early 2025?",
      "That makes 6 (Google, AWS, Microsoft, Oracle, IBM, Huawei Cloud)",
    ],
    [
      "what a document lists",
      "How many distinct national routes to sovereign AI does the undated explainer tell apart?",
      "That makes 4 ",
    ],
  ])("%s", async (_what, question, result) => {
    expect((await agent.ask(question)).text).toContain(result);
  });

  it("does not take a rating for a name", async () => {
    const { text } = await agent.ask("Is France rated High for dependency on US technology?");
    expect(text).toContain("France's US technology dependency is rated Moderate");
  });

  it("names who is in the middle of three ranks, and nobody else", async () => {
    const { text } = await agent.ask("The middle tier in the three-tier ranking: who is in it?");
    for (const country of ["UAE", "Saudi Arabia", "France", "Japan", "India", "South Korea", "Canada"])
      expect(text).toContain(`${country} is Tier 2`);
    expect(text).not.toContain("Tier 1");
  });
});

describe("an answer works nothing out", () => {
  it.each([
    ["of a valuation that is told once", "By how much did Mistral's valuation rise between 2024 and 2025?"],
    ["of a share that is told of something else", "How many of the 130 CNAS projects failed?"],
    ["of a part of something else", "How large a part of Microsoft's revenue comes from sovereign clouds?"],
    ["of two things of one firm", "What percentage did Nokia's shares rise?"],
    [
      "where one part of several is not told",
      "Strip the G42 stake and the lunar campus out of Microsoft's UAE money. What remains?",
    ],
    [
      "of the last in a list that is not named",
      "How many points lie between the best and the worst of the 2025 Latin American AI Index?",
    ],
    ["of one measure told twice", "What is the cost per square mile of the UAE campus?"],
  ])("%s", async (_what, question) => {
    const answer = await agent.ask(question);
    expect(answer.claims.map((claim) => claim.text).filter((text) => /\s[+−÷×]\s/u.test(text))).toEqual([]);
  });
});

describe("a comparison", () => {
  it("has each measure that is asked for of each thing", async () => {
    const { text } = await agent.ask("Humain versus the DataVolt plant at Oxagon: money and power for each?");
    for (const part of ["1.9 GW", "1.5 GW", "77 billion", "USD 5 billion"]) expect(text).toContain(part);
  });

  it("keeps a sentence that ends with whose it is", async () => {
    const { text } = await agent.ask("Power prices: the Emirati campus against a typical American site, per kWh?");
    expect(text).toContain("against the UAE's");
  });
});
