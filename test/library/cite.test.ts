import { createRequire } from "node:module";

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";

import { cslItem, type CslItem } from "../../src/domain/citation-item.ts";
import { citations, CitationStyle } from "../../src/domain/citation.ts";
import type { Source } from "../../src/domain/source.ts";
import type { OpenDesk } from "../../src/desk.ts";
import { createCiter } from "../../src/library/cite.ts";
import { openTestDesk } from "../support/open-test-desk.ts";

interface Parsed {
  title?: string;
  URL?: string;
  author?: { literal?: string; family?: string; given?: string }[];
  issued?: { "date-parts"?: number[][] };
}

// Citation.js, whose parsers of BibTeX and RIS are not ours. It ships no types.
const require = createRequire(import.meta.url);
const { Cite } = require("@citation-js/core") as { Cite: new (text: string, options: object) => { data: Parsed[] } };
require("@citation-js/plugin-bibtex");
require("@citation-js/plugin-ris");

function parse(text: string, style: "bibtex" | "ris"): Parsed[] {
  return new Cite(text, { forceType: style === "ris" ? "@ris/file" : "@bibtex/text" }).data;
}

function one(item: CslItem, style: CitationStyle, showAccessed?: boolean): string {
  return citations([item], style, showAccessed === undefined ? {} : { showAccessed })[0] ?? "";
}

function sourceOf(over: Partial<Source>): Source {
  return {
    id: "some-source",
    title: "A title",
    publisher: "A publisher",
    kind: "newspaper",
    author: null,
    url: "https://example.org/page",
    published: "2025-05-22",
    grade: { code: "B2", reliability: "B", credibility: 2, reason: "newspaper publisher" },
    ...over,
  };
}

function yearOf(item: Parsed | CslItem): number | undefined {
  return item.issued && "date-parts" in item.issued ? item.issued["date-parts"]?.[0]?.[0] : undefined;
}

/** Depth of braces as BibTeX counts them, which knows no escaped brace; -1 where one closes too many. */
function braceDepth(text: string): number {
  let depth = 0;
  for (const letter of text) {
    depth += letter === "{" ? 1 : letter === "}" ? -1 : 0;
    if (depth < 0) return -1;
  }
  return depth;
}

