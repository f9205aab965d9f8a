import type { ScoreReport, ScoredUnit } from "../../../exposure/score-report.ts";
import { printable } from "../wrap.ts";
import { columns } from "./bars.ts";

/** A score report as a table for a reader, with what was done to the data. */
export function scoreText(report: ScoreReport): string {
  const { method, layers, units, runs, seed, notes } = report;
  const scored = units.filter((unit) => unit.score !== null);
  const left = units.filter((unit) => unit.score === null);
  const digits = digitsFor(scored);
  const number = (value: number | null | undefined): string =>
    value === null || value === undefined ? "–" : value.toFixed(digits);
  const header = [
    "rank",
    "unit",
    method.score,
    ...(runs > 0 ? ["90 % of runs", "ranks"] : []),
    ...layers.map(({ title }) => title),
  ];
  const rows = scored.map((unit) => [
    String(unit.rank),
    unit.name === unit.unit ? unit.unit : `${unit.name} (${unit.unit})`,
    number(unit.score),
    ...(runs > 0
      ? [
          unit.band ? `${number(unit.band.low)}–${number(unit.band.high)}` : "–",
          unit.rankBand ? `${Math.round(unit.rankBand.low)}–${Math.round(unit.rankBand.high)}` : "–",
        ]
      : []),
    ...layers.map(({ id }) => number(unit.parts[id])),
  ]);
  const lines = [
    `${method.title} ${method.version}: ${scored.length} of ${units.length} units scored; rank 1 is the ${method.rankOne} ${method.score}${runs > 0 ? `; ${runs} runs, seed ${seed}` : ""}.`,
    "",
    ...columns([header, ...rows], [0, 2, ...layers.map((_, index) => index + (runs > 0 ? 5 : 3))]),
    ...(left.length > 0 ? ["", "Too little data for a score:", ...left.map(lacking)] : []),
    ...(notes.length > 0 ? ["", ...notes] : []),
  ];
  return printable(lines.join("\n"));
}

function lacking({ unit, coverage, missing }: ScoredUnit): string {
  return `  ${unit}: ${Math.round(coverage * 100)} % of the indicator weight observed; missing ${missing.join(", ") || "nothing"}`;
}

/** The same as CSV: one row a unit, blank where there is no value. */
export function scoreCsv({ layers, units }: ScoreReport): string {
  const header = [
    "unit",
    "name",
    "rank",
    "score",
    "low",
    "high",
    "rank_low",
    "rank_high",
    "coverage",
    ...layers.map(({ id }) => id),
  ];
  const rows = units.map((unit) => [
    unit.unit,
    unit.name,
    unit.rank,
    unit.score,
    unit.band?.low,
    unit.band?.high,
    unit.rankBand?.low,
    unit.rankBand?.high,
    unit.coverage,
    ...layers.map(({ id }) => unit.parts[id]),
  ]);
  return [header, ...rows].map((row) => row.map(csvCell).join(",")).join("\n");
}

function csvCell(value: string | number | null | undefined): string {
  const text = value === null || value === undefined ? "" : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// Three digits of what differs: scores between 0 and 1 need more decimals than those up to 100.
function digitsFor(units: ScoredUnit[]): number {
  const largest = Math.max(...units.map((unit) => Math.abs(unit.score ?? 0)), 0);
  return largest <= 2 ? 3 : largest <= 20 ? 2 : 1;
}
