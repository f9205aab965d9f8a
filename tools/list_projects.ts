import { z } from "zod";

import { Category, StatusGroup } from "../src/domain/project.ts";
import { defineTool } from "../src/kit/tool.ts";
import { ComparedFact, comparedEvidence, comparedFact } from "./support/compared-fact.ts";
import { offsetOf } from "./support/cursor.ts";
import { ProjectFilters, resolveFilters } from "./support/project-filters.ts";
import { moneyOf, ProjectMoney } from "./support/project-money.ts";
import { ProjectOutput, projectLine, projectOutput } from "./support/project-output.ts";
import { publishedShares, sharesOf, SupplierShare } from "./support/project-shares.ts";
import { statements } from "./support/project-statements.ts";

const Count = z.number().int();
const Counts = z.record(z.string(), Count);
/** A `ComparedFact` or `ProjectOutput` by its leading fields: every client pays for each field that a schema names. */
const Listed = z.looseObject({ id: z.string(), claim: z.string() });

/**
 * The project tracker: every fact of kind project, model, law or deal. Policies stay out even where they carry an
 * amount: such an amount is mostly the envelope that pays for projects which have records of their own, so that it
 * would be counted twice. Categories: see `categoryOf`; sums: see `moneyOf`.
 */
export default defineTool({
  title: "List projects",
  description:
    "Lists tracked projects, models, laws and deals, newest first, and computes over all that match: counts by status, category and country, sums of money by currency and status, and the share that names a supplier. Use it for how many, how much and what share.",
  effect: "reads-corpus",
  input: ProjectFilters.extend({
    limit: z.number().int().min(1).max(20).default(10),
    cursor: z.string().max(20).optional(),
  }),
  output: z.object({
    scope: z.string(),
    supplier: z.string().nullable(),
    total: Count,
    counts: z.object({ status: Counts, category: Counts, country: Counts }),
    shares: z.array(SupplierShare),
    published: z.array(Listed),
    money: ProjectMoney,
    projects: z.array(Listed.extend(ProjectOutput.pick({ kind: true, category: true, statusGroup: true }).shape)),
    gaps: z.array(z.string()),
    cursor: z.string().nullable(),
  }),
  example: { category: "infrastructure", supplier: "NVIDIA", limit: 3 },
  run({ limit, cursor, ...filters }, { desk }) {
    const offset = offsetOf(cursor);
    const { accepts, supplier, scope } = resolveFilters(filters, desk);
    const compared = desk.tracker.records().filter(accepts);
    const found = compared
      .filter((record) => supplier === null || record.suppliers.some((named) => named.supplier.name === supplier))
      .sort((a, b) => (b.fact.asOf ?? "").localeCompare(a.fact.asOf ?? "") || a.fact.id.localeCompare(b.fact.id));
    const { category } = filters;
    return {
      scope,
      supplier,
      total: found.length,
      counts: {
        status: countsOf(
          StatusGroup.options,
          found.map((record) => record.statusGroup),
        ),
        category: countsOf(
          Category.options,
          found.map((record) => record.category),
        ),
        country: byCountry(found.flatMap((record) => record.fact.countries)),
      },
      shares: sharesOf(compared, supplier),
      published:
        supplier !== null && category
          ? publishedShares(desk.library.facts(), supplier, category, desk.tracker.suppliers).map((fact) =>
              comparedFact(fact, desk),
            )
          : [],
      money: moneyOf(found),
      projects: found.slice(offset, offset + limit).map((record) => projectOutput(record, desk)),
      gaps: offset === 0 ? desk.problems().map((problem) => `left out: ${problem}`) : [],
      cursor: offset + limit < found.length ? String(offset + limit) : null,
    };
  },
  render(output) {
    const { counts, gaps, cursor } = output;
    const projects = ProjectOutput.array().parse(output.projects);
    const published = ComparedFact.array().parse(output.published);
    return [
      ...statements(output).map((statement) => statement.text),
      ...(published.length > 0
        ? [
            "Published figures beside ours:",
            ...published.map(
              ({ id, claim, asOf, source }) =>
                `- **${id}** ${claim} (as of ${asOf ?? "unknown"}; ${source.publisher}: ${source.title}, grade ${source.grade}${source.url ? ` ${source.url}` : ""})`,
            ),
          ]
        : []),
      `By country: ${listed(counts.country)}.`,
      "",
      ...projects.map(projectLine),
      ...(projects.some((project) => project.suppliers.some((name) => name.endsWith("*")))
        ? ["", "* named in the claim only, not listed as a party."]
        : []),
      ...(gaps.length > 0 ? ["", `Gaps: ${gaps.join("; ")}.`] : []),
      ...(cursor ? [`More: cursor ${cursor}.`] : []),
    ].join("\n");
  },
  evidence: (output) => [
    ...comparedEvidence([
      ...ComparedFact.array().parse(output.published),
      ...ProjectOutput.array().parse(output.projects),
    ]),
    ...statements(output).map(({ key, text, data }) => ({
      key: `computed:projects:${key}:${output.scope}:${output.supplier ?? ""}`,
      kind: "computed" as const,
      source: null,
      quote: text,
      data,
    })),
  ],
});

function countsOf<Key extends string>(keys: readonly Key[], found: Key[]): Record<Key, number> {
  const counts = Object.fromEntries(keys.map((key) => [key, 0])) as Record<Key, number>;
  for (const key of found) counts[key] += 1;
  return counts;
}

function byCountry(codes: string[]): Record<string, number> {
  const counts = countsOf([...new Set(codes)], codes);
  return Object.fromEntries(Object.entries(counts).sort(([a, one], [b, other]) => other - one || a.localeCompare(b)));
}

function listed(counts: Record<string, number>): string {
  const entries = Object.entries(counts).filter(([, count]) => count > 0);
  return entries.map(([key, count]) => `${key} ${count}`).join(", ") || "none";
}
