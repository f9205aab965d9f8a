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

  it("adds nothing that may overlap", async () => {
    const answer = await agent.ask("What is the total of British GPUs that Nscale and Microsoft announced?");
    expect(answer.text).not.toContain("Together that is");
  });
});
