import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, inject, it } from "vitest";

import { Answer } from "../../src/domain/answer.ts";
import { Brief } from "../../src/domain/brief.ts";
import { runCommand } from "../support/command.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const lines = (text: string): Record<string, unknown>[] =>
  text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe("ask", () => {
  it("prints one Answer as JSON and nothing else on stdout", async () => {
    const run = await runCommand(["ask", "--json", "--no-log", "How much has Microsoft committed to the UAE?"]);
    expect(run.code).toBe(0);
    const answer = Answer.parse(JSON.parse(run.out));
    expect(answer).toMatchObject({ status: "answered", model: "builtin" });
    expect(answer.text).toMatch(/15\.2 billion.*\[1\]/);
  });

  it("shows the sentences, then the numbered sources with their quotes", async () => {
    const run = await runCommand(["ask", "--no-log", "What is the sovereignty trap?"]);
    expect(run).toMatchObject({ code: 0, err: "" });
    expect(run.out).toMatch(
      /^The sovereignty trap is [\s\S]*\[1\]\.\n\nSources\n\[1\] [\s\S]*“The sovereignty trap is/,
    );
  });

  it("exits 3 when it abstains", async () => {
    const run = await runCommand(["ask", "--json", "--no-log", "Who won the 2018 World Cup?"]);
    expect(run.code).toBe(3);
    expect(JSON.parse(run.out)).toMatchObject({ status: "abstained", claims: [] });
  });

  it.each([
    ["an empty question", ["ask", ""], {}],
    ["a question of 100 kB", ["ask", "-"], { input: "why? ".repeat(20_000) }],
    ["a model that is none", ["ask", "--model", "gpt-4o", "x"], {}],
    ["a batch without an output", ["ask", "--batch", "x.jsonl"], {}],
  ])("refuses %s with a sentence and exit code 2", async (_what, call, options) => {
    const run = await runCommand(call, options);
    expect(run.code).toBe(2);
    expect(run.out).toBe("");
    expect(run.err.trim().split("\n").length).toBeLessThanOrEqual(2);
    expect(run.err).not.toMatch(/\bat .*\.(?:js|ts):\d+/);
  });

  it("says which server does not answer, exit code 1", async () => {
    const run = await runCommand(["ask", "--json", "--model", "http://127.0.0.1:9/v1#x", "What is sovereign AI?"]);
    expect(run.code).toBe(1);
    expect(JSON.parse(run.out)).toMatchObject({ error: { kind: "model" } });
  });

  it("runs a batch with follow-ups, and goes on after a bad line", async () => {
    const folder = temporaryFolder();
    const input = join(folder, "in.jsonl");
    const output = join(folder, "out.jsonl");
    writeFileSync(
      input,
      [
        JSON.stringify({ id: "a", question: "Which licence does GLM-5.1 carry?" }),
        "{not json",
        JSON.stringify({
          id: "b",
          question: "And Thailand?",
          turns: ["How much has Microsoft committed to Singapore?"],
        }),
        "",
      ].join("\n"),
    );
    const run = await runCommand(["ask", "--no-log", "--batch", input, "--out", output]);
    expect(run.code).toBe(1);
    const records = lines(readFileSync(output, "utf8"));
    expect(records.map((record) => record.id)).toEqual(["a", null, "b"]);
    expect(JSON.stringify(records[0])).toContain("MIT");
    expect(records[1]).toHaveProperty("error");
    expect(JSON.stringify(records[2])).toContain("USD 1 billion");
  });
});

