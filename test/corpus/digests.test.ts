import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stemmer } from "stemmer";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

const root = fileURLToPath(new URL("../../", import.meta.url));
const documents = join(root, "corpus/documents");
const shared = join(root, "../shared");
const articles = ["000", "001", "002", "003", "004"];

const minimumWordShare = 0.65;
const longestAllowedRun = 8;

type Table = Record<string, unknown>;

interface Fact {
  id: string;
  claim: string;
  quantity: unknown;
}

function isTable(value: unknown): value is Table {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function table(value: unknown, where: string): Table {
  if (!isTable(value)) throw new Error(`${where}: a mapping is expected`);
  return value;
}

function rows(value: unknown, where: string): Table[] {
  if (!Array.isArray(value)) throw new Error(`${where}: a list is expected`);
  return value.map((row: unknown, at) => table(row, `${where}[${at}]`));
}

function text(value: unknown, where: string): string {
  if (typeof value !== "string" || value === "") throw new Error(`${where}: a text is expected`);
  return value;
}

function texts(value: unknown, where: string): string[] {
  if (!Array.isArray(value)) throw new Error(`${where}: a list is expected`);
  return value.map((item: unknown, at) => text(item, `${where}[${at}]`));
}

function readYaml(path: string): Table {
  const value: unknown = parse(readFileSync(path, "utf8"));
  return table(value, path);
}

function factsOf(path: string): Fact[] {
  return rows(readYaml(path)["facts"], path).map((row) => ({
    id: text(row["id"], `${path} id`),
    claim: text(row["claim"], `${path} claim`),
    quantity: row["quantity"] ?? null,
  }));
}

function digest(article: string): { front: Table; body: string } {
  const path = join(documents, `article-${article}.md`);
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(path, "utf8"));
  if (match === null) throw new Error(`${path}: front matter is missing`);
  const front: unknown = parse(match[1] ?? "");
  return { front: table(front, path), body: match[2] ?? "" };
}

/** Paragraphs, whole lists and whole tables; headings are not evidence. */
function blocks(body: string): string[] {
  return body
    .split(/\n\s*\n/)
    .map((block) => block.trim())
    .filter((block) => block !== "" && !block.startsWith("#"));
}

const functionWords = new Set(
  (
    "a an and are as at be been being but by can could did do does for from had has have he her " +
    "his how i if in into is it its may might more most no nor not of on one or other over own out " +
    "than that the their them then there these they this those to too under up was were what when " +
    "where which while who whom whose why will with would within without yet also both each about " +
    "any all some such only"
  ).split(" "),
);

