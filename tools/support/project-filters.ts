import { z } from "zod";

import { LicenceClass } from "../../src/domain/licence.ts";
import { Category, StatusGroup, TrackedKind, type TrackedRecord } from "../../src/domain/project.ts";
import { Topic } from "../../src/domain/fact.ts";
import type { Desk } from "../../src/kit/desk.ts";
import { AttacheError, quoted } from "../../src/kit/error.ts";

/** What narrows the tracker's records; each filter that is given must hold. */
export const ProjectFilters = z.object({
  countries: z.array(z.string().max(80)).max(30).default([]).describe("Any names; a bloc stands for its members too"),
  kinds: z.array(TrackedKind).max(4).default([]),
  category: Category.optional(),
  topics: z
    .array(z.enum([...Topic.options, "silicon", "data"]))
    .max(15)
    .default([])
    .describe("silicon is chips, data is data-law"),
  supplier: z.string().max(120).optional().describe("Any name of a supplier, e.g. NVIDIA, AWS"),
  partner: z.string().max(80).optional().describe("Another country with a part in it"),
  status: z.array(StatusGroup).max(7).default([]),
  licence: LicenceClass.optional().describe("Models only"),
  since: z.string().max(10).optional().describe("YYYY, YYYY-MM or YYYY-MM-DD"),
  until: z.string().max(10).optional(),
});
type Filters = z.infer<typeof ProjectFilters>;

/** Layers whose topic has another name. */
const topicOf: Record<string, Topic | undefined> = { silicon: "chips", data: "data-law" };

/** A call's filters, resolved: all but the supplier's, which the shares need apart. */
export interface ResolvedFilters {
  accepts: (record: TrackedRecord) => boolean;
  supplier: string | null;
  /** The filters in words: "infrastructure records in FRA, status operational". */
  scope: string;
}

/** Throws not-found for an unknown country or supplier, and usage for a malformed date. */
export function resolveFilters(filters: Filters, { gazetteer, tracker }: Desk): ResolvedFilters {
  const { kinds, category, status, licence } = filters;
  const topics = filters.topics.map((topic) => topicOf[topic] ?? topic);
  const named = filters.countries.map((name) => gazetteer.require(name));
  const codes = new Set(named.flatMap((country) => [country.country, ...country.members]));
  const partner = filters.partner === undefined ? undefined : gazetteer.require(filters.partner);
  const partners = partner ? [partner.country, ...partner.members] : [];
  const since = dateOf(filters.since);
  const until = dateOf(filters.until);
  return {
    supplier: filters.supplier === undefined ? null : tracker.suppliers.require(filters.supplier).name,
    accepts: ({ fact, ...record }) =>
      (codes.size === 0 || fact.countries.some((code) => codes.has(code))) &&
      (kinds.length === 0 || kinds.includes(record.kind)) &&
      (!category || record.category === category) &&
      (topics.length === 0 || topics.some((topic) => topic === fact.topic)) &&
      (!partner || record.partners.some((code) => partners.includes(code))) &&
      (status.length === 0 || status.includes(record.statusGroup)) &&
      (!licence || record.model?.licence === licence) &&
      isWithin(fact.asOf, since, until),
    scope: [
      [category, licence, "records"].filter(Boolean).join(" "),
      ...(kinds.length > 0 ? [`of kind ${kinds.join(", ")}`] : []),
      ...(topics.length > 0 ? [`on ${topics.join(", ")}`] : []),
      ...(named.length > 0 ? [`in ${named.map((country) => country.name).join(", ")}`] : []),
      ...(partner ? [`with ${partner.name}`] : []),
      ...(status.length > 0 ? [`status ${status.join(", ")}`] : []),
      ...(since ? [`since ${since}`] : []),
      ...(until ? [`until ${until}`] : []),
    ].join(" "),
  };
}

// A record dated to the year counts from the year's first day; one without a date is outside of every range.
function isWithin(asOf: string | null, since: string | undefined, until: string | undefined): boolean {
  if (since === undefined && until === undefined) return true;
  if (asOf === null) return false;
  const late = since === undefined || asOf >= since.slice(0, asOf.length);
  return late && (until === undefined || asOf.slice(0, until.length) <= until);
}

function dateOf(text: string | undefined): string | undefined {
  if (text === undefined || /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/.test(text)) return text;
  throw new AttacheError("usage", `${quoted(text)} is no date.`, { next: "Give YYYY, YYYY-MM or YYYY-MM-DD." });
}
