import type { Table } from "@lancedb/lancedb";

import type { SearchFilters } from "../domain/search.ts";
import type { Embedder } from "../kit/embedding.ts";
import { AttacheError } from "../kit/error.ts";
import { onReferenceScale } from "./embedding/similarity.ts";
import type { OpenIndex } from "./store.ts";
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
}

/** A sentence of a passage found by itself or by a question predicted for it; cosines as in `Hit`. */
export interface SentenceHit {
  passage: string;
  start: number;
  end: number;
  similarity: number | undefined;
  asked: number | undefined;
}

export interface RawSearch {
  hits: Hit[];
  sentences: SentenceHit[];
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
  if (contentStems(query.words).length === 0) return { hits: [], sentences: [] };
  const [vector] = await embedder.embed([query.meaning], "query");
  if (!vector) return { hits: [], sentences: [] };
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
  const hits = fuse(
    lexical.map((row) => ({ id: row.id, value: row._score })),
    dense.map((row) => ({ id: row.id, value: onScale(1 - row._distance) })),
    embedder.lexicalWeight,
    nearestOf(questions.map(({ unit, cosine }) => ({ id: unit, value: onScale(cosine) }))),
  );
  const found = new Map<string, SentenceHit>();
  for (const { unit: passage, start, end, cosine } of sentences)
    found.set(`${passage}.${start}`, { passage, start, end, similarity: onScale(cosine), asked: undefined });
  for (const { unit: passage, start, end, cosine } of questions.filter(({ end }) => end > 0)) {
    const known = found.get(`${passage}.${start}`) ?? { passage, start, end, similarity: undefined, asked: undefined };
    found.set(`${passage}.${start}`, { ...known, asked: Math.max(known.asked ?? 0, onScale(cosine)) });
  }
  const nearness = (hit: SentenceHit): number => Math.max(hit.similarity ?? 0, hit.asked ?? 0);
  return { hits, sentences: [...found.values()].sort((a, b) => nearness(b) - nearness(a)) };
}

async function idsWhere(units: Table, where: string): Promise<Set<string>> {
  const rows = (await units.query().where(where).select(["id"]).toArray()) as { id: string }[];
  return new Set(rows.map(({ id }) => id));
}

// The nearest of several of one unit stands for it.
function nearestOf(entries: Scored[]): Scored[] {
  const best = new Map<string, number>();
  for (const { id, value } of entries) best.set(id, Math.max(value, best.get(id) ?? 0));
  return [...best].map(([id, value]) => ({ id, value }));
}

interface Scored {
  id: string;
  value: number;
}

/**
 * Sums score lists, each min-max normalised over itself, the absent counting 0; best first, ties by id. The meaning of a
 * unit is half its own and half that of its nearest question, where the search found one.
 */
export function fuse(lexical: Scored[], dense: Scored[], lexicalWeight: number, questions: Scored[] = []): Hit[] {
  const lexicalScores = normalised(lexical);
  const denseScores = normalised(dense);
  const questionScores = normalised(questions);
  const similarity = new Map(dense.map((entry) => [entry.id, entry.value]));
  const asked = new Map(questions.map((entry) => [entry.id, entry.value]));
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
        asked: asked.get(id),
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
