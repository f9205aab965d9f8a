import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { DOMParser } from "linkedom";
import { describe, expect, it } from "vitest";

import { CheckedSentence } from "../../src/domain/verification.ts";
import { runCommand } from "../support/command.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const draft =
  "# A draft <script>alert(1)</script>\n\nMicrosoft commits USD 15.2 million in the UAE. In February 2025 France's president announced EUR 109 billion of AI infrastructure investment.\n";

function written(name: string, text: string): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, text);
  return file;
}

describe("verify", () => {
  it("prints each sentence with its verdict, what differs and the evidence", async () => {
    const run = await runCommand(["verify", written("draft.md", draft), "--quiet"]);
    expect(run.code).toBe(0);
    expect(run.out).toMatch(/✗ contradicted: Microsoft commits USD 15\.2 million/);
    expect(run.out).toContain("Wrong scale");
    expect(run.out).toMatch(/3 sentences: 1 supported, 1 contradicted, 1 not checked\./);
  });

  it("counts one sentence as one", async () => {
    const run = await runCommand(["verify", "-", "--quiet"], {
      input: "Microsoft commits USD 15.2 million in the UAE.\n",
    });
    expect(run.out).toMatch(/^1 sentence: /m);
  });

  it("prints one JSON document of checked sentences", async () => {
    const run = await runCommand(["verify", written("draft.md", draft), "--json"]);
    const { sentences } = JSON.parse(run.out) as { sentences: unknown[] };
    expect(CheckedSentence.array().parse(sentences)).toHaveLength(3);
  });

  it("writes the draft as one HTML file, marked and escaped", async () => {
    const out = join(temporaryFolder(), "draft.html");
    const run = await runCommand(["verify", written("draft.md", draft), "--format", "html", "--out", out, "--quiet"]);
    expect(run).toMatchObject({ code: 0, out: "" });
    const html = readFileSync(out, "utf8");
    expect(html).not.toContain("<script>");
    const document = new DOMParser().parseFromString(html, "text/html");
    expect(document.querySelector("a.contradicted")?.textContent).toBe(
      "Microsoft commits USD 15.2 million in the UAE.",
    );
    expect(document.querySelector("a.contradicted")?.getAttribute("href")).toBe(
      `#${document.querySelectorAll("section")[0]?.getAttribute("id")}`,
    );
  });

  it("judges pairs line by line, and goes on after a bad one", async () => {
    const lines = [
      JSON.stringify({ id: 1, claim: "Exports fell in 2024.", evidence: "Exports rose in 2024." }),
      "{",
      JSON.stringify({
        id: "b",
        claim: "The plant makes more than two million cars.",
        evidence: "The plant makes 2.4 million cars.",
      }),
    ];
    const out = join(temporaryFolder(), "out.jsonl");
    const run = await runCommand(["verify", "--pairs", written("in.jsonl", lines.join("\n")), "--out", out, "--quiet"]);
    expect(run.code).toBe(1);
    const results = readFileSync(out, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(results[0]).toMatchObject({ id: 1, verdict: "contradicted" });
    expect(results[1]).toHaveProperty("error");
    expect(results[2]).toMatchObject({ id: "b", verdict: "supported" });
  });

  it.for([
    [["verify"], /Name a draft/],
    [["verify", "/nowhere/draft.md"], /cannot be read/],
    [["verify", "draft.md", "--format", "pdf"], /none of text, md, html/],
    [["verify", "--pairs", "in.jsonl"], /file to write to/],
  ] as const)("refuses %j with a sentence and exit code 2", async ([argv, message]) => {
    const run = await runCommand([...argv]);
    expect(run.code).toBe(2);
    expect(run.err).toMatch(message);
    expect(run.err).not.toMatch(/\n\s+at /);
  });
});
