import { z } from "zod";

import { Citation } from "../../src/domain/answer.ts";
import { Fact } from "../../src/domain/fact.ts";
import type { Desk } from "../../src/kit/desk.ts";
import type { EvidenceItem } from "../../src/kit/tool.ts";

/** A fact as tools give it: with its source and grade, so that no number travels alone. */
export const FactOutput = Fact.omit({ source: true, also: true, grade: true }).extend({
  source: Citation,
  gradeReason: z.string(),
});
export type FactOutput = z.infer<typeof FactOutput>;

export function factOutput(fact: Fact, desk: Desk): FactOutput {
  const { source: id, also: _also, grade, ...rest } = fact;
  const { title, publisher, url, published } = desk.library.source(id);
  return { ...rest, source: { id, title, publisher, url, published, grade: grade.code }, gradeReason: grade.reason };
}

/** A fact in one line of Markdown. */
export function factLine(fact: FactOutput): string {
  const marks = [
    fact.asOf ? `as of ${fact.asOf}` : "undated",
    ...(fact.targetDate ? [`target ${fact.targetDate}`] : []),
    ...(fact.status ? [fact.status] : []),
    ...(fact.certainty === "reported" ? [] : [fact.certainty]),
    ...(fact.supersededBy.length > 0 ? [`superseded by ${fact.supersededBy.join(", ")}`] : []),
  ];
  const link = fact.source.url ? ` ${fact.source.url}` : "";
  return `- **${fact.id}** ${fact.claim} (${marks.join("; ")}; ${fact.source.publisher}, grade ${fact.source.grade}${link})`;
}

export function factEvidence(facts: FactOutput[]): EvidenceItem[] {
  return facts.map(({ source, claim, locator, ...data }) => ({
    key: `fact:${data.id}`,
    kind: "fact",
    source,
    quote: claim,
    ...(locator === undefined ? {} : { locator }),
    data: JSON.parse(JSON.stringify(data)) as Record<string, unknown>,
  }));
}
