import type { Table } from "@lancedb/lancedb";

import type { SearchFilters, Together } from "../domain/search.ts";
import type { Embedder } from "../kit/embedding.ts";
import { AttacheError } from "../kit/error.ts";
import { onReferenceScale } from "./embedding/similarity.ts";
import type { OpenIndex } from "./store.ts";
import type { Span } from "./units.ts";
import { contentStems } from "./words.ts";

const depth = 200;

/** How much of the meaning of a unit is that of the questions predicted for it, the rest being its own. */
const questionWeight = 0.5;

/** A unit found, with what each leg of the search gave: `lexical` and `dense` are min-max normalised over the top 200. */
export interface Hit {
  id: string;
  score: number;
  lexical: number;
  dense: number;
  /** Cosine to the query on the common scale, or undefined where the unit is not among its 200 nearest. */
  similarity: number | undefined;
  /** Cosine of the query to the nearest question predicted for the unit, or undefined where none is near. */
  asked: number | undefined;
  /** … to the nearest question that it answers together with others, and which one that is. */
  together: Together | undefined;
}

/** A sentence of a passage found by itself or by a question predicted for it; cosines as in `Hit`. */
export interface SentenceHit {
  passage: string;
  start: number;
  end: number;
  similarity: number | undefined;
  asked: number | undefined;
  together: Together | undefined;
}

export interface RawSearch {
  hits: Hit[];
  sentences: SentenceHit[];
  /** Cosine to the nearest question that is known to have no answer here. */
  unanswered: number | undefined;
}

/**
 * Hybrid search: BM25 and cosine, each min-max normalised over its own 200 best, summed with the model's weight
 * (reciprocal-rank fusion was measured to cost up to 40 %). A query without a content word finds nothing.
 */
export async function hybridSearch(
  index: OpenIndex,
  embedder: Embedder,
  query: { words: string; meaning: string },
  filters: SearchFilters,
): Promise<RawSearch> {
  if (contentStems(query.words).length === 0) return { hits: [], sentences: [], unanswered: undefined };
  const [vector] = await embedder.embed([query.meaning], "query");
  if (!vector) return { hits: [], sentences: [], unanswered: undefined };
  if (vector.length !== index.manifest.model.dimensions)
    throw new AttacheError(
      "index",
      `The embedding gives vectors of ${vector.length} numbers, the index has ${index.manifest.model.dimensions}.`,
      { next: "Run: attache corpus reindex" },
    );
  const where = whereClause(filters);
  const lexicalQuery = index.units
    .query()
    .fullTextSearch(query.words, { columns: ["text"] })
    .select(["id", "_score"]);
  const denseQuery = index.units.query().nearestTo(vector).distanceType("cosine").select(["id", "_distance"]);
  if (where) {
    lexicalQuery.where(where);
    denseQuery.where(where);
  }
  const [lexical, dense, within] = (await Promise.all([
    lexicalQuery.limit(depth).toArray(),
    denseQuery.limit(depth).toArray(),
    where ? idsWhere(index.units, where) : undefined,
  ])) as [{ id: string; _score: number }[], { id: string; _distance: number }[], Set<string> | undefined];
  const sentences = index.sentences.nearest(vector, depth);
  const questions = index.questions.nearest(vector, depth, within);
  const { similarity } = index.manifest.model;
  const onScale = (cosine: number): number => onReferenceScale(cosine, similarity);
  const asked = questions.flatMap(({ spans, question, cosine }) =>
    spans.map((span): Predicted => ({ span, question, value: onScale(cosine) })),
  );
  const hits = fuse(
    lexical.map((row) => ({ id: row.id, value: row._score })),
    dense.map((row) => ({ id: row.id, value: onScale(1 - row._distance) })),
    embedder.lexicalWeight,
    nearestOf(asked, ({ unit }) => unit),
  );
  const none = { similarity: undefined, asked: undefined, together: undefined };
  const found = new Map<string, SentenceHit>();
  for (const { spans, cosine } of sentences)
    for (const { unit: passage, start, end } of spans)
      found.set(`${passage}.${start}`, { ...none, passage, start, end, similarity: onScale(cosine) });
  const ofSentences = asked.filter(({ span }) => span.end > 0);
  const spans = new Map(ofSentences.map(({ span }) => [spanKey(span), span]));
  for (const { id, ...nearest } of nearestOf(ofSentences, spanKey)) {
    const { unit: passage = "", start = 0, end = 0 } = spans.get(id) ?? {};
    found.set(id, { ...(found.get(id) ?? { ...none, passage, start, end }), ...nearest });
  }
  const open = questions.find((text) => text.spans.length === 0);
  return {
    hits,
    sentences: [...found.values()].sort((a, b) => nearness(b) - nearness(a)),
    unanswered: open && onScale(open.cosine),
  };
}

