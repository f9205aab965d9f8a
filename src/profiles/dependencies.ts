import type { Dependency, DependencyGroup } from "../domain/dependency.ts";
import type { Fact } from "../domain/fact.ts";
import { layerOf } from "../domain/project.ts";
import type { DependencyWords, Layer, Supplier } from "../domain/supplier.ts";
import type { Gazetteer } from "../kit/desk.ts";
import type { SupplierMention, Suppliers } from "../kit/tracker.ts";
import { createReading, type Reading } from "./dependency-words.ts";
import { namedSuppliers } from "./named-suppliers.ts";

/** A rule or a verdict about a firm is no supply by it. */
const noSupply = { topics: new Set<Fact["topic"]>(["governance"]), kinds: new Set<Fact["kind"]>(["law"]) };

/**
 * The rule that makes dependencies of facts; pure.
 *
 * A fact that names a supplier, as a party or in its claim, is an edge from each country it is about to the supplier,
 * where the supplier's jurisdiction is neither that country nor a bloc it is in, nor a member where it is a bloc. Facts
 * about the world, laws, facts on governance and superseded facts give none; nor
 * does a supplier that only the claim names, as an observer ("Microsoft's count"). The layer is that of the topic where the
 * supplier works in it, else (and for talent, partnership, capital, strategy, risk, outcomes) the supplier's first.
 * `share` is the fact's percentage where what it is `of` names this supplier and no other. An edge `ends` where the
 * fact is expired or cancelled, or where the words of `corpus/suppliers.yaml` part the country from the supplier in
 * every place where the claim names it.
 */
export function createDependencies(
  words: DependencyWords,
  suppliers: Suppliers,
  gazetteer: Gazetteer,
): (facts: Fact[]) => Dependency[] {
  const reading = createReading(words);
  return (facts) =>
    facts.flatMap((fact) => {
      if (fact.supersededBy.length > 0 || noSupply.topics.has(fact.topic) || noSupply.kinds.has(fact.kind)) return [];
      const mentions = suppliers.mentions(fact.claim);
      const acting = mentions.filter((mention) => !reading.observes(fact.claim, mention.end));
      return namedSuppliers(fact, suppliers, acting).flatMap(({ supplier, from }) =>
        fact.countries
          .filter((country) => isForeign(supplier.jurisdiction, country, gazetteer))
          .map((country) => ({
            country,
            layer: layerFor(fact, supplier),
            supplier: supplier.name,
            jurisdiction: supplier.jurisdiction,
            share: shareOf(fact, supplier, suppliers, reading),
            status: fact.status ?? null,
            asOf: fact.asOf,
            fact: fact.id,
            from,
            direction: reading.isSupply(fact.claim) ? ("stated" as const) : ("assumed" as const),
            ends: hasEnded(fact, supplier, mentions, reading),
          })),
      );
    });
}

/** Edges of one country by layer and jurisdiction, the most shown first. */
export function groupDependencies(edges: Dependency[]): DependencyGroup[] {
  return groupsOf(edges, (edge) => `${edge.layer} ${edge.jurisdiction}`)
    .flatMap((group): DependencyGroup[] => {
      const [first] = group;
      if (!first) return [];
      const live = group.filter((edge) => !edge.ends);
      const facts = [...new Set(live.map((edge) => edge.fact))];
      return [
        {
          layer: first.layer,
          jurisdiction: first.jurisdiction,
          count: facts.length,
          facts,
          suppliers: groupsOf(live, (edge) => edge.supplier)
            .map((of) => ({
              supplier: of[0]?.supplier ?? "",
              count: of.length,
              share: of.find((edge) => edge.share !== null)?.share ?? null,
            }))
            .sort((a, b) => b.count - a.count || a.supplier.localeCompare(b.supplier)),
          ending: [...new Set(group.filter((edge) => edge.ends).map((edge) => edge.fact))],
        },
      ];
    })
    .sort(
      (a, b) => b.count - a.count || a.layer.localeCompare(b.layer) || a.jurisdiction.localeCompare(b.jurisdiction),
    );
}

function groupsOf(edges: Dependency[], key: (edge: Dependency) => string): Dependency[][] {
  const groups = new Map<string, Dependency[]>();
  for (const edge of edges) {
    const group = groups.get(key(edge));
    if (group) group.push(edge);
    else groups.set(key(edge), [edge]);
  }
  return [...groups.values()];
}

function isForeign(jurisdiction: string, code: string, gazetteer: Gazetteer): boolean {
  const country = gazetteer.get(code);
  if (!country || country.kind === "world" || code === jurisdiction) return false;
  return !country.members.includes(jurisdiction) && !gazetteer.get(jurisdiction)?.members.includes(code);
}

function layerFor(fact: Fact, supplier: Supplier): Layer {
  const layer = layerOf(fact.topic);
  return layer && supplier.layers.includes(layer) ? layer : (supplier.layers[0] ?? "compute");
}

function shareOf({ quantity }: Fact, supplier: Supplier, suppliers: Suppliers, reading: Reading): number | null {
  if (quantity?.unit !== "percent" || !quantity.of || !reading.isShare(quantity.of)) return null;
  const named = new Set(suppliers.mentions(quantity.of).map((mention) => mention.supplier));
  return named.size === 1 && named.has(supplier) ? quantity.value : null;
}

function hasEnded(fact: Fact, supplier: Supplier, mentions: SupplierMention[], reading: Reading): boolean {
  if (fact.status === "expired" || fact.status === "cancelled") return true;
  const places = mentions.filter((mention) => mention.supplier === supplier);
  return places.length > 0 && places.every((place) => reading.parts(fact.claim, place.start, place.end));
}
