import { CsvError, parse } from "csv-parse/sync";

import { isLeaf, type Method, type MethodNode } from "../domain/method.ts";
import { ObservationState, type Observation, type ObservationTable } from "../domain/observation.ts";
import { AttacheError, quoted } from "../kit/error.ts";

/** What stands for "no value" in a cell. */
const blanks = new Set(["", "na", "n/a", "nan", "null", "..", "-", "–"]);
const unitColumns = ["country", "iso3", "code", "unit"];

interface Cell {
  text: string;
  where: string;
}

type Row = Map<string, Cell>;

/**
 * Reads a table of observations from CSV. Long: a row an observation, with the columns `country` (or `unit`), `indicator`,
 * `value`, and any of year, low, high, unit_of_measure or unit, state, source, row, licence. Wide: a row a unit, a column an
 * indicator; the first column is the unit's id unless the method names another one, and columns that the method does not use
 * can group units. Throws `usage` with file, line, column and what was expected.
 */
export function readObservations(text: string, file: string, method?: Method): ObservationTable {
  const { header, rows } = readRows(text, file);
  const isLong = header.includes("indicator") && header.includes("value");
  return isLong ? readLong(header, rows, file) : readWide(header, rows, file, method);
}

function readRows(text: string, file: string): { header: string[]; rows: Row[] } {
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text, {
      bom: true,
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
      trim: true,
    }) as never;
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown;
    const line = (thrown as { lines?: number }).lines;
    throw fault(
      `${file}${line === undefined ? "" : `:${line}`}`,
      "a quote is opened and not closed as CSV asks",
      thrown,
    );
  }
  const [head, ...body] = records;
  if (!head || body.length === 0) throw fault(file, "a header line and at least one row were expected");
  const header = head.record;
  const twice = header.find((name, index) => header.indexOf(name) !== index);
  if (twice !== undefined)
    throw fault(`${file}:1:${header.lastIndexOf(twice) + 1}`, `two columns are called ${quoted(twice)}`);
  const rows = body.map(({ record, info }) => {
    if (record.length !== header.length)
      throw fault(`${file}:${info.lines}`, `${header.length} columns were expected, ${record.length} are there`);
    return new Map(
      header.map((name, index) => [name, { text: record[index] ?? "", where: `${file}:${info.lines}:${index + 1}` }]),
    );
  });
  return { header, rows };
}

function readLong(header: string[], rows: Row[], file: string): ObservationTable {
  const unitColumn = unitColumns.find((name) => header.includes(name));
  if (!unitColumn) throw fault(`${file}:1`, "a column called country or unit was expected");
  const measure = unitColumn === "unit" ? "unit_of_measure" : "unit";
  const names: Record<string, string> = {};
  const seen = new Set<string>();
  const observations = rows.map((row): Observation => {
    const country = required(row, unitColumn);
    const year = numberOf(row, "year");
    const key = JSON.stringify([country, required(row, "indicator"), year]);
    if (seen.has(key))
      throw fault(
        placeOf(row, unitColumn),
        `${quoted(country)} has a row of ${quoted(required(row, "indicator"))}${year === null ? "" : ` for ${year}`} already`,
      );
    seen.add(key);
    const name = textOf(row, "name");
    if (name !== null) names[country] = name;
    const [value, low, high] = [numberOf(row, "value"), numberOf(row, "low"), numberOf(row, "high")];
    if (
      (low !== null && high !== null && low > high) ||
      (value !== null && (value < (low ?? value) || value > (high ?? value)))
    )
      throw fault(placeOf(row, "value"), "low ≤ value ≤ high was expected");
    if (year !== null && !Number.isInteger(year)) throw fault(placeOf(row, "year"), "a year was expected");
    return {
      country,
      indicator: required(row, "indicator"),
      year,
      value,
      low,
      high,
      unit: textOf(row, measure),
      state: stateOf(row, value),
      source: textOf(row, "source"),
      row: textOf(row, "row"),
      licence: textOf(row, "licence"),
    };
  });
  return { observations, names, groups: {} };
}