function spanKey({ unit, start }: Span): string {
  return `${unit}.${start}`;
}

function nearness({ similarity, asked, together }: SentenceHit): number {
  return Math.max(similarity ?? 0, asked ?? 0, together?.asked ?? 0);
}

async function idsWhere(units: Table, where: string): Promise<Set<string>> {
  const rows = (await units.query().where(where).select(["id"]).toArray()) as { id: string }[];
  return new Set(rows.map(({ id }) => id));
}

/** A predicted question, which of the questions of several answers it is if it is one, and a span that answers it. */
interface Predicted {
  span: Span;
  question: string;
  value: number;
}

type Nearest = Pick<Hit, "id" | "asked" | "together">;

// Of each, by a key, the nearest question that it answers by itself, and the nearest that it answers with others.
function nearestOf(predicted: Predicted[], keyOf: (span: Span) => string): Nearest[] {
  const best = new Map<string, Nearest>();
  for (const { span, question, value } of predicted) {
    const id = keyOf(span);
    const known = best.get(id) ?? { id, asked: undefined, together: undefined };
    if (question && value > (known.together?.asked ?? 0)) known.together = { question, asked: value };
    if (!question && value > (known.asked ?? 0)) known.asked = value;
    best.set(id, known);
  }
  return [...best.values()];
}

interface Scored {
  id: string;
  value: number;
}

/**
 * Sums score lists, each min-max normalised over itself, the absent counting 0; best first, ties by id. The meaning of a
 * unit is half its own and half that of its nearest question, where the search found one.
 */
export function fuse(lexical: Scored[], dense: Scored[], lexicalWeight: number, questions: Nearest[] = []): Hit[] {
  const lexicalScores = normalised(lexical);
  const denseScores = normalised(dense);
  const questionScores = normalised(
    questions.map(({ id, asked, together }) => ({ id, value: Math.max(asked ?? 0, together?.asked ?? 0) })),
  );
  const similarity = new Map(dense.map((entry) => [entry.id, entry.value]));
  const nearest = new Map(questions.map((entry) => [entry.id, entry]));
  return [...new Set([...lexicalScores.keys(), ...denseScores.keys(), ...questionScores.keys()])]
    .map((id) => {
      const words = lexicalScores.get(id) ?? 0;
      const own = denseScores.get(id) ?? 0;
      const meaning =
        questions.length === 0 ? own : (1 - questionWeight) * own + questionWeight * (questionScores.get(id) ?? 0);
      return {
        id,
        score: lexicalWeight * words + (1 - lexicalWeight) * meaning,
        lexical: words,
        dense: meaning,
        similarity: similarity.get(id),
        asked: nearest.get(id)?.asked,
        together: nearest.get(id)?.together,
      };
    })
    .sort((a, b) => b.score - a.score || a.id.localeCompare(b.id));
}

function normalised(entries: Scored[]): Map<string, number> {
  const values = entries.map((entry) => entry.value);
  const highest = Math.max(...values);
  const lowest = Math.min(...values);
  const range = highest - lowest;
  return new Map(entries.map((entry) => [entry.id, range > 0 ? (entry.value - lowest) / range : 1]));
}

function whereClause(filters: SearchFilters): string {
  const list = (values: string[]): string => values.map((value) => `'${value.replaceAll("'", "''")}'`).join(", ");
  const parts: string[] = [];
  if (filters.countries?.length) parts.push(`array_has_any(countries, [${list(filters.countries)}])`);
  if (filters.topics?.length) parts.push(`topic IN (${list(filters.topics)})`);
  if (filters.kinds?.length) parts.push(`kind IN (${list(filters.kinds)})`);
  if (filters.sources?.length) parts.push(`source IN (${list(filters.sources)})`);
  // Every code of a letter sorts before the next letter.
  if (filters.grade) parts.push(`grade != '' AND grade < ${list([nextLetter(filters.grade)])}`);
  if (filters.since) parts.push(`date >= ${list([filters.since])}`);
  if (filters.until) parts.push(`date != '' AND date <= ${list([`${filters.until}~`])}`);
  return parts.join(" AND ");
}

function nextLetter(letter: string): string {
  return String.fromCharCode(letter.charCodeAt(0) + 1);
}
