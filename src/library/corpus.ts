import { createHash } from "node:crypto";

import { CountryFile, type Country } from "../domain/country.ts";
import { ConflictFile, DocumentFacts, DocumentHead, type Conflict, type StoredDocument } from "../domain/document.ts";
import { DatasetFile } from "../domain/indicator.ts";
import type { Fact, FactRecord } from "../domain/fact.ts";
import { LicenceFile } from "../domain/licence.ts";
import { normalise } from "../domain/money.ts";
import { RateFile, type Rate } from "../domain/normalised.ts";
import { QuestionFile, type AllPredicted } from "../domain/predicted-questions.ts";
import { SchemeFile } from "../domain/scheme.ts";
import type { Dependency } from "../domain/dependency.ts";
import { gradeOf, reliabilityOf } from "../domain/grade.ts";
import { Publisher, type Grade, type Reliability, type Source } from "../domain/source.ts";
import { SupplierFile } from "../domain/supplier.ts";
import { asAttacheError, AttacheError } from "../kit/error.ts";
import type { ReaderDefinition } from "../kit/reader.ts";
import { chunk, type ChunkedPassage } from "./chunk.ts";
import { linkQuestions } from "./link-questions.ts";
import type { CorpusFile } from "./corpus-files.ts";
import { readYaml } from "./yaml.ts";
import { z } from "zod";

/** The whole corpus, parsed, linked and graded; plain data but for `predicted`, so that it can be stored and read back. */
export interface Corpus {
  hash: string;
  countries: Country[];
  sources: Source[];
  facts: Fact[];
  documents: StoredDocument[];
  passages: ChunkedPassage[];
  conflicts: Conflict[];
  schemes: SchemeFile;
  suppliers: SupplierFile;
  licences: LicenceFile;
  /** Questions by which facts and sentences are found, beside their own words: only searches and answers need them. */
  predicted: () => Promise<AllPredicted>;
  /** Edges from country to supplier, derived from the facts. */
  dependencies: Dependency[];
  /** Files left out, each with the reason: the rest stays usable. */
  problems: string[];
}

const empty = { question: "", values: {} };
const noSchemes: SchemeFile = {
  schemes: { tier: empty, approach: empty, driver: empty, layer: empty },
  assignments: [],
  inferences: [],
};

interface Draft {
  record: FactRecord;
  countries: string[];
  cap?: Grade;
}

/**
 * Parses every corpus file. A file that is broken is left out and named in `problems` with line and mend; nothing
 * throws. `countriesOf` finds the countries named in a text, given the countries read.
 */