/** Text with one kind of quotation mark: Chicago turns those of a title into single ones. */
function plain(text: string): string {
  return text.replace(/["“”„‘’]/g, "'");
}

let desk: OpenDesk;
let shipped: CslItem[];
beforeAll(async () => {
  desk = await openTestDesk();
  shipped = desk.corpus.sources.map((source) => cslItem(source, { accessed: "2026-01-02" }));
});

describe("every source of the shipped corpus", () => {
  it.for(CitationStyle.options)("is cited as %s, and the same again", (style) => {
    const texts = citations(shipped, style);
    expect(shipped.length).toBeGreaterThan(1000);
    expect(texts.filter((text) => text.trim() === "" || /undefined|NaN|\[object/.test(text))).toEqual([]);
    expect(citations(shipped, style)).toEqual(texts);
  });

  it.for(["apa", "chicago"] as const)("stands in one line with its title, its year and its address as %s", (style) => {
    const faults = shipped.filter((item) => {
      const text = one(item, style);
      const year = yearOf(item)?.toString() ?? "n.d.";
      const isThere = plain(text).includes(plain(item.title));
      return !isThere || !text.includes(year) || !text.includes(item.URL ?? "") || /\n|\.\.(?!\.)|\?\./.test(text);
    });
    expect(faults.map((item) => one(item, style))).toEqual([]);
  });

  it.for(["bibtex", "ris"] as const)("comes back from %s with its title, year, author and address", (style) => {
    const parsed = parse(citations(shipped, style).join("\n"), style);
    expect(parsed).toHaveLength(shipped.length);
    // Citation.js percent-encodes some addresses that it reads in BibTeX, and knows no author of a law in RIS.
    const address = (url = ""): string => (style === "bibtex" ? encodeURI(url).replace(/%(?:25)+/g, "%") : url);
    const authors = ({ author = [], type }: CslItem): number =>
      style === "ris" && type === "legislation" ? 0 : author.length;
    expect(parsed.map((item) => [item.title, yearOf(item), address(item.URL), item.author?.length ?? 0])).toEqual(
      shipped.map((item) => [item.title, yearOf(item), address(item.URL), authors(item)]),
    );
  });

  it("comes back from CSL-JSON as it went in", () => {
    expect(citations(shipped, "csl").map((text) => JSON.parse(text) as unknown)).toEqual(shipped);
  });

  it("has a BibTeX key of its own", () => {
    const keys = citations(shipped, "bibtex").map((text) => /^@\w+\{([A-Za-z0-9:._+-]+),$/m.exec(text)?.[1]);
    expect(new Set(keys).size).toBe(shipped.length);
    expect(keys).not.toContain(undefined);
  });
});

describe("a hostile title", () => {
  const piece = fc.oneof(
    fc.constantFrom("}{", "{", "}", "\\", "\\end{x}", "%", "&", "$", "#", "_", "~", "^", "--", "''", "``", "?`", '"'),
    fc.constantFrom("\n", "\r\n", "\u2028", "\u0000", "ER  - ", "\nER  - \nTY  - JOUR\n", "},\n@misc{x,", "<i>", "|"),
    fc.string({ unit: "grapheme", maxLength: 6 }),
  );
  const hostile = fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => `T${pieces.join("")}.`);

  it("cannot break out of BibTeX, by its own way of counting braces, nor out of RIS", () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (title, publisher, url) => {
        const item = cslItem(sourceOf({ title, publisher, url, note: title, licence: title, titleEnglish: publisher }));
        const entry = one(item, "bibtex");
        expect(braceDepth(entry)).toBe(0);
        expect(entry.split("\n").filter((line) => braceDepth(line) !== 0)).toHaveLength(2);
        const record = one(item, "ris").split("\n");
        expect(record.filter((line) => !/^[A-Z][A-Z0-9] {2}- /.test(line))).toEqual([]);
        expect(record.filter((line) => line.startsWith("ER")).length).toBe(1);
        for (const style of ["apa", "chicago"] as const) expect(one(item, style)).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      }),
    );
  });

  it.for([
    "a }{ b",
    "{ open",
    "close }",
    "50% & more_less #1 $5 ~x^y",
    "back\\slash \\input{/etc/passwd}",
    "one\ntwo\r\nthree",
    "x},\n  year = {1999},\n}\n@misc{y, title = {z}",
    "ends\nER  - \n\nTY  - JOUR\nTI  - other",
    "a -- b --- c ``d'' ?`",
    "ЦОД 人工知能 ذكاء Việt",
    "tags <i>x</i> | Draft",
  ])("%j comes back whole, in one entry with its year", (title) => {
    const item = cslItem(sourceOf({ title }));
    for (const style of ["bibtex", "ris"] as const) {
      const parsed = parse(one(item, style), style);
      expect(parsed.map((entry) => [entry.title, yearOf(entry)])).toEqual([[item.title, 2025]]);
    }
    expect(item.title).toBe(title.replace(/\s+/g, " "));
  });

  it("does not split an institution whose name holds a comma or an `and`", () => {
    const publisher = "Innovation, Science and Economic Development Canada";
    const [entry] = parse(one(cslItem(sourceOf({ publisher })), "bibtex"), "bibtex");
    expect(entry?.author).toHaveLength(1);
    expect(JSON.stringify(entry?.author)).toContain(publisher);
  });
});

