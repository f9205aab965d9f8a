import { Together } from "../domain/search.ts";
import type { Fact } from "../domain/fact.ts";
import type { Desk } from "../kit/desk.ts";
import type { EvidenceItem } from "../kit/tool.ts";
import { citationOf } from "../library/library.ts";
import type { Ledger, Match } from "./ledger.ts";

export const firstSearchLimit = 25;
const conflictPartners = 12;

/** How well an item of a search matched it; undefined for what no search found. */
export function matchOf(item: EvidenceItem, query: string | undefined): Match | undefined {
  const { score, similarity, asked, unanswered, together } = item.data ?? {};
  if (query === undefined || typeof score !== "number") return undefined;
  const parsed = Together.safeParse(together);
  return {
    query,
    score,
    similarity: numberOf(similarity),
    asked: numberOf(asked),
    unanswered: numberOf(unanswered),
    ...(parsed.success ? { together: parsed.data } : {}),
  };
}

function numberOf(value: unknown): number {
  return typeof value === "number" ? value : 0;
}

/** What another source says of the same quantity belongs beside it, whether or not the search found it. */
export function addConflictPartners(ledger: Ledger, desk: Desk): void {
  const facts = ledger
    .entries()
    .flatMap(({ evidence }) =>
      typeof evidence.data?.id === "string" ? (desk.library.fact(evidence.data.id) ?? []) : [],
    );
  const partners = facts
    .slice(0, 40)
    .flatMap((fact) => othersOf(fact, desk).flatMap((id) => desk.library.fact(id) ?? []));
  ledger.add(
    partners.slice(0, conflictPartners).map((fact) => {
      const { claim, source, grade, ...data } = fact;
      return {
        key: `fact:${fact.id}`,
        kind: "fact" as const,
        source: citationOf(desk.library.source(source), grade.code),
        quote: claim,
        data: JSON.parse(JSON.stringify(data)) as Record<string, unknown>,
      };
    }),
  );
}

function othersOf(fact: Fact, desk: Desk): string[] {
  const sets = desk.library.conflicts().filter((set) => fact.conflictSets.includes(set.id));
  return [
    ...new Set([
      ...fact.supersededBy,
      ...fact.conflictsWith,
      ...sets.flatMap((set) => [...set.facts, ...set.country_facts]),
    ]),
  ].filter((id) => id !== fact.id);
}
