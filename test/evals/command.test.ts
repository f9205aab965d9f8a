import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, inject, it } from "vitest";

import type { Comparison } from "../../src/evals/compare.ts";
import type { EvalReport } from "../../src/evals/report.ts";
import { runCommand } from "../support/command.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

describe("attache eval", () => {
  it("writes its files, goes on where it stopped, and is compared with itself", async () => {
    const folder = temporaryFolder();
    const [one, other] = [join(folder, "one"), join(folder, "other")];
    const first = await runCommand(["eval", "articles", "--filter", "alias", "--limit", "2", "--out", one, "--json"]);
    expect(first).toMatchObject({ code: 0, err: expect.stringContaining("2 of 2") });
    const report = JSON.parse(first.out) as EvalReport;
    expect(report.splits).toMatchObject([{ kind: "answers", suite: "articles", cases: 2, complete: false }]);
    expect(first.out).not.toContain('"answer"');
    for (const name of ["results.json", "junit.xml", "report.html", "cases.jsonl"])
      expect(existsSync(join(one, name))).toBe(true);
    expect(readFileSync(join(one, "results.json"), "utf8")).toContain('"answer"');

    const more = await runCommand(["eval", "articles", "--filter", "alias", "--out", one]);
    expect(more.err).toMatch(/articles development: 2 of 4 are in .*cases\.jsonl; going on with the rest/);
    expect(more.out).toMatch(/alias +4 /);

    await runCommand(["eval", "articles", "--filter", "alias", "--jobs", "1", "--out", other, "--quiet"]);
    const compared = await runCommand(["eval", "compare", one, join(other, "results.json"), "--json"]);
    expect(compared).toMatchObject({ code: 0, err: "" });
    expect(JSON.parse(compared.out) as Comparison).toMatchObject({
      splits: [{ suite: "articles", cases: 4, metrics: { pass: { difference: 0, p: 1 } }, gained: [], lost: [] }],
      warnings: [],
    });
    expect((await runCommand(["eval", "compare", one, other])).out).toMatch(/passed .* 0\.0 \[0\.0, 0\.0\] +1\.000/);
  });

  it("measures the search of another MCP server as its own", async () => {
    const scoresOf = async (...more: string[]): Promise<unknown> => {
      const run = await runCommand(["eval", "retrieval", "--limit", "5", "--json", "--quiet", ...more]);
      expect(run).toMatchObject({ code: 0, err: "" });
      const [split] = (JSON.parse(run.out) as EvalReport).splits;
      return split?.items.map((item) => ("shares" in item ? item.shares : null));
    };
    const server = `"${process.execPath}" "${inject("attacheCommand")}" mcp`;
    expect(await scoresOf("--mcp", server)).toEqual(await scoresOf());
  });

  it.each([
    ["one result to compare", ["compare", "a"], /takes two results/],
    ["an option that is no matter of a comparison", ["compare", "a", "b", "--limit", "3"], /takes no --limit/],
    ["results that are not there", ["compare", "no-such", "no-such"], /no results in "no-such"/],
    ["no server at all", ["articles", "--mcp", "no-such-command"], /does not answer as an MCP server/],
    ["a server that is none", ["retrieval", "--mcp", `"${process.execPath}" --version`], /does not answer as an MCP/],
    ["a tool without a server", ["retrieval", "--tool", "x"], /--tool belongs to --mcp/],
    ["a split there is not", ["--split", "nope"], /The splits are development, held-out, reference/],
    ["a filter that leaves nothing", ["--filter", "zzz"], /No case matches/],
    ["too many jobs", ["--jobs", "1000"], /--jobs: give a whole number from 1 to 64/],
  ])("with %s is wrong usage", async (_name, args, message) => {
    const run = await runCommand(["eval", ...args]);
    expect(run).toMatchObject({ code: 2, out: "" });
    expect(run.err).toMatch(message);
  });
});
