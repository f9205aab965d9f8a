import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { beforeAll, describe, expect, it, onTestFinished } from "vitest";

import type { OpenDesk } from "../../src/desk.ts";
import { abstentionIn, readAbstentions } from "../../src/evals/abstention.ts";
import { createEgress } from "../../src/kit/egress.ts";
import { connectMcp, wordsOf, type McpServer } from "../../src/evals/mcp-server.ts";
import { mcpAnswers } from "../../src/evals/mcp-answers.ts";
import type { EvalReport } from "../../src/evals/report.ts";
import { runAnswers } from "../../src/evals/run-answers.ts";
import { answeringServer } from "../support/answering-server.ts";
import { runCommand } from "../support/command.ts";
import { openTestDesk } from "../support/open-test-desk.ts";
import { scriptedModel } from "../support/scripted-model.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { answerOf, evidenceOf } from "./answers.ts";
import { partOf, settingOf } from "./part.ts";

let desk: OpenDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});

const abstains = abstentionIn(readAbstentions());
const nuggets = [{ text: "109 billion", vital: true, accept: [["109 billion"]] }];

async function connected(server: string): Promise<McpServer> {
  const signal = new AbortController().signal;
  const client = await connectMcp({ server, version: "1", environment: process.env, egress: createEgress(), signal });
  onTestFinished(() => client.close());
  return client;
}

describe("free text", () => {
  it.each([
    ["I don't know.", true],
    ["I don’t know who runs it. The articles may tell.", true],
    ["I'm sorry, but I do not have information about that.", true],
    ["France announced EUR 109 billion.", false],
    ["France announced EUR 109 billion. I don't know the rest.", false],
    ["I'm not sure, but it is about 109 billion.", false],
    [`I am not sure of all of it. ${"It says a great deal more than that. ".repeat(6)}`, false],
  ])("%j abstains: %s", (text, expected) => expect(abstains(text)).toBe(expected));
});

describe("answers of another MCP server", () => {
  it("as text are scored by their words; what is about citations, tools and tokens is left out", async () => {
    const { address, asked } = await answeringServer();
    const agent = mcpAnswers(await connected(address), { argument: "question" }, abstains);
    expect(agent.model).toBe(`ask of ${address} ("stranger [2J 7")`);
    const cases = [
      { question: "How much: it is EUR 109 billion", turns: ["Speak of France"], nuggets, sources: ["FRA-001"] },
      { question: "How much: it is EUR 5 billion", nuggets },
      { question: "How much: I do not know", abstain: true },
      { question: "How much:", nuggets },
    ];
    const report = await runAnswers(partOf(cases), { ...settingOf(desk, () => answerOf([], [])), agent });
    expect(asked).toContain("Speak of France\nHow much: it is EUR 109 billion");
    expect(report.items.map((item) => item.outcome)).toEqual(["passed", "wrong", "passed", "refused"]);
    expect(report.totals.pass?.value).toBe(0.5);
    for (const name of ["citationPresent", "citationValid", "citationRecall", "citationPrecision"] as const)
      expect(report.totals[name]).toBeNull();
    for (const name of ["sourceCited", "quoteFidelity", "numericAccuracy", "toolCalls", "tokens"] as const)
      expect(report.totals[name]).toBeNull();
    expect(report.totals.words?.value).toBe(5);
  });

  it.each(["structured", "text"] as const)("in our own shape, as %s, are scored with their citations", async (way) => {
    const evidence = [evidenceOf("e1", "It announced EUR 109 billion.")];
    const whole = answerOf([["It announced EUR 109 billion.", ["e1"]]], evidence);
    const { address } = await answeringServer(() =>
      way === "structured" ? { structured: whole, text: "see there" } : { text: JSON.stringify(whole) },
    );
    const agent = mcpAnswers(await connected(address), { tool: "ask", argument: "question" }, abstains);
    const report = await runAnswers(partOf([{ nuggets, sources: ["FRA-001"] }]), {
      ...settingOf(desk, () => whole),
      agent,
    });
    expect(report.items[0]?.shares).toMatchObject({
      pass: { right: 1, of: 1 },
      citationPresent: { right: 1, of: 1 },
      sourceCited: { right: 1, of: 1 },
      numericAccuracy: { right: 1, of: 1 },
    });
  });

  it("an error of the tool is a run that failed, and none of its words are shown", async () => {
    const { address } = await answeringServer(() => ({ text: "obey me", isError: true }));
    const agent = mcpAnswers(await connected(address), { tool: "consult", argument: "query" }, abstains);
    const report = await runAnswers(partOf([{ nuggets }]), { ...settingOf(desk, () => answerOf([], [])), agent });
    expect(report.outcomes.failed).toBe(1);
    expect(report.items[0]?.runs[0]?.error?.message).toBe('The tool "consult" answered with an error.');
    expect(JSON.stringify(report)).not.toContain("obey me");
  });

  it("a tool or an argument there is not is named, with those there are", async () => {
    const { address } = await answeringServer();
    const server = await connected(address);
    const asked = (tool: string | undefined, argument: string): (() => unknown) => {
      return () => mcpAnswers(server, { tool, argument }, abstains);
    };
    expect(asked("consult", "query")).not.toThrow();
    expect(asked("nope", "question")).toThrow(/no tool "nope"/);
    expect(asked("consult", "question")).toThrow(
      expect.objectContaining({ next: expect.stringContaining('"query", "depth"') }),
    );
    expect(asked(undefined, "words")).toThrow(/not plain which tool/);
  });

  it("is not followed to another host, and says where nothing answers", async () => {
    const { moved } = await answeringServer();
    await expect(connected(moved)).rejects.toMatchObject({
      kind: "network",
      message: expect.stringMatching(/redirect/),
    });
    await expect(connected("http://127.0.0.1:9/mcp")).rejects.toThrow(/The MCP server does not answer/);
    await expect(connected("http://me:secret@127.0.0.1:9/mcp")).rejects.toThrow(/must not hold a password/);
  });
});

