import { z } from "zod";

import { ShownConflict } from "../src/domain/answer.ts";
import { Assignment } from "../src/domain/scheme.ts";
import { Topic } from "../src/domain/fact.ts";
import { conflictLines } from "../src/kit/render.ts";
import { defineTool } from "../src/kit/tool.ts";
import { dependenciesShown, timelineOf, topicsOf } from "./support/profile-sections.ts";
import { FactOutput, factEvidence, factLine, factOutput } from "./support/fact-output.ts";
import { offsetOf } from "./support/cursor.ts";

export default defineTool({
  title: "Country profile",
  description:
    "Gives what the corpus knows of one country or bloc: tier, facts by topic (best grade first) with source and date, conflicts between sources, and gaps. Name topics to get only those. Paged by cursor.",
  effect: "reads-corpus",
  input: z.object({
    country: z.string().max(200).describe("Any name, alias, adjective, capital or ISO code"),
    sections: z
      .array(z.enum(["strategy", "money", "layers", "dependencies", "law", "people", "risk", "outcomes", "timeline"]))
      .max(9)
      .default([])
      .describe("Only these sections; all facts when empty"),
    topics: z.array(Topic).max(13).default([]).describe("Only these topics; all when empty"),
    limit: z.number().int().min(1).max(30).default(20),
    cursor: z.string().max(20).optional(),
  }),
  output: z.object({
    country: z.string(),
    name: z.string(),
    officialName: z.string().nullable(),
    kind: z.string(),
    region: z.string().nullable(),
    capitals: z.array(z.string()),
    memberships: z.array(z.string()),
    note: z.string().nullable(),
    tier: z.object({ tier: z.string(), fact: z.string(), inferred: z.boolean() }).nullable(),
    assignments: z.array(Assignment),
    total: z.number().int(),
    counts: z.record(z.string(), z.number().int()),
    facts: z.array(FactOutput),
    dependencies: z.array(
      z.object({
        layer: z.string(),
        jurisdiction: z.string(),
        count: z.number().int(),
        suppliers: z.array(z.string()),
        facts: z.array(z.string()),
      }),
    ),
    timeline: z.array(z.object({ date: z.string(), fact: z.string(), what: z.string() })),
    conflicts: z.array(ShownConflict),
    gaps: z.array(z.string()),
    asOf: z.string().nullable(),
    cursor: z.string().nullable(),
  }),
  example: { country: "FRA", topics: ["compute"], limit: 3 },
  run({ country, sections, topics, limit, cursor }, { desk }) {
    const offset = offsetOf(cursor);
    const profile = desk.profiles.profile(country);
    const wanted = topicsOf(sections, topics);
    const factless = sections.length > 0 && wanted.length === 0;
    const shows = (section: string): boolean =>
      offset === 0 && (sections.length === 0 || sections.some((named) => named === section));
    const facts = profile.facts.filter((fact) => !factless && (wanted.length === 0 || wanted.includes(fact.topic)));
    const shown = facts.slice(offset, offset + limit);
    const ids = new Set(shown.map((fact) => fact.id));
    return {
      ...profile,
      officialName: profile.officialName ?? null,
      total: facts.length,
      facts: shown.map((fact) => factOutput(fact, desk)),
      dependencies: shows("dependencies") ? dependenciesShown(profile) : [],
      timeline: shows("timeline") ? timelineOf(profile, sections.length > 0 ? 25 : 6) : [],
      conflicts: profile.conflicts.filter((conflict) => conflict.facts.some((fact) => ids.has(fact.id))).slice(0, 8),
      gaps: [...profile.gaps, ...(offset === 0 ? desk.problems().map((problem) => `left out: ${problem}`) : [])],
      cursor: offset + limit < facts.length ? String(offset + limit) : null,
    };
  },
  render(output) {
    const topics = [...new Set(output.facts.map((fact) => fact.topic))];
    return [
      `# ${output.name} (${output.country})`,
      [
        output.officialName,
        output.kind,
        output.region,
        output.capitals.length > 0 ? `capital ${output.capitals.join(", ")}` : "",
        output.memberships.length > 0 ? `in ${output.memberships.join(", ")}` : "",
        output.tier ? `${output.tier.tier}${output.tier.inferred ? ", inferred" : ""} [${output.tier.fact}]` : "",
        output.asOf ? `newest fact ${output.asOf}` : "",
      ]
        .filter(Boolean)
        .join(" · "),
      ...(output.note ? [output.note] : []),
      ...output.assignments
        .filter((entry) => entry.scheme !== "tier")
        .map(
          (entry) =>
            `${entry.scheme}: ${entry.label}${entry.rule ? ` (inferred, ${entry.rule})` : ""} [${entry.facts.join(" ")}]`,
        ),
      factCount(output),
      ...topics.flatMap((topic) => [
        "",
        `## ${topic}`,
        ...output.facts.filter((fact) => fact.topic === topic).map((fact) => factLine(fact)),
      ]),
      ...(output.dependencies.length > 0
        ? [
            "",
            "## Depends on",
            ...output.dependencies.map(
              (group) =>
                `- ${group.layer} · ${group.jurisdiction}: ${group.suppliers.join(", ")} (${group.count} facts: ${group.facts.join(" ")})`,
            ),
          ]
        : []),
      ...(output.timeline.length > 0
        ? ["", "## Timeline", ...output.timeline.map((entry) => `- ${entry.date} ${entry.what} [${entry.fact}]`)]
        : []),
      ...(output.conflicts.length > 0 ? ["", "## Conflicts", ...conflictLines(output.conflicts)] : []),
      ...(output.gaps.length > 0 ? ["", `Gaps: ${output.gaps.join("; ")}.`] : []),
      ...(output.cursor ? [`More: cursor ${output.cursor}.`] : []),
    ].join("\n");
  },
  evidence: (output) => factEvidence(output.facts),
});

function factCount({ total, counts }: { total: number; counts: Record<string, number> }): string {
  const byTopic = Object.entries(counts).map(([topic, count]) => `${topic} ${count}`);
  if (byTopic.length === 0) return "There are no facts yet.";
  return `${total} fact${total === 1 ? "" : "s"}: ${byTopic.join(", ")}.`;
}
