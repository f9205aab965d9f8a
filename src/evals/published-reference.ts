import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "csv-parse/sync";

import { compile } from "../exposure/compile.ts";
import { score } from "../exposure/score.ts";
import { AttacheError, quoted } from "../kit/error.ts";
import type { PublishedReference } from "../kit/suite.ts";
import { readMethod, withWeights } from "../library/method-file.ts";
import { readObservations } from "../library/observation-table.ts";
import type { ReferenceItem } from "./report.ts";

/** Where the files of the suite and the published data lie; without data nothing can be checked. */
export interface ReferenceFolders {
  suites: string;
  published: string | undefined;
}

const mostShown = 10;

/** Computes a published index from its published data, and says which units come out otherwise. */
export function checkReference(reference: PublishedReference, folders: ReferenceFolders): ReferenceItem {
  const { id, title } = reference;
  const missing = missingFile(reference, folders);
  if (missing) return { id, title, outcome: "skipped", lines: [missing] };
  const published = publishedResults(reference, folders);
  const ours = ourResults(reference, folders);
  const differing = [...published].filter(([unit, value]) => ours.get(unit) !== value);
  const lines = differing
    .slice(0, mostShown)
    .map(([unit, value]) => `${unit}: published ${value}, ours ${ours.get(unit) ?? "missing"}`);
  const more = differing.length > mostShown ? [`and ${differing.length - mostShown} more`] : [];
  return {
    id,
    title,
    outcome: differing.length === 0 && published.size > 0 ? "passed" : "wrong",
    lines: [`${published.size - differing.length} of ${published.size} units as published`, ...lines, ...more],
  };
}

function missingFile({ data, published }: PublishedReference, folders: ReferenceFolders): string | undefined {
  const { published: folder } = folders;
  if (folder === undefined) return "The published data are not here: name their folder with --data.";
  const absent = [data, published.file].find((file) => !existsSync(join(folder, file)));
  return absent && `The published data are not here: ${absent} is missing in the folder of --data.`;
}

// As text, to so many decimals: what is printed is what is compared.
function publishedResults(reference: PublishedReference, folders: ReferenceFolders): Map<string, string> {
  const { file, unit, column } = reference.published;
  const rows = rowsOf(join(folders.published ?? "", file));
  if (!rows.every((row) => unit in row && column in row))
    throw new AttacheError("usage", `${quoted(file)} has no columns ${unit} and ${column}.`, {
      next: "Give --data the folder of the published tables; evals/README.md names them.",
    });
  return new Map(
    rows.flatMap((row) => {
      const text = row[column]?.trim() ?? "";
      return text === "" || !Number.isFinite(Number(text))
        ? []
        : [[row[unit] ?? "", printed(Number(text), reference)] as const];
    }),
  );
}

function ourResults(reference: PublishedReference, folders: ReferenceFolders): Map<string, string> {
  const read = readMethod(readFileSync(join(folders.suites, reference.method), "utf8"), reference.method);
  const method = reference.weights ? withWeights(read, reference.weights) : read;
  const data = readFileSync(join(folders.published ?? "", reference.data), "utf8");
  const compiled = compile(method, readObservations(data, reference.data, method));
  const { ranks, scores } = score(compiled);
  const values = reference.compare.what === "ranks" ? ranks : scores;
  return new Map(compiled.units.map((unit, index) => [unit, printed(values[index] ?? Number.NaN, reference)]));
}

function printed(value: number, { compare }: PublishedReference): string {
  return compare.what === "ranks" ? String(value) : value.toFixed(compare.decimals);
}

function rowsOf(file: string): Record<string, string | undefined>[] {
  try {
    return parse(readFileSync(file, "utf8"), { columns: true, skip_empty_lines: true, bom: true });
  } catch (cause) {
    throw new AttacheError("usage", `${quoted(file)} is not a CSV file.`, {
      next: "Give --data the folder of the published tables.",
      cause,
    });
  }
}
