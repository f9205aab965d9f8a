import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "csv-parse/sync";

import { AttacheError, quoted } from "../../src/kit/error.ts";

export type RawRow = Record<string, string>;

/** The folder of raw files that the user named. */
export class RawFolder {
  readonly #folder: string;
  readonly #tables = new Map<string, RawRow[]>();

  constructor(folder: string) {
    if (!existsSync(folder))
      throw new AttacheError("not-found", `There is no folder ${quoted(folder)} to read raw files from.`, { next: "" });
    this.#folder = folder;
  }

  /** The rows of one file; each cell without blanks at its ends. */
  table(path: string, delimiter = ","): RawRow[] {
    const known = this.#tables.get(path);
    if (known) return known;
    const file = join(this.#folder, path);
    if (!existsSync(file))
      throw new AttacheError("not-found", `The raw file ${quoted(path)} is not in the folder that --from names.`, {
        next: "",
      });
    // A quote inside an unquoted field of the TOP500 file is a character like any other.
    const rows = parse(readFileSync(file, "utf8"), {
      bom: true,
      columns: true,
      delimiter,
      trim: true,
      relax_quotes: true,
    }) as unknown as RawRow[];
    this.#tables.set(path, rows);
    return rows;
  }
}

/** A number of a cell; null where the cell is empty. */
export function numberOf(cell: string | undefined): number | null {
  if (cell === undefined || cell === "") return null;
  const value = Number(cell);
  return Number.isFinite(value) ? value : null;
}
