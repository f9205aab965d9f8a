import type { z } from "zod";

import { Country } from "../../domain/country.ts";
import { Conflict, DocumentHead } from "../../domain/document.ts";
import { FactRecord } from "../../domain/fact.ts";
import { LicenceFile } from "../../domain/licence.ts";
import { RateFile } from "../../domain/normalised.ts";
import { AskedStatement, PredictedQuestion } from "../../domain/predicted-questions.ts";
import { SchemeFile } from "../../domain/scheme.ts";
import { Publisher, SourceRecord } from "../../domain/source.ts";
import { SupplierFile } from "../../domain/supplier.ts";
import type { CorpusFile } from "../corpus-files.ts";
import { readFile, type CheckedFile } from "./checked-file.ts";
import type { Place } from "./finding.ts";
import { issueOf, unknownKeys, type SchemaIssue } from "./schema-issue.ts";

/** One record of a file that is as its schema asks; `at` gives the place of the record or of a value in it. */
export interface Entry<Record_> {
  record: Record_;
  file: CheckedFile;
  at: (...path: PropertyKey[]) => Place;
}

export interface FactEntry extends Entry<FactRecord> {
  countries: string[];
}

export interface SourceEntry extends Entry<z.output<typeof SourceRecord>> {
  key: string;
}

/** The corpus record by record: a record that is broken is left out and named in `issues`, all others are there. */
export interface CheckedCorpus {
  files: CheckedFile[];
  countries: Entry<Country>[];
  sources: SourceEntry[];
  facts: FactEntry[];
  conflicts: Entry<Conflict>[];
  publishers: Entry<Publisher>[];
  digests: Entry<DocumentHead>[];
  questions: Entry<AskedStatement>[];
  schemes: Entry<SchemeFile>[];
  suppliers: Entry<SupplierFile>[];
  rates: Entry<z.output<typeof RateFile>>[];
  issues: SchemaIssue[];
  /** Ids that stand in a file or record which cannot be read: a reference to one is not a dangling one. */
  unread: Set<string>;
}

/** Reads every file, record by record. Nothing throws: what is wrong is in `faults` of a file or in `issues`. */
export function readCheckedCorpus(files: CorpusFile[]): CheckedCorpus {
  const corpus: CheckedCorpus = {
    files: files.map(readFile),
    countries: [],
    sources: [],
    facts: [],
    conflicts: [],
    publishers: [],
    digests: [],
    questions: [],
    schemes: [],
    suppliers: [],
    rates: [],
    issues: [],
    unread: new Set(),
  };
  for (const file of corpus.files) {
    if (file.faults.length === 0) readRecords(file, corpus);
    else for (const id of idsIn(file)) corpus.unread.add(id);
  }
  return corpus;
}

function readRecords(file: CheckedFile, corpus: CheckedCorpus): void {
  const take = <Schema extends z.ZodType>(
    schema: Schema,
    path: PropertyKey[],
    value: unknown,
  ): Entry<z.output<Schema>> | undefined => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return { record: parsed.data, file, at: (...more) => file.at([...path, ...more]) };
    corpus.issues.push(...parsed.error.issues.map((issue) => issueOf(issue, path, value, file)));
    return undefined;
  };
  const takeList = <Schema extends z.ZodType>(
    schema: Schema,
    path: PropertyKey[],
    value: unknown,
  ): Entry<z.output<Schema>>[] => {
    if (value === undefined) return [];
    if (!Array.isArray(value)) {
      corpus.issues.push({ place: file.at(path), path, message: "is no list", mend: "Write each entry after a dash" });
      return [];
    }
    return value.flatMap((item: unknown, index) => {
      const entry = take(schema, [...path, index], item);
      const id = mapping(item).id;
      if (!entry && typeof id === "string") corpus.unread.add(id);
      return entry ?? [];
    });
  };
  const head = mapping(file.value);
  switch (file.form) {
    case "country": {
      add(corpus.countries, take(Country, [], file.value));
      corpus.issues.push(...unknownKeys([...Object.keys(Country.shape), "sources", "facts"], head, [], file));
      for (const [key, value] of Object.entries(mapping(head.sources))) {
        const source = take(SourceRecord, ["sources", key], value);
        if (source) corpus.sources.push({ ...source, key });
        const known = Object.keys(SourceRecord.shape);
        corpus.issues.push(...unknownKeys(known, mapping(value), ["sources", key], file));
      }
      const code = typeof head.country === "string" ? [head.country] : [];
      for (const fact of takeList(FactRecord, ["facts"], head.facts))
        corpus.facts.push({ ...fact, countries: fact.record.about ?? code });
      return;
    }
    case "facts":
      if (typeof head.document !== "string")
        corpus.issues.push({
          place: file.at([]),
          path: ["document"],
          message: "is missing",
          mend: "Name the digest: document: ID",
        });
      corpus.issues.push(...unknownKeys(["document", "facts"], head, [], file));
      for (const fact of takeList(FactRecord, ["facts"], head.facts ?? null))
        corpus.facts.push({ ...fact, countries: fact.record.about ?? [] });
      return;
    case "questions":
      corpus.issues.push(...unknownKeys(["questions", "unanswered"], head, [], file));
      if (head.unanswered !== undefined) takeList(PredictedQuestion, ["unanswered"], head.unanswered);
      if (head.questions !== undefined || head.unanswered === undefined)
        corpus.questions.push(...takeList(AskedStatement, ["questions"], head.questions ?? null));
      return;
    case "conflicts":
      corpus.issues.push(...unknownKeys(["conflicts"], head, [], file));
      corpus.conflicts.push(...takeList(Conflict, ["conflicts"], head.conflicts ?? null));
      return;
    case "publishers":
      corpus.publishers.push(...takeList(Publisher, [], file.value));
      return;
    case "schemes":
      add(corpus.schemes, take(SchemeFile, [], file.value));
      return;
    case "rates":
      add(corpus.rates, take(RateFile, [], file.value));
      return;
    case "suppliers":
      add(corpus.suppliers, take(SupplierFile, [], file.value));
      return;
    case "licences":
      take(LicenceFile, [], file.value);
      return;
    case "other":
      return;
    case "digest": {
      // Its issues are those of its own rule, `front-matter`.
      const parsed = DocumentHead.safeParse(file.value);
      if (parsed.success) corpus.digests.push({ record: parsed.data, file, at: (...path) => file.at(path) });
      else for (const id of idsIn(file)) corpus.unread.add(id);
    }
  }
}

function add<Kind>(list: Kind[], entry: Kind | undefined): void {
  if (entry) list.push(entry);
}

/** Ids as they stand in the text of a file that cannot be read, and the one its name tells. */
function idsIn(file: CheckedFile): string[] {
  const name = /([^/]+)\.\w+$/.exec(file.path)?.[1] ?? file.path;
  return [
    name,
    ...[...file.content.matchAll(/^[ \t]*(?:-[ \t]+)?id:[ \t]*["']?([^\s"']+)/gm)].flatMap((match) => match[1] ?? []),
  ];
}

/** The value as a mapping, or an empty one. */
export function mapping(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