function stems(passage: string): Set<string> {
  const words =
    passage
      .toLowerCase()
      .replaceAll("’", "'")
      .match(/[a-z][a-z']*/g) ?? [];
  return new Set(
    words
      .map((word) => word.replace(/'s?$/, ""))
      .filter((word) => word.length > 1 && !functionWords.has(word))
      .map((word) => stemmer(word)),
  );
}

function figures(passage: string): Set<string> {
  const found = passage.match(/\d+(?:[.,]\d+)*/g) ?? [];
  return new Set(found.map((figure) => figure.replaceAll(",", "")));
}

function carries(passage: string, claim: string): boolean {
  const wanted = [...stems(claim)];
  const present = stems(passage);
  const share = wanted.filter((stem) => present.has(stem)).length / wanted.length;
  const numbers = figures(passage);
  return share >= minimumWordShare && [...figures(claim)].every((figure) => numbers.has(figure));
}

function tokens(passage: string): string[] {
  return (
    passage
      .toLowerCase()
      .replaceAll(/[’‘]/g, "'")
      .match(/[a-z0-9$€%.']*[a-z0-9%]/g) ?? []
  );
}

function runsOf(words: string[], length: number): string[] {
  const runs: string[] = [];
  for (let at = 0; at + length <= words.length; at += 1) {
    runs.push(words.slice(at, at + length).join(" "));
  }
  return runs;
}

/** A locator points into the source in at most eight words; a url is an address, not prose. */
function prose(file: string): string {
  return file.replaceAll(/^ *(?:locator|url): .*$/gm, "");
}

function corpusFiles(): string[] {
  const corpus = join(root, "corpus");
  return readdirSync(corpus, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(?:md|ya?ml)$/.test(name))
    .map((name) => join(corpus, name));
}

function sourceFacts(article: string): Fact[] {
  return factsOf(join(shared, `facts/articles/${article}.yaml`));
}

/** What a conflict takes over from contradictions.yaml; its note is worded anew. */
function takenOver(row: Table): Table {
  return {
    id: row["id"],
    topic: row["topic"],
    kind: row["kind"],
    status: row["status"],
    facts: row["facts"],
    country_facts: row["country_facts"] ?? null,
  };
}

const hasShared = existsSync(join(shared, "facts/articles")) && existsSync(join(shared, "seeds"));

describe.skipIf(!hasShared)("digests against ../shared (skipped where ../shared is absent)", () => {
  it.each(articles)("article %s: the corpus holds each audited record as it stands", (article) => {
    const held = factsOf(join(documents, `article-${article}.yaml`));
    expect(held).toEqual(sourceFacts(article));
  });

  it.each(articles)("article %s: one block of the digest carries each record", (article) => {
    const passages = blocks(digest(article).body);
    const lost = sourceFacts(article)
      .filter((fact) => !passages.some((passage) => carries(passage, fact.claim)))
      .map((fact) => `${fact.id} ${fact.claim}`);
    expect(lost).toEqual([]);
  });

  it("conflicts.yaml holds each entry of contradictions.yaml", () => {
    const listed: unknown = parse(readFileSync(join(shared, "facts/articles/contradictions.yaml"), "utf8"));
    const held = rows(readYaml(join(root, "corpus/conflicts.yaml"))["conflicts"], "conflicts");
    const wanted = rows(listed, "contradictions").map(takenOver);
    expect(held.map(takenOver)).toEqual(expect.arrayContaining(wanted));
  });

  it("no nine words in a row are shared with an article, titles apart", () => {
    const length = longestAllowedRun + 1;
    const folder = join(shared, "seeds");
    const seeds = readdirSync(folder).filter((name) => name.endsWith(".txt"));
    expect(seeds).toHaveLength(articles.length);
    const published = new Set(
      seeds.flatMap((name) => runsOf(tokens(readFileSync(join(folder, name), "utf8")), length)),
    );
    for (const article of articles) {
      const title = text(digest(article).front["title"], "title");
      for (const run of runsOf(tokens(title), length)) published.delete(run);
    }
    const copied = corpusFiles().flatMap((path) =>
      runsOf(tokens(prose(readFileSync(path, "utf8"))), length)
        .filter((run) => published.has(run))
        .map((run) => `${path}: ${run}`),
    );
    expect(copied).toEqual([]);
  });
});

describe("digests", () => {
  const neededKeys = [
    "id",
    "title",
    "publisher",
    "kind",
    "author",
    "published",
    "url",
    "language",
    "accessed",
    "grade",
    "grade_reason",
    "note",
  ];

  it.each(articles)("article %s: the front matter says what the source is", (article) => {
    const { front, body } = digest(article);
    expect(Object.keys(front)).toEqual(expect.arrayContaining(neededKeys));
    expect(front["id"]).toBe(`article-${article}`);
    expect(front["grade"]).toMatch(/^[A-F][1-6]$/);
    expect(front["url"] === null || text(front["url"], "url").startsWith("https://")).toBe(true);
    expect(body.match(/^# .+$/gm)).toEqual([`# ${text(front["title"], "title")}`]);
  });

  it.each(articles)("article %s: its facts name it as their document and source", (article) => {
    const path = join(documents, `article-${article}.yaml`);
    const file = readYaml(path);
    expect(file["document"]).toBe(`article-${article}`);
    const sources = rows(file["facts"], path).map((row) => row["source"]);
    expect(new Set(sources)).toEqual(new Set([`article-${article}`]));
  });

  it.each(articles)("article %s: a locator has at most eight words", (article) => {
    const path = join(documents, `article-${article}.yaml`);
    const locators = rows(readYaml(path)["facts"], path).map((row) => text(row["locator"], path));
    expect(locators.filter((locator) => locator.trim().split(/\s+/).length > 8)).toEqual([]);
  });

  const factIds = articles.flatMap((article) =>
    factsOf(join(documents, `article-${article}.yaml`)).map((fact) => fact.id),
  );

  it("fact ids are unique", () => {
    const repeated = factIds.filter((id, at) => factIds.indexOf(id) !== at);
    expect(repeated).toEqual([]);
  });

  it("each conflict names known facts and says how they relate", () => {
    const conflicts = rows(readYaml(join(root, "corpus/conflicts.yaml"))["conflicts"], "conflicts");
    const known = new Set(factIds);
    for (const conflict of conflicts) {
      const id = text(conflict["id"], "id");
      expect(["open", "agreed", "explained", "closed"], id).toContain(conflict["status"]);
      expect(["conflict", "agreement", "gap"], id).toContain(conflict["relation"]);
      expect(text(conflict["note"], id)).not.toMatch(/\bseed/i);
      const named = texts(conflict["facts"], id).filter((fact) => fact.startsWith("sf-"));
      expect(
        named.filter((fact) => !known.has(fact)),
        id,
      ).toEqual([]);
    }
  });
});
