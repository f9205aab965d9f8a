import { distance } from "fastest-levenshtein";

import type { Supplier, SupplierFile } from "../domain/supplier.ts";
import { fold } from "../domain/text.ts";
import { AttacheError, quoted } from "../kit/error.ts";
import type { SupplierMention, Suppliers } from "../kit/tracker.ts";

/** A count in units of a chip says nothing about whose chips they are: "50,000 H100-equivalents". */
const equivalent = /^[-\s]equivalents?\b/;

interface WrittenName {
  /** The words after the first. */
  rest: string[];
  /** None where the name is another's. */
  supplier: Supplier | undefined;
  product: boolean;
}

/**
 * Builds the gazetteer of suppliers. A name means one supplier: where two claim it, the first keeps it. Whole names
 * resolve in any case; in running text a name counts only as written, so that `Meta` is no `meta`. The names are read
 * when the first is asked for.
 */
export function createSuppliers({
  suppliers,
  other_names,
}: Pick<SupplierFile, "suppliers" | "other_names">): Suppliers {
  let names: Names | undefined;
  const known = (): Names => (names ??= namesOf(suppliers, other_names));

  function suggest(name: string): string[] {
    const key = keyOf(name);
    return [...known().byName]
      .map(([candidate, { supplier, text }]) => ({
        text: text === supplier.name ? text : `${text} (${supplier.name})`,
        distance: distance(candidate, key),
        starts: key.length > 2 && candidate.startsWith(key),
      }))
      .filter((entry) => entry.starts || entry.distance <= Math.max(1, Math.floor(key.length / 3)))
      .sort((a, b) => Number(b.starts) - Number(a.starts) || a.distance - b.distance || a.text.localeCompare(b.text))
      .slice(0, 3)
      .map((entry) => entry.text);
  }

  const resolve = (name: string): Supplier | undefined => known().byName.get(keyOf(name))?.supplier;

  return {
    all: () => suppliers,
    resolve,
    require(name) {
      const found = resolve(name);
      if (found) return found;
      const near = suggest(name);
      throw new AttacheError("not-found", `Unknown supplier ${quoted(name)}.`, {
        next: near.length > 0 ? `Did you mean ${near.join(" or ")}?` : "Give a name as in corpus/suppliers.yaml.",
      });
    },
    mentions(text) {
      const { written } = known();
      const words = wordsOf(text);
      const found: SupplierMention[] = [];
      for (let index = 0; index < words.length; index += 1) {
        const first = words[index];
        if (!first) continue;
        const name = written
          .get(first[0])
          ?.find(({ rest }) => rest.every((word, place) => words[index + 1 + place]?.[0] === word));
        if (!name) continue;
        const last = words[index + name.rest.length] ?? first;
        const end = last.index + last[0].length;
        if (name.product && equivalent.test(text.slice(end))) continue;
        if (name.supplier) found.push({ supplier: name.supplier, start: first.index, end });
        index += name.rest.length;
      }
      return found;
    },
  };
}

interface Names {
  byName: Map<string, { supplier: Supplier; text: string }>;
  /** Names as written, by their first word, the longest first. */
  written: Map<string, WrittenName[]>;
}

function namesOf(suppliers: Supplier[], others: string[]): Names {
  const byName: Names["byName"] = new Map();
  const written: Names["written"] = new Map();
  for (const supplier of suppliers) {
    for (const text of [supplier.name, ...supplier.aliases]) {
      if (!byName.has(keyOf(text))) byName.set(keyOf(text), { supplier, text });
      if (text.length > 1 && !(supplier.ambiguous && text === supplier.name)) write(text, supplier, false);
    }
    for (const text of supplier.products) write(text, supplier, true);
  }
  for (const text of others) write(text, undefined, false);
  return { byName, written };

  function write(text: string, supplier: Supplier | undefined, product: boolean): void {
    const [first, ...rest] = wordsOf(text).map((word) => word[0]);
    if (first === undefined) return;
    const names = [...(written.get(first) ?? []), { rest, supplier, product }];
    written.set(
      first,
      names.sort((one, other) => other.rest.length - one.rest.length),
    );
  }
}

function wordsOf(text: string): RegExpExecArray[] {
  return [...text.matchAll(/[\p{L}\p{N}](?:[\p{L}\p{N}.&]*[\p{L}\p{N}&])?/gu)];
}

function keyOf(name: string): string {
  return fold(name)
    .replace(/[^\p{L}\p{N}&.]+/gu, " ")
    .trim();
}
