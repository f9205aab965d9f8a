import { describe, expect, it } from "vitest";
import { parse } from "yaml";

import type { FactRecord } from "../../src/domain/fact.ts";
import { addRecord, type NewSource } from "../../src/library/check/write-record.ts";
import { check } from "../support/check.ts";
import { corpusFiles, smallCorpusFiles } from "../support/small-corpus.ts";

const saudi = smallCorpusFiles["countries/SAU.yaml"] ?? "";

const fact: FactRecord = {
  id: "SAU-003",
  topic: "compute",
  kind: "project",
  claim: 'A hall in Dammam: 40 MW, says "the fund" #1, {all of it}.',
  quantity: { value: 40, unit: "MW", bound: "about", of: "power, first hall" },
  as_of: "2026",
  status: "announced",
  certainty: "reported",
  source: "gulf-times-2026",
  also: ["other-2026"],
  conflicts_with: [],
  supersedes: [],
  parties: ["Humain", "Yes, Ltd"],
};
const source: NewSource = {
  key: "other-2026",
  record: {
    title: "Dammam: the hall",
    publisher: "Other",
    kind: "newspaper",
    url: "https://example.org/dammam?a=1#b",
    published: "2026-03-01",
  },
};

interface Parsed {
  sources: Record<string, unknown>;
  facts: Record<string, unknown>[];
}

/** Takes out of `text` the lines that `written` has more; what is left must be `text` again. */
function withoutAdded(text: string, written: string): string {
  const before = text.split("\n");
  const lines = written.split("\n");
  const kept: string[] = [];
  for (const line of lines) if (line === before[kept.length]) kept.push(line);
  return kept.join("\n");
}

describe("a record added to a file", () => {
  it("reads back as it was given, and all that stood there stays", () => {
    const written = addRecord(saudi, "countries/SAU.yaml", fact, source);
    const { facts, sources } = parse(written) as Parsed;
    const { conflicts_with: _none, supersedes: _empty, ...given } = fact;
    expect(facts.at(-1)).toEqual(given);
    expect(sources["other-2026"]).toEqual(source.record);
    expect(facts).toHaveLength(3);
    expect(withoutAdded(saudi, written)).toBe(saudi);
    expect(check(corpusFiles({ "countries/SAU.yaml": written })).findings).toEqual([]);
  });

  it("goes to the end of its list also where something follows it, indented as the list is", () => {
    const indented = `${saudi.replace(/^(- id| {2}(?=[a-z_]+: ).*)/gm, "$1").replace("facts:\n", "facts:\n")}note: last\n`;
    const written = addRecord(indented, "countries/SAU.yaml", fact, source);
    expect(written.endsWith("parties: [Humain, 'Yes, Ltd']\nnote: last\n") || written.endsWith('"Yes, Ltd"]\nnote: last\n')).toBe(true);
    expect((parse(written) as Parsed).facts).toHaveLength(3);
  });

  it("makes the lists where a country has none yet, and ends an unfinished last line", () => {
    const bare = "country: XYZ\nkind: country\nname: Nowhere";
    const written = addRecord(bare, "countries/XYZ.yaml", fact, source);
    expect(written.startsWith(`${bare}\nsources:\n  other-2026:\n    title: `)).toBe(true);
    const { facts, sources } = parse(written) as Parsed;
    expect([facts.length, Object.keys(sources).length]).toEqual([1, 1]);
  });

  it("keeps the line ends of Windows", () => {
    const windows = saudi.replaceAll("\n", "\r\n");
    expect(addRecord(windows, "countries/SAU.yaml", fact, source)).toBe(
      addRecord(saudi, "countries/SAU.yaml", fact, source).replaceAll("\n", "\r\n"),
    );
  });

  it("is refused where the list is written in another way", () => {
    const flow = "country: XYZ\nkind: country\nname: Nowhere\nfacts: [{id: XYZ-001}]\n";
    expect(() => addRecord(flow, "countries/XYZ.yaml", fact)).toThrow(/not written as a list of lines/);
    expect(() => addRecord("a: [\n", "countries/XYZ.yaml", fact)).toThrow(/cannot be read/);
  });
});