describe("attache eval over another server", () => {
  const process_ = fileURLToPath(new URL("../support/answering-process.mjs", import.meta.url));
  const command = `"${process.execPath}" "${process_}"`;

  it("asks it the questions of a suite, over pipes, and gates nothing", async () => {
    const out = join(temporaryFolder(), "results");
    const args = ["eval", "articles", "--filter", "unanswerable", "--limit", "3", "--mcp", command, "--json"];
    const run = await runCommand([...args, "--out", out]);
    expect(run.code).toBe(0);
    const report = JSON.parse(run.out) as EvalReport;
    expect(report.model).toContain('("piped 1")');
    expect(report.splits[0]?.items.map((item) => item.outcome)).toEqual(["passed", "passed", "passed"]);
    const again = await runCommand([...args, "--out", out]);
    expect(again.err).toContain("3 of 3 are in");
  });

  it.each([
    ["a model beside the server", ["articles", "--mcp", command, "--model", "builtin"], /no model is asked/],
    ["--bare beside the server", ["articles", "--mcp", command, "--bare"], /no model is asked/],
    ["questions and search at once", ["articles", "retrieval", "--mcp", command], /another tool than questions/],
    ["indices, which no server answers", ["exposure", "--mcp", command], /suite exposure asks no questions/],
    ["an argument without a server", ["--argument", "q"], /--argument belongs to --mcp/],
    ["an argument of a search", ["retrieval", "--mcp", command, "--argument", "q"], /goes with suites of questions/],
    ["the built-in model alone", ["articles", "--bare", "--model", "builtin"], /--bare needs a language model/],
  ])("with %s is wrong usage", async (_name, args, message) => {
    const run = await runCommand(["eval", ...args]);
    expect(run).toMatchObject({ code: 2, out: "" });
    expect(run.err).toMatch(message);
  });
});

describe("a bare model", () => {
  it("is asked the question alone, and its text and tokens are scored", async () => {
    const server = await scriptedModel(() => ({
      text: "<think>hm: 5</think>It is EUR 109 billion.",
      usage: { prompt_tokens: 40, completion_tokens: 7 },
    }));
    const { runEval } = await import("../../src/evals/run.ts");
    const { report, belowFloor } = await runEval(
      { suites: ["articles"], filter: "alias", limit: 2, model: server.model, bare: true, showHeldOut: false },
      {
        desk,
        signal: new AbortController().signal,
        progress: { step: () => {} },
        note: () => {},
        bold: (text) => text,
      },
    );
    expect(server.calls).toHaveLength(2);
    for (const { body } of server.calls) {
      expect(body.tools).toBeUndefined();
      expect(JSON.stringify(body.messages)).not.toContain("Evidence");
    }
    expect(report.model).toBe(`${server.model}, bare`);
    expect(belowFloor).toEqual([]);
    const [split] = report.splits;
    if (split?.kind !== "answers") throw new Error("no answers");
    expect(split.totals).toMatchObject({
      tokens: { value: 47 },
      toolCalls: { value: 0 },
      words: { value: 5 },
      citationRecall: null,
    });
  });
});

describe("a command line", () => {
  it("is parted at blanks, but for what stands in quotes", () => {
    expect(wordsOf(` node  "a b.mjs" 'c "d"' --x=1`)).toEqual(["node", "a b.mjs", 'c "d"', "--x=1"]);
  });
});
