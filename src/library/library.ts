import type { Citation } from "../domain/answer.ts";
import type { Fact } from "../domain/fact.ts";
import type { Passage } from "../domain/document.ts";
import type { Highlight, SearchResult, Together } from "../domain/search.ts";
import type { Source } from "../domain/source.ts";
import type { Gazetteer, Library } from "../kit/desk.ts";
import type { Embedder } from "../kit/embedding.ts";
import { AttacheError, quoted } from "../kit/error.ts";
import type { Corpus } from "./corpus.ts";
import { hybridSearch, type Hit, type SentenceHit } from "./search.ts";
import type { SearchSettings } from "./search-settings.ts";
import type { OpenIndex } from "./store.ts";
import { togetherFirst } from "./together-first.ts";
import { contentStems } from "./words.ts";

const highlightsShown = 4;
/** … and of the best passages: a list in one of them is only answered by the whole of it. */
const best = { passages: 3, highlightsShown: 12 };
/** What stands before an item of a list. */
const bullet = /(?:^|\n)[ \t]*(?:[-*+•]|\d{1,2}[.)])[ \t]+$/;
/** More of a query than this adds time, not meaning: the model reads some 500 tokens. */
const longestQuery = 2000;

/** The library over an opened corpus; the index is opened or built on the first search. */
export function createLibrary(
  corpus: Corpus,
  embedder: Embedder,
  gazetteer: Gazetteer,
  settings: SearchSettings,
  openIndex: (force: boolean) => Promise<OpenIndex>,
): Library & { vocabulary(): Promise<Map<string, number>>; words(): Promise<Map<string, number>>; unitCount: number } {
  const sources = new Map(corpus.sources.map((source) => [source.id, source]));
  const facts = new Map(corpus.facts.map((fact) => [fact.id, fact]));
  const passages = new Map(corpus.passages.map((passage) => [passage.id, passage]));
  const documents = new Map(corpus.documents.map((document) => [document.id, document]));
  let opened: Promise<OpenIndex> | undefined;
  const index = (): Promise<OpenIndex> => {
    opened ??= openIndex(false).catch((thrown: unknown) => {
      opened = undefined;
      throw thrown;
    });
    return opened;
  };

  const library: Library & {
    vocabulary(): Promise<Map<string, number>>;
    words(): Promise<Map<string, number>>;
    unitCount: number;
  } = {
    unitCount: corpus.facts.length + corpus.passages.length,
    vocabulary: async () => (await index()).vocabulary,
    words: async () => (await index()).words,
    async search(text, filters, { limit, offset = 0 }) {
      const query = text.slice(0, longestQuery);
      const mentioned = gazetteer.mentions(query).map((mention) => mention.country);
      const words = [query, ...mentioned.flatMap((country) => [country.name, ...country.adjectives])].join(" ");
      const run = async (): Promise<Awaited<ReturnType<typeof hybridSearch>>> =>
        hybridSearch(await index(), embedder, { words, meaning: query }, filters);
      const { hits, sentences, unanswered } = await run().catch(async (thrown: unknown) => {
        if (thrown instanceof AttacheError || (thrown instanceof Error && thrown.name === "AbortError")) throw thrown;
        const { folder } = await index();
        opened = openIndex(false); // another process may have put a newer index in place of this one
        if ((await opened).folder === folder) opened = openIndex(true); // its files are there but cannot be read
        return run();
      });
      const asked = new Set(mentioned.map((country) => country.country));
      const ranked = togetherFirst(
        hits.map((hit) => ({ ...hit, score: hit.score + lift(countriesOf(hit.id), asked, settings.country) })),
        settings.together,
      );
      const page = ranked.slice(offset, offset + limit);
      const { vocabulary } = await index();
      const known = contentStems(query).some((stem) => vocabulary.has(stem));
      const bySentence = groupSentences(sentences);
      const shownWhole = new Set(
        ranked
          .filter(({ id }) => passages.has(id))
          .slice(0, best.passages)
          .map(({ id }) => id),
      );
      const next = offset + limit < ranked.length ? offset + limit : null;
      return {
        results: page.flatMap((hit) => toResult(hit, bySentence.get(hit.id) ?? [], shownWhole.has(hit.id)) ?? []),
        matched: ranked.length,
        next,
        ...(unanswered === undefined ? {} : { unanswered: round(unanswered) }),
        relevant:
          known &&
          ranked
            .slice(0, 10)
            .some(
              (hit) =>
                (hit.similarity ?? 0) >= settings.relevant.similarity ||
                Math.max(hit.asked ?? 0, hit.together?.asked ?? 0) >= settings.relevant.asked,
            ),
      };
    },
    passage(id) {
      const passage = passages.get(id);
      const document = passage && documents.get(passage.source);
      if (!passage || !document) throw unknown("passage", id, [...passages.keys()]);
      const siblings = corpus.passages.filter((other) => other.source === passage.source);
      const place = siblings.indexOf(passage);
      return {
        passage: bare(passage),
        document,
        source: library.source(passage.source),
        neighbours: [siblings[place - 1], siblings[place + 1]].flatMap((other) => (other ? [bare(other)] : [])),
      };
    },
    source(id) {
      const source = sources.get(id);
      if (!source) throw unknown("source", id, [...sources.keys()]);
      return source;
    },
    sources() {
      const counts = new Map<string, { facts: number; countries: Set<string> }>();
      for (const fact of corpus.facts) {
        for (const id of [fact.source, ...fact.also]) {
          const entry = counts.get(id) ?? { facts: 0, countries: new Set() };
          entry.facts += 1;
          for (const code of fact.countries) entry.countries.add(code);
          counts.set(id, entry);
        }
      }
      return corpus.sources.map((source) => ({
        source,
        facts: counts.get(source.id)?.facts ?? 0,
        passages: corpus.passages.filter((passage) => passage.source === source.id).length,
        countries: [...(counts.get(source.id)?.countries ?? [])].sort(),
      }));
    },
    fact: (id) => facts.get(id),
    facts: () => corpus.facts,
    conflicts: () => corpus.conflicts,
  };
  return library;

  function countriesOf(id: string): string[] {
    return facts.get(id)?.countries ?? passages.get(id)?.countries ?? [];
  }

  function toResult(hit: Hit, found: SentenceHit[], whole: boolean): SearchResult | undefined {
    const common = {
      id: hit.id,
      score: round(hit.score),
      ...(hit.similarity === undefined ? {} : { similarity: round(hit.similarity) }),
      ...(hit.asked === undefined ? {} : { asked: round(hit.asked) }),
      ...(hit.together === undefined ? {} : { together: rounded(hit.together) }),
    };
    const fact = facts.get(hit.id);
    if (fact) {
      const source = sources.get(fact.source);
      if (!source) return undefined;
      return {
        ...common,
        kind: "fact",
        source: citationOf(source, fact.grade.code),
        quote: fact.claim,
        countries: fact.countries,
        ...(fact.locator === undefined ? {} : { locator: fact.locator }),
        data: factData(fact),
      };
    }
    const passage = passages.get(hit.id);
    const source = passage && sources.get(passage.source);
    const text = passage && documents.get(passage.source)?.text;
    if (!passage || !source || text === undefined) return undefined;
    // Where no sentence of it is among the nearest, the words found it: its first sentences stand for it.
    const others = passage.parts
      .filter((part) => !found.some((other) => other.start === part.start))
      .map((part) => ({ ...part, similarity: undefined, asked: undefined, together: undefined }));
    const highlights: Highlight[] = [...found, ...(found.length === 0 || whole ? others : [])]
      .slice(0, whole ? best.highlightsShown : highlightsShown)
      .map(({ start, end, similarity, asked, together }) => ({
        text: text.slice(start, end),
        start,
        end,
        score: round(similarity ?? Math.max(0, (hit.similarity ?? 0.5) - 0.08)),
        ...(asked === undefined ? {} : { asked: round(asked) }),
        ...(together === undefined ? {} : { together: rounded(together) }),
        ...(bullet.test(text.slice(Math.max(0, start - 12), start)) ? { item: true } : {}),
      }));
    return {
      ...common,
      kind: "passage",
      source: citationOf(source),
      quote: passage.text,
      countries: passage.countries,
      ...(passage.heading === null ? {} : { heading: passage.heading }),
      start: passage.start,
      end: passage.end,
      highlights,
    };
  }
}

