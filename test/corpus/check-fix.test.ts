import { describe, expect, it } from "vitest";

import { fixCorpus } from "../../src/library/check/fix-corpus.ts";
import { check, checkContext, rules } from "../support/check.ts";
import { lineOf, planted } from "../support/planted-faults.ts";
import { corpusFiles, smallCorpusFiles } from "../support/small-corpus.ts";

const saudi = smallCorpusFiles["countries/SAU.yaml"] ?? "";
const emirates = smallCorpusFiles["countries/ARE.yaml"] ?? "";
const digest = smallCorpusFiles["documents/essay.md"] ?? "";

describe("a copied run", () => {
  const page = { name: "page.txt", text: "They say the kingdom plans 6.6 GW of data-centre power by 2034, no less." };

  it("of nine words is found in a claim", () => {
    const { findings } = check(corpusFiles(), { against: [page] });
    expect(findings).toEqual([
      expect.objectContaining({
        rule: "copied-run",
        level: "error",
        file: "countries/SAU.yaml",
        line: lineOf(saudi, "The kingdom plans"),
        message: expect.stringContaining("page.txt"),
      }),
    ]);
  });

  it("is found in a digest, with the line", () => {
    const text = "“Autarky, for no country makes every chip that it runs, every model”";
    const { findings } = check(corpusFiles(), { against: [{ name: "other.md", text }] });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ file: "documents/essay.md", line: lineOf(digest, "Sovereignty in artificial") });
  });

  it("of fewer words is none", () => {
    const text = "the kingdom plans 6.6 GW of data-centre power until 2034";
    expect(check(corpusFiles(), { against: [{ name: "page.txt", text }] }).findings).toEqual([]);
  });
});

describe("--fix", () => {
  const messy = planted(saudi, "topic: energy\n", "topic: energy \t\n")
    .replace(/\n$/, "\n  parties: [Humain, NVIDIA, Humain]\n  also: [gulf-times-2026]\n  conflicts_with: [SAU-001, ARE-001]");

  it("mends what is mechanical, says what, and leaves the rest byte for byte", () => {
    const files = corpusFiles({ "countries/SAU.yaml": messy });
    const { changed, mended, after } = fixCorpus(files, rules, checkContext);
    expect(after.findings.filter((finding) => finding.fixable)).toEqual([]);
    expect(new Set(mended.map((finding) => finding.rule))).toEqual(
      new Set(["white-space", "repeated-entry", "one-sided-conflict"]),
    );
    expect(mended).toHaveLength(6);
    const texts = new Map(changed.map((file) => [file.path, file.content]));
    expect([...texts.keys()].toSorted()).toEqual(["countries/ARE.yaml", "countries/SAU.yaml"]);
    expect(texts.get("countries/ARE.yaml")).toBe(`${emirates}  conflicts_with: [SAU-002]\n`);
    expect(texts.get("countries/SAU.yaml")).toBe(
      planted(saudi, "source: gulf-times-2026\n- id", "source: gulf-times-2026\n  conflicts_with: [SAU-002]\n- id") +
        "  parties: [Humain, NVIDIA]\n  also: []\n  conflicts_with: [SAU-001, ARE-001]\n",
    );
  });

  it("touches nothing in a corpus that is right, and nothing that needs a person", () => {
    expect(fixCorpus(corpusFiles(), rules, checkContext).changed).toEqual([]);
    const wrong = corpusFiles({ "countries/SAU.yaml": planted(saudi, "value: 6.6", "value: 66") });
    const { changed, mended, after } = fixCorpus(wrong, rules, checkContext);
    expect({ changed, mended }).toEqual({ changed: [], mended: [] });
    expect(after.findings).toHaveLength(1);
  });

  it("keeps the line ends of Windows", () => {
    const text = saudi.replaceAll("\n", "\r\n").replace("topic: energy\r\n", "topic: energy  \r\n");
    const { changed } = fixCorpus(corpusFiles({ "countries/SAU.yaml": text }), rules, checkContext);
    expect(changed.map((file) => file.content)).toEqual([saudi.replaceAll("\n", "\r\n")]);
  });

  it("writes the line that editors need, once", () => {
    const context = { ...checkContext, schemas: ["country.schema.json"] };
    const { changed, after } = fixCorpus(corpusFiles(), rules, context);
    expect(changed.map((file) => file.content)).toContain(
      `# yaml-language-server: $schema=../schemas/country.schema.json\n${saudi}`,
    );
    expect(after.findings).toEqual([]);
  });
});