describe("APA", () => {
  const accessed = "2020-01-09";
  // Examples of the style's own site, as plain text.
  it.for([
    [
      "World Health Organization. (2018, May 24). The top 10 causes of death. https://www.who.int/news-room/fact-sheets/detail/the-top-10-causes-of-death",
      {
        publisher: "World Health Organization",
        published: "2018-05-24",
        title: "The top 10 causes of death",
        url: "https://www.who.int/news-room/fact-sheets/detail/the-top-10-causes-of-death",
      },
    ],
    [
      "U.S. Census Bureau. (n.d.). U.S. and world population clock. U.S. Department of Commerce. Retrieved January 9, 2020, from https://www.census.gov/popclock/",
      {
        author: "U.S. Census Bureau",
        publisher: "U.S. Department of Commerce",
        published: null,
        title: "U.S. and world population clock",
        url: "https://www.census.gov/popclock/",
      },
    ],
    [
      "Pew Research Center. (2018). American trends panel Wave 26 [Data set]. https://www.pewsocialtrends.org/dataset/american-trends-panel-wave-26",
      {
        publisher: "Pew Research Center",
        kind: "dataset",
        published: "2018",
        title: "American trends panel Wave 26",
        url: "https://www.pewsocialtrends.org/dataset/american-trends-panel-wave-26",
      },
    ],
  ] as const)("writes %s", ([text, source]) => {
    expect(one(cslItem(sourceOf(source), { accessed }), "apa")).toBe(text);
  });

  it("begins with the title where nobody signs, and gives a foreign title in English too", () => {
    const item = cslItem(
      sourceOf({ publisher: "unnamed (article 001)", title: "Wer zahlt?", titleEnglish: "Who pays?", url: null }),
      { accessed },
    );
    expect(one(item, "apa")).toBe("Wer zahlt? [Who pays?]. (2025, May 22).");
    expect(item.accessed).toBeUndefined();
  });

  it("prints the access date of a dated page only when asked to", () => {
    const item = cslItem(sourceOf({}), { accessed });
    expect(one(item, "apa")).not.toContain("Retrieved");
    expect(one(item, "apa", true)).toMatch(/ Retrieved January 9, 2020, from https:\/\/example\.org\/page$/);
  });
});

describe("Chicago", () => {
  // After the Manual's quick guide to author and date, website content; a page's date is one of publication here.
  it.for([
    [
      "Google. 2017. “Privacy Policy.” Privacy & Terms. April 17, 2017. https://www.google.com/policies/privacy/.",
      {
        author: "Google",
        publisher: "Privacy & Terms",
        published: "2017-04-17",
        title: "Privacy Policy",
        url: "https://www.google.com/policies/privacy/",
      },
    ],
    [
      "Yale University. n.d. “About Yale: Yale Facts.” Accessed May 1, 2017. https://www.yale.edu/about-yale/yale-facts.",
      {
        publisher: "Yale University",
        published: null,
        title: "About Yale: Yale Facts",
        url: "https://www.yale.edu/about-yale/yale-facts",
      },
    ],
    [
      "“About Yale: Yale Facts.” n.d. Accessed May 1, 2017. https://www.yale.edu/.",
      { publisher: "unnamed", published: null, title: "About Yale: Yale Facts", url: "https://www.yale.edu/" },
    ],
  ] as const)("writes %s", ([text, source]) => {
    expect(one(cslItem(sourceOf(source), { accessed: "2017-05-01" }), "chicago")).toBe(text);
  });

  it("turns quotation marks inside a title into single ones, and sets no stop after a question", () => {
    const item = cslItem(sourceOf({ title: 'Is “Jupiter” or "Saturn" next?', published: "2025" }));
    expect(one(item, "chicago")).toBe("A publisher. 2025. “Is ‘Jupiter’ or ‘Saturn’ next?” https://example.org/page.");
  });
});

