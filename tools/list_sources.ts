import { z } from "zod";

import { cslItem } from "../src/domain/citation-item.ts";
import { citations, CitationStyle } from "../src/domain/citation.ts";
import { PublisherKind } from "../src/domain/source.ts";
import { sourceLine } from "../src/kit/render.ts";
import { defineTool } from "../src/kit/tool.ts";
import { offsetOf } from "./support/cursor.ts";

/** Citations are long: a page of them holds fewer sources. */
const mostCited = 25;

export default defineTool({
  title: "List sources",
  description:
    "Lists the sources of the corpus with publisher, date, Admiralty grade and how many facts and passages rest on each. Filter by country, publisher kind, weakest grade or words of the title.",
  effect: "reads-corpus",
  input: z.object({
    country: z.string().max(80).optional().describe("Only sources with facts about this country"),
    kind: PublisherKind.optional(),
    grade: z.enum(["A", "B", "C", "D", "E", "F"]).optional().describe("Weakest reliability accepted"),
    text: z.string().max(200).optional().describe("Words of the title or publisher"),
    style: CitationStyle.optional(),
    limit: z.number().int().min(1).max(50).default(20),
    cursor: z.string().max(20).optional(),
  }),
  output: z.object({
    total: z.number().int(),
    sources: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        publisher: z.string(),
        kind: PublisherKind,
        url: z.string().nullable(),
        published: z.string().nullable(),
        grade: z.string(),
        gradeReason: z.string(),
        facts: z.number().int(),
        passages: z.number().int(),
        countries: z.array(z.string()),
        citation: z.string().optional(),
      }),
    ),
    cursor: z.string().nullable(),
  }),
  example: { country: "France", limit: 5 },
  run({ country, kind, grade, text, style, limit: asked, cursor }, { desk }) {
    const limit = style === undefined ? asked : Math.min(asked, mostCited);
    const offset = offsetOf(cursor);
    const code = country === undefined ? undefined : desk.gazetteer.require(country).country;
    const words = text?.toLowerCase();
    const found = desk.library
      .sources()
      .filter((entry) => !code || entry.countries.includes(code))
      .filter((entry) => !kind || entry.source.kind === kind)
      .filter((entry) => !grade || entry.source.grade.reliability <= grade)
      .filter((entry) => !words || `${entry.source.title} ${entry.source.publisher}`.toLowerCase().includes(words))
      .sort((a, b) => b.facts + b.passages - (a.facts + a.passages) || a.source.id.localeCompare(b.source.id));
    return {
      total: found.length,
      sources: found.slice(offset, offset + limit).map(({ source, facts, passages, countries }) => ({
        id: source.id,
        title: source.title,
        publisher: source.publisher,
        kind: source.kind,
        url: source.url,
        published: source.published,
        grade: source.grade.code,
        gradeReason: source.grade.reason,
        facts,
        passages,
        countries,
        ...(style === undefined ? {} : { citation: citations([cslItem(source)], style)[0] }),
      })),
      cursor: offset + limit < found.length ? String(offset + limit) : null,
    };
  },
  render({ total, sources, cursor }) {
    return [
      `${total} sources.`,
      ...sources.flatMap((source) => [
        `- **${source.id}** ${sourceLine(source)}; ${source.gradeReason}; ${source.facts} facts, ${source.passages} passages${source.countries.length > 0 ? `; ${source.countries.join(" ")}` : ""}`,
        ...(source.citation === undefined ? [] : ["", source.citation.replace(/^/gm, "      "), ""]),
      ]),
      ...(cursor ? [`More: cursor ${cursor}.`] : []),
    ].join("\n");
  },
  evidence: () => [],
});
