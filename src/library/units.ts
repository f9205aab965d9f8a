import { createHash } from "node:crypto";

import { dateInWords } from "../domain/dates.ts";
import type { Country } from "../domain/country.ts";
import type { Corpus } from "./corpus.ts";

/** What the index holds for one fact or passage; `text` is searched and embedded, never quoted. */
export interface Unit {
  id: string;
  kind: "fact" | "passage";
  /** Words for the full-text search: the quote with names, aliases, dates written both ways, publisher, parties. */
  text: string;
  /** What the embedding model reads: shorter, in natural order. */
  meaning: string;
  source: string;
  topic: string;
  grade: string;
  date: string;
  countries: string[];
}

/** A sentence of a passage, embedded by itself so that an answer can quote the one that matters. */
export interface SentenceUnit {
  id: string;
  passage: string;
  start: number;
  end: number;
  meaning: string;
}

/** A predicted question, embedded so that what it asks for is found by it; with the fields searches are narrowed by. */
export interface QuestionUnit extends Pick<Unit, "kind" | "source" | "topic" | "grade" | "date" | "countries"> {
  id: string;
  unit: string;
  /** The span of the sentence it asks for; 0 and 0 for a fact. */
  start: number;
  end: number;
  meaning: string;
}

/** The units of the corpus to index. */
export function unitsOf(corpus: Corpus): { units: Unit[]; sentences: SentenceUnit[]; questions: QuestionUnit[] } {
  const sources = new Map(corpus.sources.map((source) => [source.id, source]));
  const countries = new Map(corpus.countries.map((country) => [country.country, country]));
  const facts = corpus.facts.map((fact): Unit => {
    const source = sources.get(fact.source);
    const date = fact.asOf ?? source?.published ?? "";
    return {
      id: fact.id,
      kind: "fact",
      text: joined([
        fact.claim,
        ...fact.countries.map((code) => namesOf(countries.get(code))),
        fact.topic,
        fact.kind,
        fact.status,
        fact.quantity?.of,
        ...fact.parties,
        ...bothWays(fact.asOf),
        ...bothWays(fact.targetDate),
        source?.publisher,
        source?.titleEnglish ?? source?.title,
      ]),
      meaning: fact.claim,
      source: fact.source,
      topic: fact.topic,
      grade: fact.grade.code,
      date,
      countries: fact.countries,
    };
  });
  const passages = corpus.passages.map((passage): Unit => {
    const source = sources.get(passage.source);
    return {
      id: passage.id,
      kind: "passage",
      text: joined([
        passage.heading,
        passage.text,
        ...passage.countries.map((code) => countries.get(code)?.name),
        source?.title,
        source?.publisher,
        ...bothWays(source?.published),
      ]),
      meaning: joined([passage.heading, passage.text]),
      source: passage.source,
      topic: "",
      grade: source?.grade.code ?? "",
      date: source?.published ?? "",
      countries: passage.countries,
    };
  });
  const sentences = corpus.passages.flatMap((passage) => {
    const document = corpus.documents.find((candidate) => candidate.id === passage.source);
    return passage.parts.map((part, index) => ({
      id: `${passage.id}.${index}`,
      passage: passage.id,
      ...part,
      meaning: document?.text.slice(part.start, part.end) ?? "",
    }));
  });
  const units = [...facts, ...passages];
  return { units, sentences, questions: questionsOf(corpus, units) };
}

function questionsOf(corpus: Corpus, units: Unit[]): QuestionUnit[] {
  const known = new Map(units.map((unit) => [unit.id, unit]));
  return corpus.questions.flatMap(({ unit: id, span, askedAs }) => {
    const unit = known.get(id);
    if (!unit) return [];
    const { kind, source, topic, grade, date, countries } = unit;
    return askedAs.map((meaning, index) => ({
      id: `${id}${span ? `.${span.start}` : ""}?${index}`,
      unit: id,
      start: span?.start ?? 0,
      end: span?.end ?? 0,
      meaning,
      kind,
      source,
      topic,
      grade,
      date,
      countries,
    }));
  });
}

/** sha256 of what a unit's vector depends on. */
export function meaningHash(meaning: string): string {
  return createHash("sha256").update(meaning).digest("hex").slice(0, 24);
}

function namesOf(country: Country | undefined): string {
  return country ? joined([country.name, ...country.adjectives, ...country.aliases, country.country]) : "";
}

function bothWays(date: string | null | undefined): string[] {
  return date ? [date, dateInWords(date)] : [];
}

function joined(parts: (string | null | undefined)[]): string {
  return parts.filter(Boolean).join(" \n");
}
