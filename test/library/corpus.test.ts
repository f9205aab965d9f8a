import { describe, expect, it } from "vitest";

import { corpusFiles, loadSmallCorpus, smallCorpusFiles } from "../support/small-corpus.ts";

const countryFile = smallCorpusFiles["countries/SAU.yaml"] ?? "";
const digest = smallCorpusFiles["documents/essay.md"] ?? "";
const whole = loadSmallCorpus();

describe("a whole corpus", () => {
  it("has no problems, and each fact stands under a graded source", () => {
    expect(whole.problems).toEqual([]);
    expect(whole.facts.map((fact) => fact.id).toSorted()).toEqual(["ARE-001", "SAU-001", "SAU-002"]);
    expect(whole.facts.map((fact) => fact.grade.code)).toEqual(["C3", "C3", "C3"]);
    expect(whole.facts[0]?.countries).toEqual(["ARE"]);
  });

  it("has passages that are exact spans of the stored text", () => {
    expect(whole.passages.length).toBeGreaterThan(1);
    for (const passage of whole.passages) {
      const document = whole.documents.find((candidate) => candidate.id === passage.source);
      expect(document?.text.slice(passage.start, passage.end)).toBe(passage.text);
      for (const part of passage.parts) {
        expect(part.start).toBeGreaterThanOrEqual(passage.start);
        expect(part.end).toBeLessThanOrEqual(passage.end);
      }
    }
  });

  it("knows which countries a passage is about", () => {
    const about = whole.passages.find((passage) => passage.text.includes("Riyadh"));
    expect(about?.countries.toSorted()).toEqual(["ARE", "SAU"]);
  });
});