describe("the first question", () => {
  it("builds the index once, says so on stderr, and answers; the second builds nothing", async () => {
    const home = temporaryFolder();
    const corpus = join(home, "corpus");
    mkdirSync(join(corpus, "countries"), { recursive: true });
    mkdirSync(join(corpus, "documents"));
    const shipped = new URL("../../corpus/", import.meta.url);
    for (const file of [
      "countries/FRA.yaml",
      "countries/ARE.yaml",
      "documents/article-001.md",
      "documents/article-001.yaml",
      "publishers.yaml",
      "thesaurus.yaml",
    ])
      writeFileSync(join(corpus, file), readFileSync(new URL(file, shipped)));
    const environment = { ATTACHE_HOME: join(home, "data"), ATTACHE_CORPUS: corpus };
    const question = ["ask", "--no-log", "What is the sovereignty trap?"];
    const first = await runCommand(question, { environment });
    expect(first.code).toBe(0);
    expect(first.err).toContain("Building the search index");
    const second = await runCommand(question, { environment });
    expect(second).toMatchObject({ code: 0, err: "", out: expect.stringContaining("sovereignty trap") as string });
    expect(readdirSync(join(home, "data", "index")).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("is refused with the next step when the data folder cannot be written", async () => {
    const file = join(temporaryFolder(), "file");
    writeFileSync(file, "");
    const run = await runCommand(["ask", "What is sovereign AI?"], {
      environment: { ATTACHE_HOME: join(file, "below") },
    });
    expect(run.code).toBe(1);
    expect(run.err).toContain("ATTACHE_HOME");
    expect(run.err).not.toMatch(/\bat .*\.js:\d+/);
  });
});

describe("chat", () => {
  it("answers line by line; follow-ups refer back; an error does not end it", async () => {
    const run = await runCommand(["chat", "--no-log"], {
      input: "How much has Microsoft committed to Singapore?\nAnd Thailand?\n\n/sources\n",
    });
    expect(run.code).toBe(0);
    expect(run.out).toMatch(/5\.5 billion[\s\S]*USD 1 billion/);
    expect(run.out).toMatch(/\[1\]/);
  });
});

describe("brief", () => {
  it("is Markdown in which every sentence bears a source of the list", async () => {
    const run = await runCommand(["brief", "FRA"]);
    expect(run.code).toBe(0);
    for (const heading of [
      "Bottom line",
      "What it depends on",
      "What it builds",
      "Where sources differ",
      "Gaps",
      "Sources",
    ])
      expect(run.out).toContain(`## ${heading}`);
    const body = run.out.slice(run.out.indexOf("## Bottom line"), run.out.indexOf("## Where sources differ"));
    const sentences = body.split("\n").filter((line) => line.startsWith("- "));
    expect(sentences.length).toBeGreaterThan(10);
    for (const sentence of sentences) expect(sentence).toMatch(/\[\d+\]\.$/);
  });

  it("is JSON of its schema, with every claim supported", async () => {
    const run = await runCommand(["brief", "Emirates", "--json"]);
    expect(run.code).toBe(0);
    const parsed = JSON.parse(run.out) as Record<string, unknown>;
    const brief = Brief.parse(parsed.brief ?? parsed);
    expect(brief.country).toBe("ARE");
    expect(brief.sections.flatMap((section) => section.claims).every((claim) => claim.verdict === "supported")).toBe(
      true,
    );
  });

  it("says that there are no facts yet for a country without any", async () => {
    const file = join(temporaryFolder(), "bhutan.md");
    for (const args of [[], ["--out", file]])
      expect(await runCommand(["brief", "Bhutan", ...args])).toMatchObject({
        code: 3,
        out: "There are no facts yet about Bhutan, so no brief is written.\n",
      });
    expect(existsSync(file)).toBe(false);
    expect(Brief.parse(JSON.parse((await runCommand(["brief", "Bhutan", "--json"])).out)).gaps).toContain(
      "no facts yet about Bhutan",
    );
    const profile = await runCommand(["profile", "Bhutan"]);
    expect(profile).toMatchObject({ code: 0 });
    expect(profile.out).toContain("There are no facts yet.");
    expect(profile.out).not.toContain("0 facts");
  });

  it("is written where told, and refuses a format there is not", async () => {
    const file = join(temporaryFolder(), "france.md");
    expect((await runCommand(["brief", "FRA", "--out", file])).code).toBe(0);
    expect(existsSync(file)).toBe(true);
    const refused = await runCommand(["brief", "FRA", "--format", "pptx"]);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain("md");
  });
});

it("uses the data folder it is given", () => {
  expect(existsSync(join(inject("attacheHome"), "index"))).toBe(true);
});
