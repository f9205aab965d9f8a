import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { describe, expect, it } from "vitest";
import { parse } from "yaml";

import { runCommand, type CommandRun } from "../support/command.ts";
import { shippedCorpus } from "../support/check.ts";
import { smallCorpusFiles } from "../support/small-corpus.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const day = ["--today", "2026-11-24"];

/** A folder with the small corpus, some files of it changed. */
function smallCorpus(changes: Record<string, string> = {}): string {
  const folder = temporaryFolder();
  for (const [path, content] of Object.entries({ ...smallCorpusFiles, ...changes })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

function document(run: CommandRun): Record<string, unknown> {
  return JSON.parse(run.out) as Record<string, unknown>;
}

function corpus(folder: string, ...arguments_: string[]): Promise<CommandRun> {
  return runCommand(["corpus", ...arguments_], { environment: { ATTACHE_CORPUS: folder } });
}

function options(values: Record<string, string>): string[] {
  return Object.entries(values).flatMap(([name, value]) => [`--${name}`, value]);
}

const saudi = smallCorpusFiles["countries/SAU.yaml"] ?? "";

describe("corpus", () => {
  it("is a family of commands: says what there is", async () => {
    expect((await runCommand(["corpus", "--help"])).out).toMatch(/check \[folder\][\s\S]*coverage[\s\S]*add-fact/);
    const none = await runCommand(["corpus"]);
    expect(none).toMatchObject({ code: 2, out: "" });
    expect(none.err).toMatch(/check, coverage, add-fact/);
    expect((await runCommand(["corpus", "chek"])).err).toMatch(/Did you mean check\?/);
    expect((await runCommand(["corpus", "check", "--fxi"])).err).toMatch(/Did you mean --fix\?/);
    expect((await runCommand(["corpus", "check", "--rule"])).err).toMatch(/attache corpus check --help/);
  });
});

describe("corpus check", () => {
  it("finds nothing wrong in a corpus that is right", async () => {
    const run = await corpus(smallCorpus(), "check", ...day);
    expect(run).toEqual({ code: 0, out: "0 errors, 0 warnings, 0 proposals in 4 files.\n", err: "" });
  });

  it("names file, line, column and mend by file, counts them, and fails on an error", async () => {
    const folder = smallCorpus({
      "countries/SAU.yaml": saudi.replace("value: 6.6", "value: 66").replace("topic: energy\n", "topic: energy \n"),
      "documents/essay.md": "No front matter.\n",
    });
    const run = await runCommand(["corpus", "check", folder, ...day]);
    expect(run.code).toBe(1);
    expect(run.out.split("\n")).toEqual([
      expect.stringMatching(
        /^countries\/SAU\.yaml:26:16 warning: The line ends .* — Take it out\. \(white-space, --fix\)$/,
      ),
      expect.stringMatching(
        /^countries\/SAU\.yaml:29:21 error: SAU-002: .* 66 GW, but 6\.6 GW — .* \(number-in-claim\)$/,
      ),
      "",
      expect.stringMatching(/^documents\/essay\.md:1:1 error: The digest has no front matter — /),
      "",
      "2 errors, 1 warning, 0 proposals in 4 files; --fix mends 1.",
      "",
    ]);
    const asJson = await runCommand(["corpus", "check", folder, ...day, "--json"]);
    expect(asJson).toMatchObject({ code: 1, err: "" });
    expect(document(asJson)).toMatchObject({
      files: 4,
      errors: 2,
      warnings: 1,
      findings: [
        { file: "countries/SAU.yaml", line: 26, rule: "white-space", fixable: true },
        { file: "countries/SAU.yaml", line: 29, column: 21, rule: "number-in-claim", level: "error", fixable: false },
        { file: "documents/essay.md", line: 1, rule: "front-matter" },
      ],
    });
    expect(document(await corpus(folder, "check", "--rule", "white-space", "--json"))).toMatchObject({
      errors: 0,
      warnings: 1,
    });
  });

  it("passes warnings and proposals", async () => {
    const folder = smallCorpus({ "countries/SAU.yaml": saudi.replace("'2026-01'", "'2019'") });
    expect(await corpus(folder, "check", ...day)).toMatchObject({
      code: 0,
      out: expect.stringContaining("0 errors, 1 warning"),
    });
  });

  it("--fix mends what is mechanical in the files, and says so", async () => {
    const folder = smallCorpus({ "countries/SAU.yaml": saudi.replace("topic: energy\n", "topic: energy \n") });
    const run = await corpus(folder, "check", "--fix", ...day);
    expect(run.code).toBe(0);
    expect(run.out).toMatch(/^Mended\ncountries\/SAU\.yaml:26 The line ends with white space\n\n0 errors/);
    expect(readFileSync(join(folder, "countries/SAU.yaml"), "utf8")).toBe(saudi);
    expect((await corpus(folder, "check", "--fix", ...day)).out).toMatch(/^Nothing could be mended/);
  });

  it("--against finds runs of words that stand in a text elsewhere", async () => {
    const texts = temporaryFolder();
    writeFileSync(join(texts, "page.html"), "<p>So the kingdom <b>plans</b> 6.6 GW of data-centre power by 2034.</p>");
    const run = await corpus(smallCorpus(), "check", "--against", texts, ...day);
    expect(run.code).toBe(1);
    expect(run.out).toMatch(/countries\/SAU\.yaml:28:10 error: SAU-002 shares 9 words with page\.html/);
    expect(await corpus(smallCorpus(), "check", "--against", join(texts, "no"))).toMatchObject({ code: 2, out: "" });
  });

  it("shows no control character of a file on the terminal", async () => {
    const hostile = saudi

      .replace("kind: deal", 'kind: "\\e[2Jdeal\\u202E"')
      .replace("SAU-002", '"\\e[31mX"');
    const run = await corpus(smallCorpus({ "countries/SAU.yaml": hostile }), "check", ...day);
    expect(run.code).toBe(1);
    expect(run.out).not.toMatch(/[^\P{Cc}\n]|\u202E/u);
  });

  it.each([
    ["no corpus there", ["check", "no-such-folder"], /no corpus in/],
    ["an unknown rule", ["check", "--rule", "spelling"], /no rule "spelling".*bloc-members/],
    ["no day", ["check", "--today", "2026-02-30"], /--today.*YYYY-MM-DD/],
  ])("%s is wrong usage", async (_name, args, sentence) => {
    const run = await corpus(shippedCorpus, ...args);
    expect(run).toMatchObject({ code: 2, out: "" });
    expect(run.err).toMatch(sentence);
  });

  it("works on the shipped corpus when none is named, which has no error", async () => {
    const run = await runCommand(["corpus", "check", "--json"]);
    expect(run).toMatchObject({ code: 0, err: "" });
    expect(document(run)).toMatchObject({ errors: 0, folder: shippedCorpus });
  });
});

describe("corpus coverage", () => {
  it("shows country by topic, and as JSON with dates and grades", async () => {
    const run = await runCommand(["corpus", "coverage"]);
    expect(run.code).toBe(0);
    expect(run.out).toMatch(/facts, the newest of 20\d\d[\s\S]*with at least 20[\s\S]*^FRA +\d+/m);
    const { rows } = document(await runCommand(["corpus", "coverage", "--json"])) as { rows: { country: string }[] };
    expect(rows.find((row) => row.country === "FRA")).toMatchObject({
      topics: { compute: { best: expect.any(String) } },
    });
  });

  it("--write needs a README with the two markers", async () => {
    const folder = smallCorpus();
    const none = await corpus(folder, "coverage", "--write");
    expect(none).toMatchObject({ code: 1, out: "" });
    expect(none.err).toMatch(/coverage:start/);
    writeFileSync(join(folder, "README.md"), "<!-- coverage:start -->\n<!-- coverage:end -->\n");
    expect((await corpus(folder, "coverage", "--write")).code).toBe(0);
    expect(readFileSync(join(folder, "README.md"), "utf8")).toMatch(/\| Saudi Arabia \(SAU\) \| 2 \|/);
  });
});

describe("corpus add-fact", () => {
  const flags = options({
    country: "SAU",
    topic: "talent",
    kind: "project",
    status: "announced",
    certainty: "reported",
    claim: "A fund means to train 20,000 Saudis in AI, a ministry says: by 2030.",
    value: "20000",
    unit: "people",
    "as-of": "2026-03",
    "target-date": "2030",
    party: "The Fund",
  });
  const newSource = options({
    "source-url": "https://example.org/train",
    "source-title": "A fund trains",
    "source-publisher": "Gulf Times",
    "source-kind": "newspaper",
    "source-published": "2026-03-02",
  });

  it("writes a valid record with its source, and nothing else changes", async () => {
    const folder = smallCorpus();
    const run = await corpus(folder, "add-fact", ...flags, ...newSource, ...day, "--json");
    expect(run.code).toBe(0);
    expect(document(run)).toMatchObject({ id: "SAU-003", file: "countries/SAU.yaml", written: true, findings: [] });
    const written = readFileSync(join(folder, "countries/SAU.yaml"), "utf8");
    expect(
      written.replace(/ {2}gulf-times-2026-03-02:\n(?: {4}.*\n)+/, "").replace(/- id: SAU-003\n(?: {2}.*\n)+/, ""),
    ).toBe(saudi);
    const { facts } = parse(written) as { facts: unknown[] };
    expect(facts.at(-1)).toEqual({
      id: "SAU-003",
      topic: "talent",
      kind: "project",
      claim: "A fund means to train 20,000 Saudis in AI, a ministry says: by 2030.",
      quantity: { value: 20_000, unit: "people" },
      as_of: "2026-03",
      target_date: "2030",
      status: "announced",
      certainty: "reported",
      source: "gulf-times-2026-03-02",
      parties: ["The Fund"],
    });
    expect((await corpus(folder, "check", ...day)).code).toBe(0);
  });

  it("uses a source that is known, by key or by address, also from another file", async () => {
    const folder = smallCorpus();
    const dry = ["--dry-run", ...day, "--json"];
    const byKey = document(await corpus(folder, "add-fact", ...flags, "--source", "gulf-times-2026", ...dry));
    expect(byKey).toMatchObject({ source: null, fact: { source: "gulf-times-2026" }, written: false });
    const byUrl = document(
      await corpus(folder, "add-fact", ...flags, "--source-url", "https://example.org/humain", ...dry),
    );
    expect(byUrl).toMatchObject({ source: null, fact: { source: "gulf-times-2026" } });
    const other = document(
      await corpus(folder, "add-fact", ...flags, "--source-url", "https://example.org/campus", ...dry),
    );
    expect(other).toMatchObject({ source: { key: "gulf-times-2025", record: { title: "A campus in Abu Dhabi" } } });
    expect(readFileSync(join(folder, "countries/SAU.yaml"), "utf8")).toBe(saudi);
  });

  it("--dry-run prints the record and writes nothing", async () => {
    const folder = smallCorpus();
    const run = await corpus(folder, "add-fact", ...flags, ...newSource, ...day, "--dry-run");
    expect(run.code).toBe(0);
    expect(run.out).toMatch(/^ {2}gulf-times-2026-03-02:\n[\s\S]*\n- id: SAU-003\n[\s\S]*Nothing was written/);
    expect(readFileSync(join(folder, "countries/SAU.yaml"), "utf8")).toBe(saudi);
  });

  it.each([
    [
      "a figure that the claim does not say",
      ["--value", "21000"],
      /error: SAU-003: the claim does not say 21000 people/,
    ],
    ["a unit nobody knows", ["--unit", "heads"], /error: SAU-003: the unit "heads" is not known/],
    ["a date to come", ["--as-of", "2027"], /error: SAU-003, as_of: 2027 is later than today/],
    ["a tag", ["--claim", "A <b>fund</b> means to train 20,000 Saudis."], /error: The text has an HTML tag/],
    ["a fact that is not there", ["--supersedes", "SAU-099"], /error: SAU-003, supersedes: there is no fact "SAU-099"/],
  ])("refuses %s with the findings", async (_name, more, finding) => {
    const folder = smallCorpus();
    const run = await corpus(folder, "add-fact", ...flags, ...newSource, ...more, ...day);
    expect(run.code).toBe(1);
    expect(run.out).toMatch(finding);
    expect(run.out).toMatch(/Nothing was written: mend the errors first/);
    expect(readFileSync(join(folder, "countries/SAU.yaml"), "utf8")).toBe(saudi);
  });

  it("refuses to add to a file that is broken", async () => {
    const broken = `${saudi}x: [\n`;
    const folder = smallCorpus({ "countries/SAU.yaml": broken });
    const run = await corpus(folder, "add-fact", ...flags, ...newSource, ...day);
    expect(run).toMatchObject({ code: 1, out: "" });
    expect(run.err).toMatch(/countries\/SAU\.yaml cannot be read.*corpus check/);
    expect(readFileSync(join(folder, "countries/SAU.yaml"), "utf8")).toBe(broken);
  });

  it.each([
    [
      "what is missing",
      ["--country", "SAU"],
      /Missing: --topic, --kind, --claim, --as-of, --certainty, --source or --source-url/,
    ],
    ["a topic that is none", ["--topic", "food"], /--topic: "food" is none of strategy/],
    ["a figure in words", [...flags, "--value", "many"], /--value: give a plain number/],
    ["a source nobody knows", [...flags, "--source", "hearsay"], /no file has a source "hearsay"/],
    ["an unknown country", [...flags, ...newSource, "--country", "Atlantis"], /Unknown country "Atlantis"/],
  ])("names %s", async (_name, args, sentence) => {
    const run = await corpus(smallCorpus(), "add-fact", ...args);
    expect(run).toMatchObject({ code: 2, out: "" });
    expect(run.err).toMatch(sentence);
  });

  it("adds to a copy of the shipped corpus", async () => {
    const folder = temporaryFolder();
    for (const name of ["countries", "documents", "schemas"])
      cpSync(join(shippedCorpus, name), join(folder, name), { recursive: true });
    const before = readFileSync(join(folder, "countries/NZL.yaml"), "utf8");
    const run = await corpus(folder, "add-fact", ...flags, ...newSource, "--country", "NZL", ...day);
    expect(run.code).toBe(0);
    expect(run.out).toMatch(/^NZL-\d{3} was added to countries\/NZL\.yaml\.$/m);
    expect(readFileSync(join(folder, "countries/NZL.yaml"), "utf8").length).toBeGreaterThan(before.length + 300);
  });
});
