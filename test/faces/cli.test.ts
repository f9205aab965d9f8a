import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, describe, expect, inject, it } from "vitest";

import { SearchResult } from "../../src/domain/search.ts";
import { runCommand, type CommandRun } from "../support/command.ts";

const folder = mkdtempSync(join(tmpdir(), "attache-cli-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const attache = runCommand;

/** The one JSON document on stdout. */
function document(run: CommandRun): Record<string, unknown> {
  return JSON.parse(run.out) as Record<string, unknown>;
}

function jsonLines(file: string): Record<string, unknown>[] {
  return readFileSync(file, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe("help and usage", () => {
  it("lists every command in groups, and shows an example for each", async () => {
    const help = await attache(["--help"]);
    expect(help).toMatchObject({ code: 0, err: "" });
    const names = readdirSync("src/faces/cli/commands").map((file) => file.replace(/\.ts$/, ""));
    for (const name of names) expect(help.out).toMatch(new RegExp(`^  ${name}\\b`, "m"));
    const each = await Promise.all(names.map((name) => attache([name, "--help"])));
    for (const [index, own] of each.entries()) {
      expect(own.code).toBe(0);
      expect(own.out).toMatch(new RegExp(`Examples?:\n  attache ${names[index]}`));
    }
  });

  it("without arguments shows the help", async () => {
    expect((await attache([])).out).toBe((await attache(["--help"])).out);
  });

  it("prints the version of the package", async () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    expect(await attache(["--version"])).toEqual({ code: 0, out: `${version}\n`, err: "" });
  });

  it.each([
    ["an unknown option", ["ask", "--modle", "x"], /Did you mean --model\?/],
    ["an unknown command", ["serach", "x"], /Did you mean search\?/],
    ["a missing argument", ["profile"], /missing required argument 'country'.*attache profile --help/is],
    ["a missing value", ["search", "x", "--limit"], /argument missing/],
    ["a bad number", ["search", "x", "--limit", "many"], /--limit: give a whole number from 1 to 200/],
    ["a bad topic", ["search", "x", "--topic", "food"], /"food" is none of strategy, compute/],
    ["no question", ["ask"], /Give a question.*attache ask/],
    ["an empty query", ["search", ""], /The query is empty/],
    ["one country to compare", ["compare", "FRA"], /two to eight countries/],
    ["an unknown country", ["profile", "Farnce republik"], /Unknown country "Farnce republik"/],
    ["a misspelt country", ["compare", "FRA", "Germny Land"], /Did you mean .*Germany \(DEU\)/],
    ["an unknown passage", ["passage", "article-004#0"], /no passage with the id.*Near: article-/],
    ["another collection", ["search", "x", "--collection", "mine"], /attache corpus add/],
    ["a batch without a place for results", ["search", "--batch", "in.jsonl"], /Add --out/],
    ["a batch that is not there", ["search", "--batch", "no-such.jsonl", "--out", join(folder, "x")], /cannot be read/],
    ["an unknown suite", ["eval", "no-such"], /The suites are .*articles/],
    ["data of evals that is not there", ["eval", "articles", "--data", "/nope"], /no folder "\/nope".*--data/],
  ])("%s is wrong usage: one sentence that says what to do, exit 2", async (_name, args, sentence) => {
    const run = await attache(args);
    expect(run).toMatchObject({ code: 2, out: "" });
    expect(run.err).toMatch(sentence);
    expect(run.err.trimEnd().split("\n")).toHaveLength(1);
    const asJson = await attache([...args, "--json"]);
    if (args.at(-1) === "--limit") return; // there --json is taken as the value
    expect(asJson).toMatchObject({ code: 2, err: "" });
    const { error } = document(asJson) as { error: { kind: string; message: string; next: string } };
    expect(["usage", "not-found"]).toContain(error.kind);
    expect(`${error.message} ${error.next}`).toMatch(sentence);
  });

  it("shows the technical cause only when asked to", async () => {
    const args = ["search", "x", "--limit", "many"];
    expect((await attache(args)).err).not.toMatch(/ZodError| {4}at /);
    expect((await attache(args, { environment: { ATTACHE_DEBUG: "1" } })).err).toMatch(/ZodError/);
  });
});

describe("search", () => {
  it("prints one document with results of the contract's shape", async () => {
    const run = await attache(["search", "NVIDIA", "share", "of projects", "--limit", "3", "--json"]);
    expect(run).toMatchObject({ code: 0, err: "" });
    const found = document(run);
    expect(found).toMatchObject({ query: "NVIDIA share of projects", relevant: true });
    expect(SearchResult.array().length(3).safeParse(found.results).error).toBeUndefined();
  });

  it("keeps to the countries and topics asked for", async () => {
    const run = await attache(["search", "investment", "--country", "Japan,KSA", "--topic", "capital", "--json"]);
    for (const { countries } of SearchResult.array().nonempty().parse(document(run).results))
      expect(countries.some((code) => code === "JPN" || code === "SAU")).toBe(true);
  });

  it("finds nothing for stop words alone, which is no failure", async () => {
    const run = await attache(["search", "the of and", "--json"]);
    expect(run.code).toBe(0);
    expect(document(run)).toMatchObject({ relevant: false, results: [] });
  });

  it("reads the query from standard input", async () => {
    const run = await attache(["search", "-", "--json"], { input: "Rapidus golden share\n" });
    expect(document(run)).toMatchObject({ query: "Rapidus golden share" });
  });

  it("works through a batch in its order; a bad line is recorded and the rest goes on", async () => {
    const from = join(folder, "queries.jsonl");
    const to = join(folder, "found.jsonl");
    writeFileSync(from, '{"id":"a","query":"chips"}\n\nnot json\n{"id":7}\n{"id":8,"query":"energy"}\r\n');
    const run = await attache(["search", "--batch", from, "--out", to, "--limit", "2", "--json"]);
    expect(run.code).toBe(1);
    expect(document(run)).toEqual({ done: 2, failed: 2, out: to });
    const lines = jsonLines(to);
    expect(lines.map((line) => line.id)).toEqual(["a", null, 7, 8]);
    expect(Object.keys(lines[0] ?? {})).toEqual(["id", "results"]);
    expect(SearchResult.array().length(2).safeParse(lines[3]?.results).success).toBe(true);
    expect(lines[1]).toMatchObject({ line: 3, error: { kind: "usage" } });
    expect(lines[2]).toMatchObject({
      line: 4,
      error: { kind: "usage", message: 'Line 4 has no "query".', next: 'Add it: {"id": 1, "query": …}.' },
    });
  });

  it("never writes a batch over its own input", async () => {
    const file = join(folder, "same.jsonl");
    writeFileSync(file, '{"id":"a","query":"chips"}\n');
    expect((await attache(["search", "--batch", file, "--out", file])).code).toBe(2);
    expect(readFileSync(file, "utf8")).toContain("chips");
  });
});

describe("tools as commands", () => {
  it.each([
    ["profile", ["profile", "Saudi", "Arabia"], { country: "SAU" }],
    [
      "compare",
      ["compare", "KSA", "Emirates", "--topic", "compute"],
      { countries: [{ country: "SAU" }, { country: "ARE" }] },
    ],
    ["sources", ["sources", "--country", "FRA", "--limit", "1"], { sources: [{}] }],
    [
      "countries",
      ["countries", "ROK", "Japn"],
      { total: 2, countries: [{ country: "KOR" }, { country: "JPN", exact: false }] },
    ],
    ["passage", ["passage", "FRA-001"], { id: "FRA-001", kind: "fact" }],
  ])("%s gives the tool's output as JSON, and as text", async (_name, args, shape) => {
    const asJson = await attache([...args, "--json"]);
    expect(asJson).toMatchObject({ code: 0, err: "" });
    expect(document(asJson)).toMatchObject(shape);
    const asText = await attache(args);
    expect(asText.code).toBe(0);
    expect(asText.out.length).toBeGreaterThan(40);
  });

  it("gives more than one page of a tool when asked to", async () => {
    const { total, sources, cursor } = document(await attache(["sources", "--limit", "5000", "--json"]));
    expect(sources).toHaveLength(Number(total));
    expect(cursor).toBeNull();
    const few = document(await attache(["sources", "--limit", "60", "--json"]));
    expect(few.sources).toEqual((sources as unknown[]).slice(0, 60));
  });
});

describe("output", () => {
  it("holds no colour and no control character in a pipe", async () => {
    const { out } = await attache(["profile", "FRA"], { environment: { FORCE_COLOR: "1" } });
    expect(out).not.toMatch(/[^\P{Cc}\n\t]/u);
  });

  it("ends quietly with 0 when the reader goes away", async () => {
    const ended = await new Promise<{ code: number | null; err: string }>((resolve, reject) => {
      const child = spawn(process.execPath, [inject("attacheCommand"), "sources", "--limit", "5000", "--json"], {
        env: { ...process.env, ATTACHE_HOME: inject("attacheHome") },
      });
      let err = "";
      child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
      child.stdout.once("data", () => child.stdout.destroy());
      child.on("error", reject).on("close", (code) => resolve({ code, err }));
    });
    expect(ended).toEqual({ code: 0, err: "" });
  });

  it("tells of the index on stderr alone, and of nothing with --quiet", async () => {
    const home = mkdtempSync(join(folder, "home-"));
    const first = await attache(["search", "chips", "--json"], { environment: { ATTACHE_HOME: home } });
    expect(first.code).toBe(0);
    expect(first.err).toMatch(/Building the search index[\s\S]*100 %[\s\S]*Index ready/);
    expect(document(first)).toMatchObject({ query: "chips" });
    expect((await attache(["sources", "--limit", "1"])).err).toMatch(/--limit shows more/);
    expect((await attache(["sources", "--limit", "1", "--quiet"])).err).toBe("");
  });
});
