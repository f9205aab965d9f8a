import type { CountryExposure, ExposureReport, LayerPart, ScenarioResult } from "../../src/domain/exposure.ts";
import { cell, sourceLine } from "../../src/kit/render.ts";
import { observationStatement } from "./exposure-statements.ts";

/** A report as Markdown: every figure that can be cited stands in it, with its source. */
export function renderExposure(report: ExposureReport, more: { detail: "full" | "layers"; asked: number }): string {
  const { method, asOf, runs, seed, countries, weights } = report;
  const weighed = Object.entries(weights).map(([part, weight]) => `${part} ${weight}`);
  return [
    `${method.title} ${method.version} (${method.method}); ${runs} runs, seed ${seed}${asOf === null ? "" : `; data up to ${asOf}`}${weighed.length > 0 ? `; own weights: ${weighed.join(", ")} (all weights are rescaled to sum to one)` : ""}. ${report.scored} of ${report.known} countries with data can be scored.`,
    "",
    `| country | ${method.score} | 90 % of runs | rank | weakest layer |`,
    "|---|---|---|---|---|",
    ...countries.map(row),
    ...countries.flatMap((country) => countryLines(country, more.detail)),
    ...(report.overview ? ["", report.overview.text] : []),
    ...(report.pairs.length > 0 ? ["", "Order:", ...report.pairs.map((pair) => `- ${pair.sentence}`)] : []),
    ...(report.scenario ? scenarioLines(report.scenario) : []),
    ...(report.sources.length > 0
      ? ["", "Sources:", ...report.sources.map((source) => `- ${source.id}: ${sourceLine(source)}; ${source.licence}`)]
      : []),
    ...(report.leftOut.length > 0 ? ["", "Not in the score:", ...report.leftOut.map((line) => `- ${line}`)] : []),
    ...report.notes.map((note) => `- ${note}`),
    ...(more.detail === "layers"
      ? ["", "Ask for at most three countries to see each observation with its source."]
      : []),
  ].join("\n");
}

function row({ name, country, score, band, rank, weakest }: CountryExposure): string {
  if (score === null || !band) return `| ${cell(name)} (${country}) | insufficient data | – | – | – |`;
  return `| ${cell(name)} (${country}) | ${score.toFixed(1)} | ${band.low.toFixed(1)}–${band.high.toFixed(1)} | ${rank ?? "–"} | ${weakest ? cell(`${weakest.title}, level ${weakest.level}`) : "–"} |`;
}

function countryLines(country: CountryExposure, detail: "full" | "layers"): string[] {
  return [
    "",
    `## ${country.name}`,
    ...country.sentences.map(({ text }) => `- ${text}`),
    ...(detail === "full" ? country.layers.flatMap((layer) => layerLines(layer, country.name)) : layerTable(country)),
    ...(detail === "full" && country.beside.length > 0
      ? [
          "Beside the score:",
          ...country.beside.map(
            (part) => `- ${part.as}: ${observationStatement(part, country.name)} [${part.source ?? "no source"}]`,
          ),
        ]
      : []),
    ...(country.gaps.length > 0 ? ["Gaps:", ...country.gaps.map((gap) => `- ${gap}`)] : []),
  ];
}

function layerTable({ layers }: CountryExposure): string[] {
  if (layers.length === 0) return [];
  const shown = layers.map(({ title, score, adds }) => {
    const points = adds === null ? "" : ` (${signed(adds)})`;
    return `${title} ${score === null ? "–" : score.toFixed(0)}${points}`;
  });
  return [`- Resilience by layer, and points of exposure each adds: ${shown.join("; ")}.`];
}

function layerLines(layer: LayerPart, name: string): string[] {
  const head =
    layer.score === null
      ? `${layer.title}: no score, ${Math.round(layer.coverage * 100)} % observed`
      : `${layer.title}: resilience ${layer.score.toFixed(1)} of 100${layer.band ? ` (${layer.band.low.toFixed(0)}–${layer.band.high.toFixed(0)})` : ""}, weight ${((layer.weight ?? 0) * 100).toFixed(0)} %${layer.adds === null ? "" : `, ${signed(layer.adds)} points of exposure`}`;
  return [
    `- **${head}**`,
    ...layer.indicators.map((part) => {
      const state = part.state === "observed" ? "" : ` (${part.state.replace("-", " ")})`;
      if (part.value === null && part.low === null) return `  - ${part.title}: ${part.state.replace("-", " ")}`;
      const scored =
        part.score === null
          ? "no score"
          : `score ${part.score.toFixed(0)}${part.weight === null ? "" : ` × ${part.weight.toFixed(2)}`}`;
      return `  - ${observationStatement(part, name)}${state}; ${scored} [${[part.source, part.row].filter(Boolean).join(", ")}]`;
    }),
  ];
}

function scenarioLines({ scenarios, countries, assumptions, limits, reversals }: ScenarioResult): string[] {
  return [
    "",
    `## Scenario: ${scenarios.map(({ title }) => title).join(" and ")}`,
    ...scenarios.map(({ about }) => about),
    ...countries.flatMap((one) => [...one.sentences.map(({ text }) => text), ...one.gaps].map((text) => `- ${text}`)),
    ...reversals.map((sentence) => `- ${sentence}`),
    "Assumptions:",
    ...assumptions.map((line) => `- ${line}`),
    "Limits:",
    ...limits.map((line) => `- ${line}`),
  ];
}

function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(1)}`;
}
