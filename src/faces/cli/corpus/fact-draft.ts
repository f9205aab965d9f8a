import { z } from "zod";

import { Bound, Certainty, FactKind, FactRecord, Quantity, Status, Topic } from "../../../domain/fact.ts";
import { PublisherKind } from "../../../domain/source.ts";
import { AttacheError, quoted } from "../../../kit/error.ts";
import type { CheckedCorpus, SourceEntry } from "../../../library/check/checked-corpus.ts";
import type { NewSource } from "../../../library/check/write-record.ts";
import { oneOf } from "../inputs.ts";

const number = z.coerce.number({ error: "give a plain number; the scale belongs to the unit" });
const text = z.string().trim().min(1, "give some text").optional();

/** What `corpus add-fact` is told, by flags or in the form. */
export const FactDraft = z.object({
  country: text,
  topic: oneOf(Topic.options).optional(),
  kind: oneOf(FactKind.options).optional(),
  claim: text,
  value: number.optional(),
  low: number.optional(),
  high: number.optional(),
  unit: text,
  bound: oneOf(Bound.options).optional(),
  per: oneOf(Quantity.shape.per.unwrap().options).optional(),
  of: text,
  asOf: text,
  targetDate: text,
  status: oneOf(Status.options).optional(),
  certainty: oneOf(Certainty.options).optional(),
  source: text,
  sourceUrl: text,
  sourceTitle: text,
  sourcePublisher: text,
  sourceKind: oneOf(PublisherKind.options).optional(),
  sourcePublished: text,
  locator: text,
  also: z.array(z.string()).default([]),
  conflictsWith: z.array(z.string()).default([]),
  supersedes: z.array(z.string()).default([]),
  party: z.array(z.string()).default([]),
});
export type FactDraft = z.output<typeof FactDraft>;
export type DraftKey = keyof FactDraft;

/** What a draft still needs, in the order to ask for it. A source of an address the corpus knows needs no description. */
export function missingFrom(draft: FactDraft, knownUrls: Set<string>): DraftKey[] {
  const needed: DraftKey[] = ["country", "topic", "kind", "claim", "asOf", "certainty"];
  const newSource: DraftKey[] = ["sourceTitle", "sourcePublisher", "sourceKind", "sourcePublished"];
  const missing = needed.filter((key) => draft[key] === undefined);
  if (draft.value !== undefined && draft.unit === undefined) missing.push("unit");
  if (draft.unit !== undefined && draft.value === undefined) missing.push("value");
  if (draft.source !== undefined) return missing;
  if (draft.sourceUrl === undefined) return [...missing, "sourceUrl"];
  if (knownUrls.has(draft.sourceUrl)) return missing;
  return [...missing, ...newSource.filter((key) => draft[key] === undefined)];
}

/** The record of a whole draft under the next free id of the country, and its source where that is a new one. */
export function recordOf(
  draft: FactDraft,
  country: string,
  corpus: CheckedCorpus,
): { fact: FactRecord; source: NewSource | undefined } {
  const { key, source } = sourceOf(draft, country, corpus.sources);
  const { value, low, high, unit, bound, per, of } = draft;
  const record = {
    id: nextId(country, corpus),
    topic: draft.topic,
    kind: draft.kind,
    claim: draft.claim,
    ...(value === undefined ? {} : { quantity: { value, low, high, unit, bound, per, of } }),
    as_of: dateOf(draft.asOf),
    target_date: draft.targetDate,
    status: draft.status,
    certainty: draft.certainty,
    source: key,
    locator: draft.locator,
    also: draft.also,
    conflicts_with: draft.conflictsWith,
    supersedes: draft.supersedes,
    parties: draft.party,
  };
  const parsed = FactRecord.safeParse(record);
  if (parsed.success) return { fact: parsed.data, source };
  const issue = parsed.error.issues[0];
  throw new AttacheError("usage", `${issue?.path.map(String).join(".")}: ${issue?.message}.`, {
    next: "See: attache corpus add-fact --help",
    cause: parsed.error,
  });
}

function sourceOf(
  draft: FactDraft,
  country: string,
  sources: SourceEntry[],
): { key: string; source: NewSource | undefined } {
  const own = sources.filter((source) => source.file.path === `countries/${country}.yaml`);
  if (draft.source !== undefined) {
    const { source: key } = draft;
    if (own.some((source) => source.key === key)) return { key, source: undefined };
    const elsewhere = sources.find((source) => source.key === key);
    if (elsewhere) return { key, source: { key, record: elsewhere.record } };
    throw new AttacheError("usage", `--source: no file has a source ${quoted(key)}.`, {
      next: "For a new one give --source-url, --source-title, --source-publisher, --source-kind and --source-published.",
    });
  }
  const same = [...own, ...sources].find((source) => source.record.url === draft.sourceUrl);
  if (same && own.includes(same)) return { key: same.key, source: undefined };
  const taken = new Set(own.map((source) => source.key));
  // The same address in another file is the same source: it is described in the same words under the same key.
  if (same && !taken.has(same.key)) return { key: same.key, source: { key: same.key, record: same.record } };
  const record: NewSource["record"] = same?.record ?? {
    title: draft.sourceTitle ?? "",
    publisher: draft.sourcePublisher ?? "",
    kind: draft.sourceKind ?? "newspaper",
    url: draft.sourceUrl ?? null,
    published: dateOf(draft.sourcePublished),
  };
  const key = freeKey(`${slug(record.publisher)}-${record.published ?? "nd"}`, taken);
  return { key, source: { key, record } };
}

function freeKey(key: string, taken: Set<string>): string {
  if (!taken.has(key)) return key;
  let number = 2;
  while (taken.has(`${key}-${number}`)) number += 1;
  return `${key}-${number}`;
}

function slug(name: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[^a-z\d]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "source";
}

function nextId(country: string, { facts, unread }: CheckedCorpus): string {
  const numbers = [...facts.map((fact) => fact.record.id), ...unread].flatMap((id) => {
    const [code, number] = id.split("-");
    return code === country && number && /^\d+$/.test(number) ? [Number(number)] : [];
  });
  return `${country}-${String(Math.max(0, ...numbers) + 1).padStart(3, "0")}`;
}

function dateOf(date: string | undefined): string | null {
  return date === undefined || date === "unknown" ? null : date;
}
