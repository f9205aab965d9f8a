import type { Fact } from "../domain/fact.ts";
import type { Supplier } from "../domain/supplier.ts";
import type { SupplierMention, Suppliers } from "../kit/tracker.ts";

/** Suppliers that a fact names, each once: its parties first, then those that only its claim names. */
export function namedSuppliers(
  fact: Pick<Fact, "parties">,
  suppliers: Suppliers,
  mentions: SupplierMention[],
): { supplier: Supplier; from: "parties" | "claim" }[] {
  const parties = new Set(fact.parties.flatMap((party) => suppliers.resolve(party) ?? []));
  const others = new Set(mentions.map((mention) => mention.supplier));
  return [
    ...[...parties].map((supplier) => ({ supplier, from: "parties" as const })),
    ...[...others]
      .filter((supplier) => !parties.has(supplier))
      .map((supplier) => ({ supplier, from: "claim" as const })),
  ];
}
