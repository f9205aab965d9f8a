import type { Kept, LicenceMeaningFile } from "../domain/component.ts";

const order: Kept[] = ["stated", "usual", "terms", "unknown"];

/**
 * Whether a licence can be taken back for a copy one has, by the ids of the file. Of parts joined by AND the worst counts, of
 * alternatives joined by OR the best; an id that the file does not know is `unknown`.
 */
export function keptOf(expression: string, { licences }: LicenceMeaningFile): Kept {
  const one = (id: string): Kept => licences.find((entry) => entry.ids.includes(bare(id)))?.kept ?? "unknown";
  return worst(expression.split(/\s+AND\s+/).map((part) => best(part.split(/\s+OR\s+/).map(one))));
}

/** The worst of some: what a part as a whole must be counted as. */
export function worst(all: Kept[]): Kept {
  return order[Math.max(...all.map((kept) => order.indexOf(kept)), 0)] ?? "unknown";
}

/** Why a licence deserves a second look; undefined where it does not. */
export function attentionFor(expression: string, { licences }: LicenceMeaningFile): string | undefined {
  const ids = idsOf(expression);
  const asking = licences.find((entry) => entry.attention !== undefined && entry.ids.some((id) => ids.includes(id)));
  // A free choice that includes one without conditions needs no second look.
  if (asking?.attention !== undefined && !/\sOR\s/.test(expression)) return asking.attention;
  const unknown = ids.filter((id) => !licences.some((entry) => entry.ids.includes(id)));
  return unknown.length > 0 && keptOf(expression, { licences, phrases: [] }) === "unknown"
    ? "Not among the licences that are described here: read it."
    : undefined;
}

function idsOf(expression: string): string[] {
  return expression.split(/\s+(?:AND|OR)\s+/).map(bare);
}

function bare(id: string): string {
  return id
    .replace(/[()]/g, "")
    .replace(/\s+WITH\s+.*$/, "")
    .trim();
}

function best(all: Kept[]): Kept {
  return order[Math.min(...all.map((kept) => order.indexOf(kept)))] ?? "unknown";
}