export function loadCorpus(
  files: CorpusFile[],
  hash: string,
  readers: ReaderDefinition[],
  countriesOf: (countries: Country[]) => (text: string) => string[],
): Corpus {
  const problems: string[] = [];
  const attempt = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (thrown) {
      problems.push(asAttacheError(thrown).message);
      return undefined;
    }
  };
  const inFolder = (folder: string, ending: string): CorpusFile[] =>
    files.filter((file) => file.path.startsWith(folder) && file.path.endsWith(ending));
  const named = (name: string): CorpusFile | undefined => files.find((file) => file.path === name);

  const publisherFile = named("publishers.yaml");
  const publishers = new Map(
    (publisherFile
      ? attempt(() => readYaml(z.array(Publisher), publisherFile.content, publisherFile.path))
      : undefined
    )?.map((publisher) => [publisherKey(publisher), publisher]),
  );
  const countryFiles = inFolder("countries/", ".yaml").flatMap(
    (file) => attempt(() => readYaml(CountryFile, file.content, file.path)) ?? [],
  );
  const countries = countryFiles.map(({ sources: _sources, facts: _facts, ...country }) => country);

  const sources = new Map<string, Source>();
  const idByUrl = new Map<string, string>();
  const drafts: Draft[] = [];
  for (const file of countryFiles) {
    // A key is unique in its file only, and one page is one source in whichever file it stands.
    const ids = new Map<string, string>();
    for (const [key, record] of Object.entries(file.sources)) {
      const samePage = record.url === null ? undefined : idByUrl.get(record.url);
      const id = samePage ?? (sources.has(key) ? `${key}-${file.country.toLowerCase()}` : key);
      ids.set(key, id);
      if (samePage) continue;
      if (record.url !== null) idByUrl.set(record.url, id);
      sources.set(id, toSource(id, record, reliabilityOf(record, publishers.get(publisherKey(record)))));
    }
    for (const record of file.facts)
      drafts.push({
        record: {
          ...record,
          source: ids.get(record.source) ?? record.source,
          also: record.also.map((key) => ids.get(key) ?? key),
        },
        countries: record.about ?? [file.country],
      });
  }

  const datasetFile = named("datasets.yaml");
  const datasets = datasetFile
    ? (attempt(() => readYaml(DatasetFile, datasetFile.content, datasetFile.path)) ?? {})
    : {};
  for (const [id, { open: _open, copy, note, licence, ...record }] of Object.entries(datasets)) {
    const source = toSource(id, record, reliabilityOf(record, publishers.get(publisherKey(record))));
    const copied = copy === undefined ? undefined : `Read from a stored copy: ${copy}.`;
    sources.set(id, { ...source, licence, note: [note, copied].filter(Boolean).join(" ") || undefined });
  }

  const documents: StoredDocument[] = [];
  const passages: ChunkedPassage[] = [];
  const findCountries = countriesOf(countries);
  for (const file of inFolder("documents/", ".md")) {
    attempt(() => {
      const reader = readers.find((candidate) => candidate.endings.some((ending) => file.path.endsWith(ending)));
      if (!reader) return;
      const document = reader.read(file.content, file.path);
      const head = headOf(document.head, file.path);
      sources.set(head.id, documentSource(head));
      documents.push({
        id: head.id,
        text: document.text,
        sha256: createHash("sha256").update(document.text).digest("hex"),
      });
      passages.push(...chunk(head.id, document, findCountries));
    });
  }
  for (const file of inFolder("documents/", ".yaml")) {
    const read = attempt(() => readYaml(DocumentFacts, file.content, file.path));
    for (const record of read?.facts ?? [])
      drafts.push({ record, countries: record.about ?? [], cap: sources.get(record.source)?.grade });
  }

  const conflictFile = named("conflicts.yaml");
  const conflicts = conflictFile
    ? (attempt(() => readYaml(ConflictFile, conflictFile.content, conflictFile.path))?.conflicts ?? [])
    : [];
  const schemeFile = named("schemes.yaml");
  const schemes =
    (schemeFile ? attempt(() => readYaml(SchemeFile, schemeFile.content, schemeFile.path)) : undefined) ?? noSchemes;
  const supplierFile = named("suppliers.yaml");
  const suppliers =
    (supplierFile ? attempt(() => readYaml(SupplierFile, supplierFile.content, supplierFile.path)) : undefined) ??
    SupplierFile.parse({});
  const licenceFile = named("licences.yaml");
  const licences =
    (licenceFile ? attempt(() => readYaml(LicenceFile, licenceFile.content, licenceFile.path)) : undefined) ??
    LicenceFile.parse({});
  const rateFile = named("rates.yaml");
  const rates = rateFile ? (attempt(() => readYaml(RateFile, rateFile.content, rateFile.path))?.rates ?? {}) : {};
  const facts = linkFacts(drafts, { sources, conflicts, rates }, problems, (source) =>
    reliabilityOf(source, publishers.get(publisherKey(source))),
  );
  const questionFiles = inFolder("questions/", ".yaml").flatMap(
    (file) => attempt(() => readYaml(QuestionFile, file.content, file.path)) ?? [],
  );
  const predicted = {
    questions: linkQuestions(
      questionFiles.flatMap(({ questions }) => questions),
      { facts, passages, documents },
      problems,
    ),
    unanswered: questionFiles.flatMap(({ unanswered }) => unanswered),
  };
  return {
    hash,
    countries,
    sources: [...sources.values()],
    facts,
    documents,
    passages,
    conflicts,
    schemes,
    suppliers,
    licences,
    predicted: () => Promise.resolve(predicted),
    dependencies: [],
    problems,
  };
}

