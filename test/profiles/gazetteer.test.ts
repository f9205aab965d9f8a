import { beforeAll, describe, expect, it } from "vitest";

import type { OpenDesk } from "../../src/desk.ts";
import { openTestDesk } from "../support/open-test-desk.ts";

let desk: OpenDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});

/** Each is near a name of the gazetteer: Narvik, London, Geneva, Mauritania, Latvia, Slovakia, Panama, Bulgaria. */
const invented = ["Narnia", "Gondor", "Genovia", "Ruritania", "Latveria", "Sokovia", "Panem", "Vulgaria"];

const mentioned = (text: string): string[] => desk.gazetteer.mentions(text).map((mention) => mention.country.country);

describe("a name", () => {
  it.for([
    ["KSA", "SAU"],
    ["Emirates", "ARE"],
    ["U.A.E.", "ARE"],
    ["ROK", "KOR"],
    ["South Korea", "KOR"],
    ["DPRK", "PRK"],
    ["EU", "EUU"],
    ["European Union", "EUU"],
    ["Indian", "IND"],
    ["Paris", "FRA"],
    ["the Kingdom of Saudi Arabia", "SAU"],
    ["  kingdom of SAUDI arabia ", "SAU"],
    ["fra", "FRA"],
    ["FR", "FRA"],
    ["us", "USA"],
    ["Cote d'Ivoire", "CIV"],
    ["Côte d’Ivoire", "CIV"],
    ["Türkiye", "TUR"],
    ["Turkey", "TUR"],
    ["Niger", "NER"],
    ["Guinea-Bissau", "GNB"],
  ] as const)("%j means %s", ([name, code]) => {
    expect(desk.gazetteer.resolve(name)).toMatchObject({ exact: true, country: { country: code } });
    expect(desk.gazetteer.require(name).country).toBe(code);
  });

  it.for([
    ["Japn", "JPN", "Japan"],
    ["Grmany", "DEU", "Germany"],
    ["Franec", "FRA", "France"],
    ["Kazakstan", "KAZ", "Kazakhstan"],
    ["Switzreland", "CHE", "Switzerland"],
  ] as const)("%j is understood as a misspelling of %s", ([name, code, matched]) => {
    expect(desk.gazetteer.resolve(name)).toMatchObject({ exact: false, matched, country: { country: code } });
  });

  it.for(["", "  ", "xyz", "Wakandia", ...invented, "Narvk", "the", "1", "N/A"])("%j means no country", (name) => {
    expect(desk.gazetteer.resolve(name)).toBeUndefined();
  });

  it("that is unknown is refused with the nearest ones", () => {
    expect(() => desk.gazetteer.require("Wakandia")).toThrow(
      expect.objectContaining({ kind: "not-found", next: expect.stringMatching(/^Did you mean .+ \([A-Z]{3}\)/) }),
    );
    expect(() => desk.gazetteer.require("qqqqqqqqqqqqqqqq")).toThrow(
      expect.objectContaining({ next: expect.stringContaining("ISO code") }),
    );
  });

  it.for(invented)("that is invented, %j, is refused and not read as a real one", (name) => {
    expect(() => desk.gazetteer.require(name)).toThrow(
      expect.objectContaining({ kind: "not-found", next: expect.stringMatching(/^Did you mean .+ \([A-Z]{3}\)/) }),
    );
    expect(desk.gazetteer.mentions(`How many GPUs does ${name} have?`, (word) => word !== name)).toEqual([]);
  });

  it("that is hostile is refused in one short line", () => {
    const name = `Atlantis\n\u001B[31m${"x".repeat(500)}`;
    expect(() => desk.gazetteer.require(name)).toThrow(/^Unknown country "Atlantis \[31mx{1,80}…"\.$/);
  });
});

describe("running text", () => {
  it.for([
    ["It gives us a lead, and in it is hope.", []],
    ["They let us in; do it or no one will.", []],
    ["US chips and UAE money", ["USA", "ARE"]],
    ["U.S. exports to the U.A.E.", ["USA", "ARE"]],
    ["Saudi Arabia's fund and India’s market", ["SAU", "IND"]],
    ["A price against the UAE's.", ["ARE"]],
    ["the Kingdom of Saudi Arabia", ["SAU"]],
    ["Niger and Nigeria, Guinea and Guinea-Bissau", ["NER", "NGA", "GIN", "GNB"]],
    ["Indian and Emirati firms met in Paris", ["IND", "ARE", "FRA"]],
    ["the European Union acts", ["EUU"]],
    ["no country at all", []],
    ["", []],
  ] as const)("%j names %j", ([text, codes]) => {
    expect(mentioned(text)).toEqual(codes);
  });

  it("is cut at the exact place of each name", () => {
    const text = "In the U.S., Saudi Arabia's fund bought; Paris watched.";
    const found = desk.gazetteer.mentions(text);
    expect(found).toHaveLength(3);
    for (const mention of found) expect(text.slice(mention.start, mention.end)).toBe(mention.text);
  });

  it("has names of several words, in brackets and with a possessive, whole", () => {
    const text = "The Cooperation Council for the Arab States of the Gulf read Iran (Islamic Republic of)'s law.";
    expect(desk.gazetteer.mentions(text).map((mention) => mention.text)).toEqual([
      "Cooperation Council for the Arab States of the Gulf",
      "Iran (Islamic Republic of)'s",
    ]);
  });

  it("may misspell a name, where the word is no word of the corpus", () => {
    const found = desk.gazetteer.mentions("How exposed is Japn?", (word) => word !== "Japn");
    expect(found).toMatchObject([{ country: { country: "JPN" }, exact: false, text: "Japn" }]);
    expect(desk.gazetteer.mentions("How exposed is Japn?", () => true)).toEqual([]);
  });

  it.for([
    ["US-led alliance", ["USA"]],
    ["Paris-based Mistral", ["FRA"]],
    ["the US-China rivalry", ["USA", "CHN"]],
  ] as const)("%j shows the names joined with a hyphen", ([text, codes]) => {
    expect(mentioned(text)).toEqual(codes);
  });
});
