import type { Observation } from "../../src/domain/observation.ts";

const columns = [
  "country",
  "indicator",
  "year",
  "value",
  "low",
  "high",
  "unit",
  "state",
  "source",
  "row",
  "licence",
] as const;

/** Observations as CSV (RFC 4180 with line feeds), sorted by country and year; a blank cell is null. */
export function observationsCsv(observations: readonly Observation[]): string {
  const sorted = [...observations].sort(
    (a, b) => compare(a.country, b.country) || (a.year ?? 0) - (b.year ?? 0) || compare(a.row ?? "", b.row ?? ""),
  );
  const lines = sorted.map((observation) => columns.map((column) => cell(observation[column])).join(","));
  return [columns.join(","), ...lines, ""].join("\n");
}

/** At most six significant digits, in plain decimal; from 1e15 on, where zeros hide the size, with an exponent. */
export function plain(value: number): string {
  const rounded = Number(value.toPrecision(6));
  if (rounded === 0) return "0";
  const text = (Math.abs(rounded) < 1e15 ? String(rounded) : exponential(rounded)).replace("e+", "e");
  return text.includes("e-") ? rounded.toFixed(12).replace(/0+$/u, "") : text;
}

function exponential(value: number): string {
  return value.toExponential(5).replace(/\.?0+e/u, "e");
}

function cell(content: string | number | null): string {
  if (content === null) return "";
  if (typeof content === "number") return plain(content);
  return /[",\r\n]/u.test(content) ? `"${content.replaceAll('"', '""')}"` : content;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
