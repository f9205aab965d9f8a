import { z } from "zod";

import { Topic } from "../src/domain/fact.ts";
import { SearchResult } from "../src/domain/search.ts";
import { sourceLine } from "../src/kit/render.ts";
import { defineTool } from "../src/kit/tool.ts";
import { searchEvidence } from "./support/search-evidence.ts";
import { offsetOf } from "./support/cursor.ts";

export default defineTool({
  title: "Search the corpus",
  description:
    "Searches facts and passages on AI sovereignty (hybrid: words and meaning). Gives quotes with ids, scores and citations, and says when nothing is relevant. Call it first for any question; narrow by country or topic when the question names one.",
  effect: "reads-corpus",
  input: z.object({
    query: z.string().max(2000).describe("What to look for, in words; a question is fine"),
    countries: z
      .array(z.string().max(80))
      .max(10)
      .default([])
      .describe("Only these countries or blocs (any name or code)"),
    topics: z.array(Topic).max(13).default([]),
    kinds: z
      .array(z.enum(["fact", "passage"]))
      .max(2)
      .default([]),
    sources: z.array(z.string().max(200)).max(10).default([]).describe("Only these source ids"),
    grade: z.enum(["A", "B", "C", "D", "E", "F"]).optional().describe("Weakest reliability accepted: C accepts A to C"),
    since: z.string().max(10).optional().describe("Earliest date, YYYY, YYYY-MM or YYYY-MM-DD"),
    until: z.string().max(10).optional().describe("Latest date"),
    limit: z.number().int().min(1).max(25).default(8),
    cursor: z.string().max(20).optional().describe("From the previous page"),
  }),
  output: z.object({
    query: z.string(),
    relevant: z.boolean(),
    note: z.string().nullable(),
    results: z.array(SearchResult),
    matched: z.number().int(),
    cursor: z.string().nullable(),
    unanswered: z.number().optional().describe("Cosine to the nearest question known to have no answer here"),
  }),
  example: { query: "NVIDIA share of sovereign AI infrastructure projects", limit: 3 },
  async run({ query, countries, topics, kinds, sources, grade, since, until, limit, cursor }, { desk }) {
    const offset = offsetOf(cursor);
    const codes = countries.map((name) => desk.gazetteer.require(name).country);
    for (const id of sources) desk.library.source(id);
    const page = await desk.library.search(
      query,
      { countries: codes, topics, kinds, sources, grade, since, until },
      { limit, offset },
    );
    return {
      query,
      relevant: page.relevant,
      note: noteOn(page.results.length, page.relevant),
      results: page.results.map(shortened),
      matched: page.matched,
      cursor: page.next === null ? null : String(page.next),
      ...(page.unanswered === undefined ? {} : { unanswered: page.unanswered }),
    };
  },
  render({ results, note, cursor }) {
    return [
      ...(note ? [note, ""] : []),
      ...results.map(
        (result, index) =>
          `${index + 1}. **${result.id}** (score ${result.score}) ${result.quote}${marks(result)}\n   ${sourceLine(result.source)}`,
      ),
      ...(cursor ? ["", `More: cursor ${cursor}.`] : []),
    ].join("\n");
  },
  evidence: ({ results, unanswered }) => searchEvidence(results, unanswered),
});

function noteOn(found: number, relevant: boolean): string | null {
  if (found === 0) return "Nothing in the corpus matches. Use other words, or widen the filters.";
  return relevant ? null : "Nothing relevant: the results share some words with the query but not its meaning.";
}

// When a fact was true and how far it has come: a number is not shown without it.
function marks({ data }: SearchResult): string {
  const asOf = typeof data?.asOf === "string" ? `as of ${data.asOf}` : undefined;
  const shown = [asOf, data?.status, data?.certainty].filter((mark) => typeof mark === "string");
  return shown.length > 0 ? ` (${shown.join("; ")})` : "";
}

// A long passage is cut at its best sentences, so that a page stays readable; read_passage has the whole text.
function shortened(result: SearchResult): SearchResult {
  if (result.kind === "fact" || result.quote.length <= 1200) return result;
  return { ...result, quote: `${result.quote.slice(0, 1180).replace(/\s\S*$/, "")} …` };
}
