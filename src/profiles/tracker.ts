import type { Fact } from "../domain/fact.ts";
import { licenceOf, type LicenceFile } from "../domain/licence.ts";
import {
  amountOf,
  categoryOf,
  parametersOf,
  statusGroupOf,
  TrackedKind,
  type TrackedRecord,
} from "../domain/project.ts";
import type { Gazetteer } from "../kit/desk.ts";
import type { Suppliers, Tracker } from "../kit/tracker.ts";
import { namedSuppliers } from "./named-suppliers.ts";

/** The tracker over the facts of the corpus; its records are made when they are first asked for. */
export function createTracker(
  facts: Fact[],
  suppliers: Suppliers,
  licences: LicenceFile,
  gazetteer: Gazetteer,
): Tracker {
  let records: TrackedRecord[] | undefined;
  return {
    suppliers,
    records: () =>
      (records ??= facts.flatMap((fact) => {
        const kind = TrackedKind.safeParse(fact.kind);
        return kind.success ? [trackedRecord(fact, kind.data, suppliers, licences, gazetteer)] : [];
      })),
  };
}

function trackedRecord(
  fact: Fact,
  kind: TrackedKind,
  suppliers: Suppliers,
  licences: LicenceFile,
  gazetteer: Gazetteer,
): TrackedRecord {
  const named = namedSuppliers(fact, suppliers, suppliers.mentions(fact.claim));
  const licence = kind === "model" ? licenceOf(fact.claim, licences) : undefined;
  return {
    fact,
    kind,
    category: categoryOf(kind, fact.topic),
    statusGroup: statusGroupOf(fact.status),
    suppliers: named,
    partners: partnersOf(fact, named, gazetteer),
    amount: amountOf(fact),
    model: licence
      ? { parameters: parametersOf(fact), licence: licence.class, selfHostable: licence.selfHostable }
      : null,
  };
}

// A supplier that only the claim names may be a bystander, so only parties bring their home in.
function partnersOf(fact: Fact, named: TrackedRecord["suppliers"], gazetteer: Gazetteer): string[] {
  const states = fact.parties.flatMap((party) => {
    const [found] = gazetteer.mentions(party);
    return found && found.end - found.start === party.length ? [found.country.country] : [];
  });
  const homes = named.flatMap(({ supplier, from }) => (from === "parties" ? [supplier.jurisdiction] : []));
  const shared = fact.countries.length > 1 ? fact.countries : [];
  return [...new Set([...states, ...homes, ...shared])]
    .filter((code) => fact.countries.length > 1 || !fact.countries.includes(code))
    .sort();
}
