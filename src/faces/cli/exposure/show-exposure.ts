import type { ExposureReport, ScenarioResult, SensitivityReport } from "../../../domain/exposure.ts";
import { columns, scoreBar, shareBar } from "./bars.ts";

/** The countries of a report as lines with bars, the first rank first. */
export function exposureBars({ countries, method, runs }: ExposureReport, width: number): string[] {
  const rows = [...countries]
    .sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity))
    .map((country) => {
      const { name, score, band, rank, rankBand } = country;
      if (score === null) return [name, "–", "insufficient data", ""];
      const ranks = rankBand ? `rank ${rank} (${Math.round(rankBand.low)}–${Math.round(rankBand.high)})` : "";
      return [name, score.toFixed(1), scoreBar(score, band, [0, 100], width), ranks];
    });
  return [
    ...columns([["", method.score, `0${"100".padStart(width - 1)}`, ""], ...rows], [1]),
    `█ score, ▒ where 90 % of ${runs.toLocaleString("en")} simulated runs lie; rank 1 is the least exposed.`,
  ];
}

/** Resilience layer by layer, a column a country. */
export function layerBars({ countries }: ExposureReport, width: number): string[] {
  const scored = countries.filter((country) => country.layers.length > 0);
  const layers = scored[0]?.layers ?? [];
  if (layers.length === 0) return [];
  const rows = layers.map((layer, index) => [
    layer.title,
    ...scored.flatMap((country) => {
      const score = country.layers[index]?.score ?? null;
      return score === null ? ["–", "not scored"] : [score.toFixed(0), shareBar(score / 100, width)];
    }),
  ]);
  const right = scored.map((_, index) => 1 + 2 * index);
  return [
    "Resilience by layer (100 = no exposure):",
    ...columns([["", ...scored.flatMap(({ name }) => ["", name])], ...rows], right),
  ];
}

/** Before and after a shock, a line a country. */
export function shockBars({ countries, computable }: ScenarioResult, width: number): string[] {
  const rows = countries.flatMap((one) => {
    const { name, before, after, afterBand, rankBefore, rankAfter } = one;
    if (before === null || after === null) return [[name, "", "–", one.status.replaceAll("-", " "), ""]];
    return [
      [name, "before", before.toFixed(1), scoreBar(before, null, [0, 100], width), `rank ${rankBefore ?? "–"}`],
      ["", "after", after.toFixed(1), scoreBar(after, afterBand, [0, 100], width), `rank ${rankAfter ?? "–"}`],
    ];
  });
  return [
    ...columns(rows, [2]),
    `Every assumption at the middle of its interval; ranks among the ${computable} countries for which it can be computed.`,
  ];
}

/** What moves the ranking, as tables. */
export function sensitivityLines(report: SensitivityReport): string[] {
  const number = (value: number): string => value.toFixed(2);
  const band = ([low, high]: [number, number]): string => `${number(low)}–${number(high)}`;
  return [
    `Which choice moves the ranking (Sobol indices of the mean rank shift, ${report.samples} samples, 90 % bootstrap band):`,
    ...columns(
      [
        ["choice", "alone", "", "in all", ""],
        ...report.choices.map((one) => [
          one.factor,
          number(one.first),
          band(one.firstBand),
          number(one.total),
          band(one.totalBand),
        ]),
      ],
      [1, 3],
    ),
    "",
    "Mean rank shift when one is left out:",
    ...columns(
      [
        ...report.withoutLayer.map((one) => [`${one.title} (layer)`, number(one.shift)]),
        ...report.withoutIndicator.map((one) => [one.title, number(one.shift)]),
      ],
      [1],
    ),
    "",
    "Weight meant, and correlation with the aggregate:",
    ...columns(
      report.effective.map((one) => [
        one.title,
        `${(one.nominal * 100).toFixed(1)} %`,
        one.correlation === null ? "–" : number(one.correlation),
      ]),
      [1, 2],
    ),
  ];
}
