import { describe, expect, it } from "vitest";

import { schemaNames } from "../../src/library/check/schema-names.ts";
import { readCorpusFiles } from "../../src/library/corpus-files.ts";
import { check, checkContext, shippedCorpus } from "../support/check.ts";

describe("the shipped corpus", () => {
  const { files } = readCorpusFiles(shippedCorpus);
  const now = new Date().toISOString().slice(0, 10);
  const today = now > checkContext.today ? now : checkContext.today;
  const shipped = check(files, { schemas: schemaNames, today });

  it("has no error, and nothing that a machine could mend", () => {
    expect(files.length).toBeGreaterThan(250);
    expect(shipped.findings.filter((finding) => finding.level === "error")).toEqual([]);
    expect(shipped.edits).toEqual([]);
  });

  it("has few doubtful findings", () => {
    const count = (name: string): number => shipped.findings.filter((finding) => finding.rule === name).length;
    expect(count("number-in-claim")).toBeLessThan(10);
    expect(count("proposed-conflict")).toBeLessThan(20);
    expect(count("near-duplicate")).toBeLessThan(10);
  });

  it("shows each fault that is planted in it, and only those", () => {
    const plant = (path: string, from: RegExp, to: string): { path: string; line: number } => {
      const file = files.find((candidate) => candidate.path === path);
      const match = from.exec(file?.content ?? "");
      if (!file || !match) throw new Error(`${path} has no ${from}.`);
      copy.set(path, (copy.get(path) ?? file.content).replace(from, to));
      return { path, line: file.content.slice(0, match.index).split("\n").length };
    };
    const copy = new Map<string, string>();
    const expected = [
      { rule: "number-in-claim", ...plant("countries/FRA.yaml", /(?<=quantity: \{value: )109(?=, unit: EUR billion)/, "901") },
      { rule: "dates", ...plant("countries/KEN.yaml", /(?<=as_of: )'2024-11-14'/, "'2097-11-14'") },
      { rule: "dangling-reference", ...plant("countries/JPN.yaml", /(?<=\n {2}source: )[a-z].*/, "nobody-knows") },
      { rule: "bloc-members", ...plant("countries/GCC.yaml", /(?<=members: \[)(?=ARE)/, "GCC, ") },
      { rule: "duplicate-id", ...plant("countries/ITA.yaml", /(?<=- id: )ITA-002/, "ITA-001") },
      { rule: "unknown-unit", ...plant("documents/article-000.yaml", /(?<=unit: )USD trillion/, "USD zillion") },
    ];
    const changed = files.map(({ path, content }) => ({ path, content: copy.get(path) ?? content }));
    const known = new Set(shipped.findings.map(({ rule, file, message }) => `${rule} ${file} ${message}`));
    const found = check(changed, { today }).findings.filter(
      ({ rule, level, file, message }) => level === "error" && !known.has(`${rule} ${file} ${message}`),
    );
    for (const { rule, path, line } of expected)
      expect(found).toContainEqual(expect.objectContaining({ rule, file: path, line, level: "error" }));
    const touched = new Set(found.map((finding) => finding.file));
    // With the id of a fact gone, the questions predicted for it lead nowhere.
    const paths = [...expected.map(({ path }) => path), "questions/ITA.yaml", "questions/several/ITA.yaml"];
    expect([...touched].toSorted()).toEqual(paths.toSorted());
  });
});