describe("what a source is", () => {
  it.for([
    ["webpage", { kind: "newspaper", title: "A report on chips" }],
    ["report", { kind: "think-tank", title: "A report on chips" }],
    ["report", { kind: "official", title: "Copyright and Artificial Intelligence: Impact Assessment" }],
    ["dataset", { kind: "dataset", title: "GPU Clusters" }],
    ["dataset", { kind: "official", title: "World Development Indicators, science and technology" }],
    ["webpage", { kind: "official", title: "A new policy for data centres" }],
    ["legislation", { kind: "official", title: "Council Regulation (EU) 2026/150 amending Regulation (EU) 2021/1173" }],
    ["legislation", { kind: "official", title: "Personal Data Protection Act 2012" }],
    ["webpage", { kind: "dataset", title: "China: Cybersecurity Law amendment enters into force" }],
    ["webpage", { kind: "official", title: "AI Basic Act passed by National Assembly" }],
  ] as const)("%s: %j", ([type, source]) => {
    expect(cslItem(sourceOf(source)).type).toBe(type);
  });

  it.for([
    ["c. 2024", { literal: "c. 2024" }, "2024"],
    ["2024-02-30", { literal: "2024-02-30" }, "2024"],
  ] as const)("a date that is none, %s, stays as it is written", ([published, issued, year]) => {
    const item = cslItem(sourceOf({ published }));
    expect(item.issued).toEqual(issued);
    expect(one(item, "bibtex")).toContain(`year = {${year}}`);
    expect(one(item, "ris")).toContain(`PY  - ${year}`);
    expect(one(item, "apa")).toContain(`(${published})`);
  });
});

describe("the data sets of the corpus", () => {
  it("are cited with their licence", () => {
    const licensed = desk.corpus.sources.filter((source) => source.licence !== undefined);
    expect(licensed.length).toBeGreaterThan(10);
    for (const source of licensed) {
      const item = cslItem(source);
      expect(item).toMatchObject({ custom: { licence: source.licence } });
      expect(item.note).toContain(`Licence: ${source.licence}`);
      expect(one(item, "ris")).toContain(`Licence: ${source.licence}`);
      expect(one(item, "bibtex")).toContain("Licence: ");
    }
  });
});

describe("an id", () => {
  it("of a fact leads to its source and the words to look for", () => {
    const fact = desk.library.fact("FRA-036");
    const cited = createCiter(desk.corpus)("FRA-036");
    expect(cited.source.id).toBe(fact?.source);
    expect(cited.pinpoint?.text).toBe(`FRA-036, at the words “${fact?.locator}”`);
  });

  it("of a fact whose locator is a page gives the page", () => {
    const [source] = desk.corpus.sources;
    const [fact] = desk.corpus.facts;
    if (!source || !fact) throw new Error("the corpus is empty");
    const facts = [{ ...fact, source: source.id, locator: "pp. 12–13" }];
    const { pinpoint } = createCiter({ sources: [source], facts, passages: [] })(fact.id);
    const item = cslItem(source, { pinpoints: pinpoint ? [pinpoint] : [] });
    expect(item.page).toBe("12–13");
    expect(one(item, "bibtex")).toContain("pages = {12–13}");
    expect(one(item, "ris")).toContain("SP  - 12–13");
  });

  it("of a passage leads to its document", () => {
    const [passage] = desk.corpus.passages;
    const cited = createCiter(desk.corpus)(passage?.id ?? "");
    expect(cited.source.id).toBe(passage?.source);
    expect(cited.pinpoint?.text).toContain(passage?.id);
  });

  it.for([
    ["fra-036", /FRA-036/],
    ["FRA-O36", /Near: FRA-036/],
    ["epoch-gpu-cluster", /epoch-gpu-clusters/],
    ["epoch", /epoch-/],
    ["zzzzzzzzzzzzzzzzzzzzzzzz", /attache sources/],
  ] as const)("that is unknown, %s, is answered with the nearest", ([id, next]) => {
    expect(() => createCiter(desk.corpus)(id)).toThrow(
      expect.objectContaining({ kind: "not-found", exitCode: 2, next: expect.stringMatching(next) }),
    );
  });
});
