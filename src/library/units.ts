import { createHash } from "node:crypto";

import { dateInWords } from "../domain/dates.ts";
import type { Country } from "../domain/country.ts";
import type { AllPredicted } from "../domain/predicted-questions.ts";
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

/** A span of a unit; 0 and 0 where it is a fact. */
export interface Span {
  unit: string;
  start: number;
  end: number;
}

/**
 * A text embedded so that spans of units are found by it: a sentence of a passage by itself, so that an answer can quote
 * the one that matters; or a predicted question, which is answered by one span, by several together, or by none.
 */
export interface SpanUnit {
  spans: Span[];
  /** Which question it is, where several answer it. */
  question: string;
  meaning: string;
}

/** A text with its vector and the hash of what it embeds, as it is written. */
export type Embedded<T> = T & { vector: Float32Array; hash: string };

/** The units of the corpus to index, and the sentences of its passages. */
export function unitsOf(corpus: Corpus): { units: Unit[]; sentences: SpanUnit[] } {
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
    return passage.parts.map((part) => ({
      spans: [{ unit: passage.id, ...part }],
      question: "",
      meaning: document?.text.slice(part.start, part.end) ?? "",
    }));
  });
  return { units: [...facts, ...passages], sentences };
}

/** The predicted questions to index, those of what is no unit left out. */
export function questionUnitsOf({ questions, unanswered }: AllPredicted, units: Unit[]): SpanUnit[] {
  const known = new Set(units.map((unit) => unit.id));
  const answered = questions.flatMap(({ answers, askedAs }, at) => {
    const spans = answers
      .filter(({ unit }) => known.has(unit))
      .map(({ unit, span }) => ({ unit, start: span?.start ?? 0, end: span?.end ?? 0 }));
    const question = answers.length > 1 ? String(at) : "";
    return spans.length > 0 ? askedAs.map((meaning) => ({ spans, question, meaning })) : [];
  });
  return [...answered, ...unanswered.map((meaning) => ({ spans: [], question: "", meaning }))];
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
