import { z } from "zod";

import { Layer, type Supplier } from "../../src/domain/supplier.ts";
import type { Fact } from "../../src/domain/fact.ts";
import type { Category, TrackedRecord } from "../../src/domain/project.ts";
import type { Suppliers } from "../../src/kit/tracker.ts";

export const SupplierShare = z.object({
  supplier: z.string(),
  records: z.number().int(),
  of: z.number().int(),
  percent: z.number(),
  /** Of the records that name any supplier at all. */
  ofNamed: z.number().int(),
  percentOfNamed: z.number(),
  /** What the supplier is best known for, and the records that name any supplier of that. */
  layer: Layer,
  ofLayer: z.number().int(),
  percentOfLayer: z.number(),
});
export type SupplierShare = z.infer<typeof SupplierShare>;

const mostShares = 8;

/** The share of records that name a supplier, the one asked for or the most named; none where there are no records. */
export function sharesOf(records: TrackedRecord[], only: string | null): SupplierShare[] {
  const named = records.filter((record) => record.suppliers.length > 0);
  const counts = new Map<Supplier, number>();
  for (const { supplier } of named.flatMap((record) => record.suppliers))
    counts.set(supplier, (counts.get(supplier) ?? 0) + 1);
  return [...counts]
    .filter(([supplier]) => only === null || supplier.name === only)
    .sort(([a, one], [b, other]) => other - one || a.name.localeCompare(b.name))
    .slice(0, mostShares)
    .map(([supplier, count]) => {
      const [layer = "compute"] = supplier.layers;
      const peers = named.filter((record) => record.suppliers.some((entry) => entry.supplier.layers[0] === layer));
      return {
        supplier: supplier.name,
        records: count,
        of: records.length,
        percent: percent(count, records.length),
        ofNamed: named.length,
        percentOfNamed: percent(count, named.length),
        layer,
        ofLayer: peers.length,
        percentOfLayer: percent(count, peers.length),
      };
    });
}

/** Words of what a published share is `of`, by category. */
const published: Partial<Record<Category, RegExp>> = {
  infrastructure: /\binfrastructure (?:projects|initiatives)\b/i,
  model: /\bmodel projects\b/i,
  data: /\bdata(?:set)? projects\b/i,
};

/** Published shares of the same thing: indicators in percent of that category's projects that name this supplier. */
export function publishedShares(facts: Fact[], supplier: string, category: Category, suppliers: Suppliers): Fact[] {
  const of = published[category];
  if (!of) return [];
  return facts.filter(
    ({ kind, quantity, claim }) =>
      kind === "indicator" &&
      quantity?.unit === "percent" &&
      of.test(quantity.of ?? "") &&
      suppliers.mentions(claim).some((mention) => mention.supplier.name === supplier),
  );
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 1000) / 10;
}
