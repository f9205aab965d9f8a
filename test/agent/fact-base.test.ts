import { describe, expect, it } from "vitest";

import { openTestDesk } from "../support/open-test-desk.ts";

const desk = await openTestDesk();
const agent = await desk.agent("builtin", { log: false });

describe("a question about what sources disagree on", () => {
  it.each([
    ["What conflicts are there about the number of data-centre sites in France?", ["35", "38"]],
    ["What conflicts are there about Brazil's supercomputer?", ["five"]],
    ["Which conflicts are there about China's full-stack autonomy?", ["unable to secure autonomy", "complete stack"]],
  ])("%s shows both sides with their sources", async (question, expected) => {
    const answer = await agent.ask(question);
    expect(answer.status).toBe("answered");
    for (const words of expected) expect(answer.text).toContain(words);
    expect(answer.conflicts.length).toBeGreaterThan(0);
    expect(new Set(answer.evidence.map((item) => item.data?.id)).size).toBeGreaterThan(1);
  });
});

describe("a superseded record", () => {
  it.each([
    ["How much does the Gates Foundation give Rwanda's AI hub?", "RWA-002"],
    ["From when do the AI Act duties for stand-alone high-risk AI apply?", "EUU-052"],
    ["How many tasks does South Korea's AI action plan list?", "KOR-035"],
  ])("gives way to the one that supersedes it: %s", async (question, fact) => {
    const answer = await agent.ask(question);
    expect(answer.evidence[0]?.data?.id).toBe(fact);
  });

  it("is given where the question asks for its time", async () => {
    const answer = await agent.ask("What did the Gates Foundation pledge to Rwanda in April 2025?");
    expect(answer.evidence.map((item) => item.data?.id)).toContain("RWA-001");
  });
});

describe("a country without facts", () => {
  it("resolves, and the answer is an abstention", async () => {
    const answer = await agent.ask("How many GPUs does Bhutan have?");
    expect(answer.status).toBe("abstained");
    expect(desk.profiles.profile("Bhutan").gaps).toEqual(["no facts yet about Bhutan"]);
  });
});
