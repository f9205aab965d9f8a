import { z } from "zod";

import { LicenceClass } from "../../src/domain/licence.ts";
import { Category, StatusGroup, TrackedKind, type TrackedRecord } from "../../src/domain/project.ts";
import { Fact } from "../../src/domain/fact.ts";
import type { Desk } from "../../src/kit/desk.ts";
import { ComparedFact, comparedFact } from "./compared-fact.ts";

/** A record of the tracker as the tool gives it: the fact with its source, and what the tracker knows of it. */
export const ProjectOutput = ComparedFact.extend({
  topic: Fact.shape.topic,
  kind: TrackedKind,
  targetDate: Fact.shape.targetDate,
  supersededBy: z.array(z.string()).optional(),
  category: Category,
  statusGroup: StatusGroup,
  suppliers: z.array(z.string()),
  partners: z.array(z.string()),
  /** Of a model: its size, what its licence allows, whether it runs on one's own machines (absent: not known). */
  parameters: z.number().optional(),
  licence: LicenceClass.optional(),
  selfHostable: z.boolean().optional(),
  /** Of a law: since when it is in force, or when it is to be, as far as the record says. */
  since: z.string().optional(),
});
export type ProjectOutput = z.infer<typeof ProjectOutput>;

export function projectOutput(record: TrackedRecord, desk: Desk): ProjectOutput {
  const { fact, kind, category, statusGroup, partners, model } = record;
  return {
    ...comparedFact(fact, desk),
    topic: fact.topic,
    kind,
    targetDate: fact.targetDate,
    category,
    statusGroup,
    // A supplier that only the claim names carries an asterisk.
    suppliers: record.suppliers.map(({ supplier, from }) => (from === "claim" ? `${supplier.name}*` : supplier.name)),
    partners,
    supersededBy: fact.supersededBy.length > 0 ? fact.supersededBy : undefined,
    parameters: model?.parameters ?? undefined,
    licence: model?.licence,
    selfHostable: model?.selfHostable ?? undefined,
    since: kind === "law" ? sinceOf(record) : undefined,
  };
}

// A law in force is dated by when it was so; one to come by its target.
function sinceOf({ fact, statusGroup }: TrackedRecord): string | undefined {
  return (statusGroup === "in-force" ? fact.asOf : (fact.targetDate ?? fact.asOf)) ?? undefined;
}

/** A record in one line of Markdown. */
export function projectLine(record: ProjectOutput): string {
  const { source } = record;
  const marks = [
    `${record.kind}, ${record.category}`,
    record.asOf ? `as of ${record.asOf}` : "undated",
    ...(record.targetDate ? [`target ${record.targetDate}`] : []),
    record.status ?? "status unknown",
    ...(record.certainty === "reported" ? [] : [record.certainty]),
    ...(record.supersededBy ? [`superseded by ${record.supersededBy.join(", ")}`] : []),
    ...(record.suppliers.length > 0 ? [`suppliers ${record.suppliers.join(", ")}`] : []),
    ...(record.partners.length > 0 ? [`partners ${record.partners.join(" ")}`] : []),
    ...(record.kind === "model" ? modelMarks(record) : []),
    ...(record.since ? [`${record.statusGroup === "in-force" ? "in force as of" : "dated"} ${record.since}`] : []),
  ];
  return `- **${record.id}** [${record.countries.join(" ")}] ${record.claim} (${marks.join("; ")}; ${source.publisher}, grade ${source.grade}${source.url ? ` ${source.url}` : ""})`;
}

function modelMarks({ parameters, licence, selfHostable }: ProjectOutput): string[] {
  return [
    ...(parameters === undefined ? [] : [`${Number((parameters / 1e9).toPrecision(6))} billion parameters`]),
    `licence ${licence ?? "unknown"}`,
    `self-hosting ${selfHostable === undefined ? "unknown" : selfHostable ? "possible" : "impossible"}`,
  ];
}
