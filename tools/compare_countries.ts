import { z } from "zod";

import { Topic } from "../src/domain/fact.ts";
import { AttacheError } from "../src/kit/error.ts";
import { cell } from "../src/kit/render.ts";
import { defineTool } from "../src/kit/tool.ts";
import { ComparedFact, comparedEvidence, comparedFact } from "./support/compared-fact.ts";
import { offsetOf } from "./support/cursor.ts";

const NO_DATA = "no data";
/** Facts a page holds at most: a table is read whole. */
const mostFacts = 32;
const preferred = ["capital", "compute", "chips", "cloud", "models", "energy", "talent", "data-law", "risk"] as const;

export default defineTool({
  title: "Compare countries",
  description:
    'Compares 2 to 8 countries by topic in a table: for each cell the best graded, newest facts with their source, or "no data". Use it for questions that set countries side by side.',
  effect: "reads-corpus",
  input: z.object({
    countries: z.array(z.string().max(80)).min(2).max(8).describe("Any names or codes"),
    dimensions: z.array(Topic).max(13).default([]).describe("Topics to compare; the usual ones when empty"),
    perCell: z.number().int().min(1).max(3).default(1).describe("Facts per cell"),
    cursor: z.string().max(20).optional().describe("From the previous page, for more topics"),
  }),
  output: z.object({
    countries: z.array(z.object({ country: z.string(), name: z.string(), tier: z.string().nullable() })),
    rows: z.array(
      z.object({
        dimension: z.string(),
        cells: z.array(z.object({ country: z.string(), facts: z.array(ComparedFact), text: z.string() })),
      }),
    ),
    gaps: z.array(z.string()),
    cursor: z.string().nullable(),
  }),
  example: { countries: ["SAU", "ARE"], dimensions: ["compute", "capital"] },
  run({ countries, dimensions, perCell, cursor }, { desk }) {
    const offset = offsetOf(cursor);
    const profiles = countries.map((name) => desk.profiles.profile(desk.gazetteer.require(name).country));
    const codes = profiles.map((profile) => profile.country);
    if (new Set(codes).size < 2)
      throw new AttacheError("usage", "These names mean one and the same country.", {
        next: "Name at least two countries.",
      });
    const topics = dimensions.length > 0 ? dimensions : [...preferred];
    const perPage = Math.max(1, Math.floor(mostFacts / (codes.length * perCell)));
    const rows = topics.slice(offset, offset + perPage).map((dimension) => ({
      dimension,
      cells: profiles.map((profile) => {
        const facts = profile.facts
          .filter((fact) => fact.topic === dimension && fact.countries[0] === profile.country)
          .sort((a, b) => Number(b.quantity !== undefined) - Number(a.quantity !== undefined))
          .slice(0, perCell)
          .map((fact) => comparedFact(fact, desk));
        return {
          country: profile.country,
          facts,
          text: facts.length > 0 ? facts.map((fact) => fact.id).join(" ") : NO_DATA,
        };
      }),
    }));
    return {
      countries: profiles.map((profile) => ({
        country: profile.country,
        name: profile.name,
        tier: profile.tier ? `${profile.tier.tier}${profile.tier.inferred ? ", inferred" : ""}` : null,
      })),
      rows,
      gaps: rows.flatMap((row) =>
        row.cells
          .filter((entry) => entry.facts.length === 0)
          .map((entry) => `no ${row.dimension} facts for ${entry.country}`),
      ),
      cursor: offset + perPage < topics.length ? String(offset + perPage) : null,
    };
  },
  render({ countries, rows, gaps, cursor }) {
    const facts = rows.flatMap((row) => row.cells.flatMap((entry) => entry.facts));
    return [
      `| topic | ${countries.map((country) => `${country.name} (${country.country})`).join(" | ")} |`,
      `|---|${countries.map(() => "---|").join("")}`,
      `| tier | ${countries.map((country) => cell(country.tier ?? NO_DATA)).join(" | ")} |`,
      ...rows.map(
        (row) =>
          `| ${row.dimension} | ${row.cells.map((entry) => cell(entry.facts.map((fact) => `${fact.claim} [${fact.id}]`).join(" ") || NO_DATA)).join(" | ")} |`,
      ),
      "",
      ...facts.map(
        (fact) =>
          `- ${fact.id}: as of ${fact.asOf ?? "unknown"}${fact.status ? `; ${fact.status}` : ""}; ${fact.certainty}; ${fact.source.publisher}: ${fact.source.title} (grade ${fact.source.grade})${fact.source.url ? ` ${fact.source.url}` : ""}`,
      ),
      ...(gaps.length > 0 ? ["", `Gaps: ${gaps.join("; ")}.`] : []),
      ...(cursor ? [`More topics: cursor ${cursor}.`] : []),
    ].join("\n");
  },
  evidence: ({ rows }) => comparedEvidence(rows.flatMap((row) => row.cells.flatMap((entry) => entry.facts))),
});
