import { z } from "zod";

import { CountryExposure, ExposureReport } from "../src/domain/exposure.ts";
import { membersOf } from "../src/kit/members.ts";
import { defineTool } from "../src/kit/tool.ts";
import { offsetOf } from "./support/cursor.ts";
import { renderExposure } from "./support/exposure-render.ts";
import { exposureEvidence } from "./support/exposure-statements.ts";

/** Up to so many countries are shown with each observation; more only with their layers. */
const mostInFull = 2;
const perPage = 6;

/** Parts of an `ExposureReport` by their leading fields: every client pays for each field that a schema names. */
const Listed = z.looseObject({ country: z.string() });

export default defineTool({
  title: "Compute exposure",
  description:
    "Computes how exposed countries are to others in AI, 0 to 100: score with interval, rank, layers, drivers, weakest link, gaps, how sure an order is; with scenarios, before and after. Insufficient data is an answer.",
  effect: "reads-corpus",
  input: z.object({
    countries: z
      .array(z.string().max(80))
      .max(60)
      .default([])
      .describe("A bloc stands for its members; empty: all that can be scored"),
    method: z.string().max(80).default("sovereign-ai-exposure"),
    scenarios: z
      .array(z.string().max(80))
      .max(6)
      .default([])
      .describe("Such as export-cut-off; an unknown id is answered with all there are"),
    weights: z
      .array(z.object({ part: z.string().max(80), weight: z.number().min(0).max(1000) }))
      .max(40)
      .default([]),
    asOf: z.number().int().optional(),
    cursor: z.string().max(20).optional(),
  }),
  output: z.looseObject({
    countries: z.array(Listed.extend({ status: z.string(), score: z.number().nullable() })),
    pairs: z.array(z.looseObject({ sentence: z.string() })),
    scenario: z.looseObject({}).nullable(),
    detail: z.enum(["full", "layers"]),
    asked: z.number(),
    cursor: z.string().nullable(),
  }),
  example: { countries: ["SAU", "ARE"], scenarios: ["export-cut-off"] },
  async run({ countries, method, scenarios, weights, asOf, cursor }, { desk, signal, progress }) {
    const offset = offsetOf(cursor);
    const codes = countries.length > 0 ? membersOf(countries, desk.gazetteer) : await desk.exposure.scored(method);
    const report = await desk.exposure.report(
      {
        countries: codes,
        method,
        scenarios: [...new Set(scenarios)],
        weights: Object.fromEntries(weights.map(({ part, weight }) => [part, weight])),
        asOf,
      },
      { signal, progress: (done, total) => progress?.(done, total, "simulated runs") },
    );
    const detail = codes.length <= mostInFull ? ("full" as const) : ("layers" as const);
    const page = codes.slice(offset, offset + perPage);
    return {
      ...narrowed(report, page, detail),
      detail,
      asked: codes.length,
      cursor: offset + perPage < codes.length ? String(offset + perPage) : null,
    };
  },
  render: (output) =>
    [
      renderExposure(ExposureReport.parse(output), output),
      ...(output.cursor ? [`More countries: cursor ${output.cursor}.`] : []),
    ].join("\n"),
  evidence: (output) => exposureEvidence(ExposureReport.parse(output)),
});

// A page fits what a client accepts: with many countries, no observations and no order beyond the page.
function narrowed(report: ExposureReport, page: string[], detail: "full" | "layers"): ExposureReport {
  const here = (code: string): boolean => page.includes(code);
  const countries = report.countries
    .filter(({ country }) => here(country))
    .map((country): CountryExposure => {
      if (detail === "full") return country;
      return { ...country, layers: country.layers.map((layer) => ({ ...layer, indicators: [] })), beside: [] };
    });
  const { scenario } = report;
  const shocked = scenario?.countries
    .filter(({ country }) => here(country))
    .map((one) => (detail === "full" ? one : { ...one, losses: [] }));
  return {
    ...report,
    countries,
    pairs: report.pairs.filter(({ more, less }) => here(more) || here(less)),
    scenario: scenario && shocked ? { ...scenario, countries: shocked } : null,
    sources: detail === "full" ? report.sources : [],
  };
}