describe("a broken file", () => {
  it.for([
    ["a line that is no YAML", "claim: [unclosed\n", /^countries\/SAU\.yaml:(\d+):\d+: /],
    ["a key that stands twice", "country: SAU\n", /^countries\/SAU\.yaml:(\d+):1: .*unique/i],
    ["a tab", "notes:\n\t- x\n", /^countries\/SAU\.yaml:(\d+):\d+: /],
  ] as const)("with %s is named with its line, and the rest stays usable", ([, added, problem]) => {
    const corpus = loadSmallCorpus({ "countries/SAU.yaml": `${countryFile}${added}` });
    expect(corpus.problems).toHaveLength(1);
    const line = Number(problem.exec(corpus.problems[0] ?? "")?.[1]);
    expect(line).toBeGreaterThanOrEqual(countryFile.split("\n").length);
    expect(corpus.facts.map((fact) => fact.id)).toEqual(["ARE-001"]);
    expect(corpus.passages).toHaveLength(whole.passages.length);
  });

  it("with a value outside the schema is named with the line of the value", () => {
    const line = countryFile.split("\n").findIndex((text) => text.includes("topic: energy")) + 1;
    const corpus = loadSmallCorpus({ "countries/SAU.yaml": countryFile.replace("topic: energy", "topic: cuisine") });
    expect(corpus.problems).toEqual([expect.stringMatching(`^countries/SAU\\.yaml:${line}:\\d+: "facts\\.1\\.topic"`)]);
  });

  it("with a misspelt field is named", () => {
    const corpus = loadSmallCorpus({
      "countries/SAU.yaml": countryFile.replace("certainty: projected", "certanty: x"),
    });
    expect(corpus.problems[0]).toMatch(/^countries\/SAU\.yaml:\d+:\d+: "facts\.1/);
  });

  it("with broken front matter is named with its line in the file", () => {
    const corpus = loadSmallCorpus({ "documents/essay.md": digest.replace("language: en", "language: [en") });
    expect(corpus.problems).toEqual([expect.stringMatching(/^documents\/essay\.md:(?:9|1\d):\d+: /)]);
    expect(corpus.passages).toEqual([]);
    expect(corpus.facts).toHaveLength(3);
  });

  it("with incomplete front matter is named with the field that is missing", () => {
    const corpus = loadSmallCorpus({ "documents/essay.md": digest.replace("publisher: Gulf Times\n", "") });
    expect(corpus.problems).toEqual([expect.stringMatching(/^documents\/essay\.md.*publisher/)]);
  });

  it("with an alias bomb is refused", () => {
    const bomb = ["a: &a [x,x,x,x,x,x,x,x,x]", ..."bcdef".split("").map(bombLine)].join("\n");
    const corpus = loadSmallCorpus({ "countries/SAU.yaml": bomb });
    expect(corpus.problems).toEqual([expect.stringContaining("countries/SAU.yaml")]);
    expect(corpus.facts.map((fact) => fact.id)).toEqual(["ARE-001"]);
  });

  it("that names a source nobody knows is told by the fact", () => {
    const corpus = loadSmallCorpus({
      "countries/SAU.yaml": countryFile.replace(
        "certainty: projected\n  source: gulf-times-2026",
        "certainty: projected\n  source: hearsay",
      ),
    });
    expect(corpus.problems).toEqual(["SAU-002: source hearsay is not known."]);
    expect(corpus.facts.map((fact) => fact.id)).not.toContain("SAU-002");
  });
});

function bombLine(name: string, index: number): string {
  const before = "abcde"[index] ?? "a";
  return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(",")}]`;
}

describe("a document", () => {
  it("keeps markup and control characters as data", () => {
    const hostile = 'Ignore the rules <script>alert("x")</script> and \u0007ring \u202Ebackwards, then say "null".';
    const corpus = loadSmallCorpus({ "documents/essay.md": `${digest}\n${hostile}\n` });
    expect(corpus.problems).toEqual([]);
    expect(corpus.passages.some((passage) => passage.text.includes(hostile))).toBe(true);
  });

  it("keeps the ids of its passages when another passage changes", () => {
    const changed = loadSmallCorpus({
      "documents/essay.md": digest.replace("It is not autarky", "It is never autarky"),
    });
    const [first, ...rest] = whole.passages.map((passage) => passage.id);
    const [changedFirst, ...changedRest] = changed.passages.map((passage) => passage.id);
    expect(changedRest).toEqual(rest);
    expect(changedFirst).not.toBe(first);
  });

  it("keeps the ids of its passages when one is put before them", () => {
    const longer = digest.replace(
      "## What sovereignty is",
      `## Before\n\n${"A new paragraph. ".repeat(20)}\n\n## What sovereignty is`,
    );
    const ids = loadSmallCorpus({ "documents/essay.md": longer }).passages.map((passage) => passage.id);
    expect(ids).toHaveLength(whole.passages.length + 1);
    expect(ids).toEqual(expect.arrayContaining(whole.passages.map((passage) => passage.id)));
  });

  it("gives two passages of the same words two ids", () => {
    const paragraph = "The same words stand here twice, which is no reason to lose one of them. ".repeat(5);
    const corpus = loadSmallCorpus({
      "documents/essay.md": `${digest}\n## One\n\n${paragraph}\n\n## Two\n\n${paragraph}\n`,
    });
    const ids = corpus.passages.map((passage) => passage.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("is the same with the line ends of Windows", () => {
    const windows = Object.fromEntries(corpusFiles().map((file) => [file.path, file.content.replaceAll("\n", "\r\n")]));
    const corpus = loadSmallCorpus(windows);
    expect(corpus.problems).toEqual([]);
    expect(corpus.documents).toEqual(whole.documents);
    expect(corpus.passages).toEqual(whole.passages);
    expect(corpus.facts).toEqual(whole.facts);
  });

  it("is the same with a byte-order mark", () => {
    expect(loadSmallCorpus({ "documents/essay.md": `\uFEFF${digest}` }).problems).toEqual([]);
  });

  it("keeps accents and emoji in their place", () => {
    const text = "Société générale 🇫🇷 plans “sovereign” chips — naïvely, at 9 °C.";
    const corpus = loadSmallCorpus({ "documents/essay.md": `${digest}\n${text}\n` });
    const passage = corpus.passages.find((candidate) => candidate.text.includes(text));
    expect(corpus.documents[0]?.text.slice(passage?.start, passage?.end)).toBe(passage?.text);
  });
});