/** The part of a source that travels with what is quoted from it. */
export function citationOf(source: Source, grade = source.grade.code): Citation {
  return {
    id: source.id,
    title: source.title,
    publisher: source.publisher,
    url: source.url,
    published: source.published,
    grade,
  };
}

/** The typed part of a fact, as tools and models get it. */
export function factData(fact: Fact): Record<string, unknown> {
  const { claim: _claim, source: _source, grade, locator: _locator, ...rest } = fact;
  return JSON.parse(JSON.stringify({ ...rest, gradeReason: grade.reason })) as Record<string, unknown>;
}

function lift(countries: string[], asked: Set<string>, { bonus, otherMalus }: SearchSettings["country"]): number {
  if (asked.size === 0) return 0;
  if (countries.some((code) => asked.has(code))) return bonus;
  return countries.length > 0 && !countries.includes("GLB") ? -otherMalus : 0;
}

function groupSentences(sentences: SentenceHit[]): Map<string, SentenceHit[]> {
  const groups = new Map<string, SentenceHit[]>();
  for (const sentence of sentences) {
    const group = groups.get(sentence.passage) ?? [];
    group.push(sentence);
    groups.set(sentence.passage, group);
  }
  return groups;
}

function bare(passage: Corpus["passages"][number]): Passage {
  const { parts: _parts, ...rest } = passage;
  return rest;
}

function unknown(kind: string, id: string, known: string[]): AttacheError {
  const stems = new Set(contentStems(id.replace(/[#:_-]/g, " ")));
  const prefixed = known.filter((other) => other.startsWith(id.split("#")[0] ?? id));
  const near =
    prefixed.length > 0
      ? prefixed
      : known.filter((other) =>
          contentStems(other.replace(/[#:_-]/g, " ")).some((stem) => stem.length > 3 && stems.has(stem)),
        );
  return new AttacheError("not-found", `There is no ${kind} with the id ${quoted(id)}.`, {
    next:
      near.length > 0
        ? `Near: ${near.slice(0, 3).join(", ")}.`
        : `Take an id from a search result or from list_sources.`,
  });
}

function rounded(together: Together): Together {
  return { ...together, asked: round(together.asked) };
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