function linkFacts(
  drafts: Draft[],
  { sources, conflicts, rates }: { sources: Map<string, Source>; conflicts: Conflict[]; rates: Record<string, Rate> },
  problems: string[],
  reliability: (source: Source) => Reliability,
): Fact[] {
  const supersededBy = new Map<string, string[]>();
  const conflictsWith = new Map<string, Set<string>>();
  const link = (from: string, to: string): void => {
    conflictsWith.set(from, (conflictsWith.get(from) ?? new Set()).add(to));
  };
  for (const { record } of drafts) {
    for (const older of record.supersedes) supersededBy.set(older, [...(supersededBy.get(older) ?? []), record.id]);
    for (const other of record.conflicts_with) {
      link(record.id, other);
      link(other, record.id);
    }
  }
  const open = conflicts.filter(
    (set) => set.relation === "conflict" && (set.status === "open" || set.status === "closed"),
  );
  const setsOf = (id: string): string[] =>
    open.filter((set) => set.facts.includes(id) || set.country_facts.includes(id)).map((set) => set.id);
  return drafts.flatMap(({ record, countries, cap }) => {
    const keys = [record.source, ...record.also];
    const known = keys.flatMap((key) => sources.get(key) ?? []);
    if (known.length < keys.length)
      problems.push(`${record.id}: source ${keys.find((key) => !sources.has(key))} is not known.`);
    if (known.length === 0) return [];
    const superseded = supersededBy.get(record.id) ?? [];
    const conflicting = [...(conflictsWith.get(record.id) ?? [])];
    const grade = gradeOf(
      { certainty: record.certainty, conflicts_with: conflicting },
      known.map((source) => ({ source, reliability: reliability(source) })),
      { superseded: superseded.length > 0, cap },
    );
    const { as_of, target_date, conflicts_with: _conflicts, about: _about, ...rest } = record;
    return [
      {
        ...rest,
        ...(record.quantity ? { normalised: normalise(record.quantity, rates) } : {}),
        countries,
        asOf: as_of,
        targetDate: target_date,
        conflictsWith: conflicting,
        supersededBy: superseded,
        conflictSets: setsOf(record.id),
        grade,
      },
    ];
  });
}

function headOf(head: unknown, file: string): DocumentHead {
  const parsed = DocumentHead.safeParse(head ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new AttacheError("corpus", `${file}: front matter, ${issue?.path.map(String).join(".")}: ${issue?.message}.`, {
    next: "Mend the front matter, then run the command again.",
    cause: parsed.error,
  });
}

// Five publishers are listed under two kinds.
function publisherKey(of: { publisher: string; kind: string }): string {
  return `${of.kind} ${of.publisher}`;
}

function toSource(id: string, record: CountryFile["sources"][string], reliability: Reliability): Source {
  const { title_en, ...rest } = record;
  const reason = `${record.kind} publisher`;
  const credibility = reliability <= "B" ? 2 : reliability <= "D" ? 3 : 6;
  return {
    ...rest,
    id,
    titleEnglish: title_en,
    author: null,
    url: record.url?.startsWith("file:") ? null : record.url,
    grade: { code: `${reliability}${credibility}`, reliability, credibility, reason },
  };
}

function documentSource(head: DocumentHead): Source {
  const grade = head.grade as `${Reliability}${number}`;
  return {
    id: head.id,
    title: head.title,
    publisher: head.publisher,
    kind: head.kind,
    author: head.author,
    url: head.url,
    published: head.published,
    note: head.note ?? undefined,
    grade: {
      code: grade,
      reliability: grade.charAt(0) as Reliability,
      credibility: Number(grade.charAt(1)),
      reason: head.grade_reason,
    },
  };
}