function readWide(header: string[], rows: Row[], file: string, method: Method | undefined): ObservationTable {
  const wanted = method ? indicatorsOf(method) : undefined;
  const unitColumn = method?.data.unit ?? header[0] ?? "";
  const nameColumn = method?.data.name;
  for (const [key, column] of [
    ["data.unit", unitColumn],
    ["data.name", nameColumn],
  ] as const)
    if (column !== undefined && !header.includes(column))
      throw fault(`${file}:1`, `the method's ${key} names the column ${quoted(column)}, which is not there`);
  const indicators = header.filter((name) => name !== unitColumn && name !== nameColumn && (wanted?.has(name) ?? true));
  if (indicators.length === 0)
    throw fault(
      `${file}:1`,
      `columns named like the method's indicators were expected (${[...(wanted ?? [])].slice(0, 6).join(", ")})`,
    );
  const seen = new Set<string>();
  const names: Record<string, string> = {};
  const observations = rows.flatMap((row) => {
    const country = required(row, unitColumn);
    if (seen.has(country)) throw fault(placeOf(row, unitColumn), `${quoted(country)} has a row already`);
    seen.add(country);
    const name = nameColumn === undefined ? null : textOf(row, nameColumn);
    if (name !== null) names[country] = name;
    return indicators.map((indicator): Observation => {
      const value = numberOf(row, indicator);
      const state = value === null ? "not-reported" : "observed";
      const nothing = { year: null, low: null, high: null, unit: null, source: null, row: null, licence: null };
      return { country, indicator, value, state, ...nothing };
    });
  });
  const others = header.filter((name) => name !== unitColumn && !indicators.includes(name));
  const groups = Object.fromEntries(
    others.map((column) => [
      column,
      Object.fromEntries(rows.map((row) => [required(row, unitColumn), textOf(row, column) ?? ""])),
    ]),
  );
  return { observations, names, groups };
}

/** Every column that a method reads as numbers: its indicators and what they are divided by. */
function indicatorsOf(method: Method): Set<string> {
  const ids = new Set<string>();
  const walk = (node: MethodNode): void => {
    if (isLeaf(node)) ids.add(node.indicator);
    else node.of.forEach(walk);
  };
  walk(method.index);
  for (const id of ids) {
    const by = method.indicators[id]?.denominator?.by;
    if (by !== undefined) ids.add(by);
  }
  for (const { indicator } of method.shown) ids.add(indicator);
  return ids;
}

function placeOf(row: Row, column: string): string {
  return row.get(column)?.where ?? "";
}

function textOf(row: Row, column: string): string | null {
  const text = row.get(column)?.text ?? "";
  return text === "" ? null : text;
}

function required(row: Row, column: string): string {
  const cell = row.get(column);
  if (!cell || cell.text === "") throw fault(cell?.where ?? "", `the column ${quoted(column)} may not be empty`);
  if (cell.text.length > 80) throw fault(cell.where, "an id of at most 80 characters was expected");
  return cell.text;
}

function numberOf(row: Row, column: string): number | null {
  const cell = row.get(column);
  if (!cell || blanks.has(cell.text.toLowerCase())) return null;
  const value = Number(cell.text);
  if (!Number.isFinite(value) || /^0[xob]/i.test(cell.text))
    throw fault(cell.where, `a number was expected in the column ${quoted(column)}, not ${quoted(cell.text)}`);
  return value;
}

function stateOf(row: Row, value: number | null): ObservationState {
  const cell = row.get("state");
  if (!cell || cell.text === "") return value === null ? "not-reported" : "observed";
  const parsed = ObservationState.safeParse(cell.text);
  if (!parsed.success) throw fault(cell.where, `one of ${ObservationState.options.join(", ")} was expected`);
  return parsed.data;
}

function fault(where: string, message: string, cause?: unknown): AttacheError {
  return new AttacheError("usage", `${where}: ${message}.`, { next: "Mend the data file, then run again.", cause });
}
