import { z } from "zod";

import { Citation } from "../../src/domain/answer.ts";
import { Fact } from "../../src/domain/fact.ts";
import type { Desk } from "../../src/kit/desk.ts";
import type { EvidenceItem } from "../../src/kit/tool.ts";

/** A fact as a cell of a table needs it: the statement, its number, date, state and source. */
export const ComparedFact = Fact.pick({
  id: true,
  claim: true,
  quantity: true,
  asOf: true,
  status: true,
  certainty: true,
  countries: true,
}).extend({ source: Citation });
export type ComparedFact = z.infer<typeof ComparedFact>;

export function comparedFact(fact: Fact, desk: Desk): ComparedFact {
  const { id, claim, quantity, asOf, status, certainty, countries, grade } = fact;
  const { title, publisher, url, published } = desk.library.source(fact.source);
  return {
    id,
    claim,
    quantity,
    asOf,
    status,
    certainty,
    countries,
    source: { id: fact.source, title, publisher, url, published, grade: grade.code },
  };
}

export function comparedEvidence(facts: ComparedFact[]): EvidenceItem[] {
  return facts.map(({ source, claim, ...data }) => ({
    key: `fact:${data.id}`,
    kind: "fact",
    source,
    quote: claim,
    data: JSON.parse(JSON.stringify(data)) as Record<string, unknown>,
  }));
}
