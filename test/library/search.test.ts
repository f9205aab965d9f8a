import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";

import type { OpenDesk } from "../../src/desk.ts";
import type { SearchFilters, SearchPage } from "../../src/domain/search.ts";
import { fuse } from "../../src/library/search.ts";
import { openTestDesk } from "../support/open-test-desk.ts";

let desk: OpenDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});

const odd = [
  'C++ " AND ( *',
  '"unclosed',
  "(((",
  "NOT",
  "AND OR NOT",
  "title:chips",
  "chips^2~",
  "a* ?b",
  "'; DROP TABLE units; --",
  "\\",
  "-chips +GPU",
  "{[<]}",
  "NVIDIA\u0000GPU",
  "😀 法国",
  "x".repeat(3000),
];

function search(filters: SearchFilters): Promise<SearchPage> {
  return desk.library.search("compute chips investment", filters, { limit: 25 });
}

describe("a search", () => {
  it.for(["", "   ", "the of and", "?!", "."])("for %j finds nothing and says so", async (query) => {
    const page = await desk.library.search(query, {}, { limit: 5 });
    expect(page).toEqual({ results: [], matched: 0, next: null, relevant: false });
  });

  it.for(odd)("for %j gives no error", async (query) => {
    const { results } = await desk.library.search(query, {}, { limit: 5 });
    expect(results.length).toBeLessThanOrEqual(5);
  });

  it("takes quotes in filters as data", async () => {
    const filters = { sources: ["o'neil' OR '1'='1"], topics: ["') OR ('1'='1"], since: "' OR ''='" };
    expect((await desk.library.search("chips", filters, { limit: 5 })).results).toEqual([]);
  });

  it.for([
    "How much has France committed to AI infrastructure?",
    "NVIDIA share of sovereign AI infrastructure projects",
    "What is orchestration?",
    "export licences for chips to the Gulf",
  ])("for %j quotes exactly what is stored", async (query) => {
    const { results } = await desk.library.search(query, {}, { limit: 25 });
    expect(results.length).toBeGreaterThan(5);
    for (const { id, kind, source, quote, start, end, highlights = [] } of results) {
      if (kind === "fact") {
        expect(quote).toBe(desk.library.fact(id)?.claim);
        continue;
      }
      const text = desk.corpus.documents.find((document) => document.id === source.id)?.text;
      expect(quote).toBe(text?.slice(start, end));
      for (const highlight of highlights) {
        expect(highlight.text).toBe(text?.slice(highlight.start, highlight.end));
        expect(quote).toContain(highlight.text);
      }
    }
  });

  it.for([
    ["KSA data centre power", "SAU"],
    ["Emirates chips licence", "ARE"],
    ["Nippon foundation model", "JPN"],
    ["American chip export rules", "USA"],
  ] as const)("for %j finds facts under the name in use", async ([query, country]) => {
    const { results } = await desk.library.search(query, { kinds: ["fact"] }, { limit: 5 });
    expect(results[0]?.countries).toContain(country);
  });

  it("keeps to its filters", async () => {
    const inSaudi = await search({ countries: ["SAU"] });
    expect(inSaudi.results.length).toBeGreaterThan(0);
    expect(inSaudi.results.every((result) => result.countries.includes("SAU"))).toBe(true);
    const onChips = await search({ topics: ["chips"] });
    expect(onChips.results.map((result) => desk.library.fact(result.id)?.topic)).toEqual(
      onChips.results.map(() => "chips"),
    );
    const passages = await search({ kinds: ["passage"] });
    expect(passages.results.every((result) => result.kind === "passage")).toBe(true);
    const recent = await search({ since: "2026", kinds: ["fact"] });
    expect(recent.results.every((result) => (desk.library.fact(result.id)?.asOf ?? "2026") >= "2026")).toBe(true);
  });

  it("keeps to a weakest grade", async () => {
    const { results } = await desk.library.search("chips", { grade: "B" }, { limit: 25 });
    expect(results.length).toBeGreaterThan(0);
    expect(results.every((result) => result.source.grade < "C")).toBe(true);
  });

  it("gives each page once, in one order", async () => {
    const query = "sovereign AI compute";
    const whole = await desk.library.search(query, {}, { limit: 20 });
    const first = await desk.library.search(query, {}, { limit: 10 });
    const second = await desk.library.search(query, {}, { limit: 10, offset: first.next ?? 0 });
    expect([...first.results, ...second.results].map((result) => result.id)).toEqual(
      whole.results.map((result) => result.id),
    );
    expect((await desk.library.search(query, {}, { limit: 10, offset: 100_000 })).results).toEqual([]);
  });

  it("says that it knows nothing of what the corpus is not about", async () => {
    const { relevant } = await desk.library.search("sourdough recipe with rye and salt", {}, { limit: 5 });
    expect(relevant).toBe(false);
  });
});

const scored = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom(...Array.from("abcdefghijkl")),
    value: fc.double({ min: -5, max: 50, noNaN: true }),
  }),
  { selector: (entry) => entry.id, maxLength: 12 },
);
const weight = fc.double({ min: 0, max: 1, noNaN: true });

describe("two lists of scores", () => {
  it("are fused to the same, in whatever order they come", () => {
    fc.assert(
      fc.property(scored, scored, weight, (lexical, dense, share) => {
        expect(fuse([...lexical].reverse(), [...dense].reverse(), share)).toEqual(fuse(lexical, dense, share));
      }),
    );
  });

  it("give each id once, best first, with a score from 0 to 1", () => {
    fc.assert(
      fc.property(scored, scored, weight, (lexical, dense, share) => {
        const hits = fuse(lexical, dense, share);
        const ids = new Set([...lexical, ...dense].map((entry) => entry.id));
        expect(new Set(hits.map((hit) => hit.id))).toEqual(ids);
        expect(hits).toHaveLength(ids.size);
        for (const hit of hits) {
          expect(hit.score).toBeGreaterThanOrEqual(0);
          expect(hit.score).toBeLessThanOrEqual(1 + 1e-9);
        }
        expect(hits.map((hit) => hit.score)).toEqual(hits.map((hit) => hit.score).sort((a, b) => b - a));
      }),
    );
  });

  it("count an absent id as 0", () => {
    fc.assert(
      fc.property(scored, scored, weight, (lexical, dense, share) => {
        const inWords = new Set(lexical.map((entry) => entry.id));
        const inMeaning = new Set(dense.map((entry) => entry.id));
        for (const hit of fuse(lexical, dense, share)) {
          if (!inWords.has(hit.id)) expect(hit.lexical).toBe(0);
          if (!inMeaning.has(hit.id)) expect(hit).toMatchObject({ dense: 0, similarity: undefined });
          expect(hit.score).toBeCloseTo(share * hit.lexical + (1 - share) * hit.dense, 9);
        }
      }),
    );
  });

  it("are empty together", () => {
    expect(fuse([], [], 0.5)).toEqual([]);
  });
});
