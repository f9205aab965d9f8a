import { monthNumber } from "../../domain/dates.ts";
import type { Source } from "../../domain/source.ts";
import { contentStems, stemOf, tokens } from "../../library/words.ts";

/** What people may call a source: stems of its title, publisher, author and note, and its month. */
export interface SourceName {
  id: string;
  stems: Set<string>;
  /** Who wrote it, and by what firm's name it goes: by these it is named without a word for a document. */
  makers: string[];
  month: number | undefined;
}

// Words that say "a document is meant"; which one, the other words around them say.
const documentWords =
  /\b(?:op-ed|article|articles|digest|explainer|overview|author|piece|text|map|essay|report|faq|column|review)\b/giu;

/** "the explainer on telephones and AI": what a document is about, told to say which one is meant. */
const describing =
  /^ (?:on|about|with|around|concerning|that (?:deals|compares|speaks) \p{L}+) (?:[^\s,;:.?!]+ ?){1,6}/iu;

/** The names of the sources that have a text of their own in the corpus. */
export function sourceNames(sources: Source[]): SourceName[] {
  return sources.map((source) => ({
    id: source.id,
    stems: new Set(
      contentStems(
        [
          source.title,
          source.publisher,
          source.author,
          source.grade.reason,
          source.kind,
          source.id.replaceAll("-", " "),
          initials(source.author),
        ].join(" "),
      ),
    ),
    makers: [
      ...(source.author?.split(",") ?? []),
      ...initials(source.author).split(" "),
      source.publisher.split(/[(:]/)[0] ?? "",
    ]
      .map((name) => name.trim())
      .filter((name) => name.length > 2 && !/^unnamed\b|^aggregator\b/u.test(name)),
    month: source.published ? Number(source.published.split("-")[1]) || undefined : undefined,
  }));
}

/**
 * The sources a question names ("the January op-ed", "article 004", "the undated explainer") and the words that name
 * them; `descriptions` are the words that only say which document is meant. The source whose own words lie nearest wins; without a document word nothing is named.
 */
export function sourcesNamed(
  text: string,
  names: SourceName[],
): { sources: string[]; spans: { start: number; end: number }[]; descriptions: { start: number; end: number }[] } {
  const sources: string[] = [];
  const descriptions: { start: number; end: number }[] = [];
  const spans: { start: number; end: number }[] = [];
  const words = tokens(text);
  for (const { id, makers } of names)
    for (const maker of makers) {
      const start = text.search(
        new RegExp(`(?<![\\p{L}\\p{N}])${maker.replaceAll(/[^\p{L}\p{N} ]/gu, ".")}(?![\\p{L}\\p{N}])`, "u"),
      );
      if (start < 0) continue;
      if (!sources.includes(id)) sources.push(id);
      spans.push({ start, end: start + maker.length });
    }
  for (const match of text.matchAll(documentWords)) {
    // "op-ed by Cathy Li": an author stands behind.
    const behind = /^ (?:by|from|of|at) /u.test(text.slice(match.index + match[0].length)) ? 45 : 11;
    const near = words.filter(
      (token) =>
        token.start >= match.index - 45 &&
        token.end <= match.index + match[0].length + behind &&
        // Any document may be called so, and words of another sentence name none.
        !/^(?:piece|text|article|report|review)s?$/.test(token.word) &&
        !/[.?!:;]\s/.test(text.slice(Math.min(token.start, match.index), Math.max(token.end, match.index))) &&
        // What named the document before this one does not name this one too.
        !spans.some((span) => token.start >= span.start && token.end <= span.end),
    );
    const scored = names
      .map((name) => ({
        name,
        hits: near.filter(
          (token) => (name.stems.has(token.stem) && rarity(token.stem, names) > 0) || isMonth(token.word, name),
        ),
      }))
      .map((entry) => ({
        ...entry,
        // What kind of document only one source is, names it.
        score:
          (entry.name === onlyOne(match[0], names) ? 0.5 : 0) +
          entry.hits.reduce((sum, token) => sum + (isMonth(token.word, entry.name) ? 1 : rarity(token.stem, names)), 0),
      }))
      .sort((a, b) => b.score - a.score);
    const [best, second] = scored;
    if (!best || best.score < 0.45 || (second && second.score >= best.score)) continue;
    if (!sources.includes(best.name.id)) sources.push(best.name.id);
    spans.push({ start: match.index, end: match.index + match[0].length });
    for (const token of best.hits)
      if (Math.abs(token.start - match.index) < 45) spans.push({ start: token.start, end: token.end });
    const end = match.index + match[0].length;
    const told = describing.exec(text.slice(end))?.[0];
    if (told) descriptions.push({ start: end, end: end + told.length });
  }
  return { sources, spans, descriptions };
}

function onlyOne(word: string, names: SourceName[]): SourceName | undefined {
  const of = names.filter((name) => name.stems.has(stemOf(word.toLowerCase())));
  return of.length === 1 && !/^(?:piece|text|article|report|review)s?$/iu.test(word) ? of[0] : undefined;
}

// "WEF" for World Economic Forum.
function initials(name: string | null): string {
  const capitals = name?.match(/(?:\p{Lu}\p{Ll}+ ?){3,}/gu)?.map((run) => run.replace(/[^\p{Lu}]/gu, ""));
  return capitals?.join(" ") ?? "";
}

function isMonth(word: string, name: SourceName): boolean {
  return name.month !== undefined && word.length >= 3 && monthNumber(word) === name.month;
}

function rarity(stem: string, names: SourceName[]): number {
  const having = names.filter((name) => name.stems.has(stem)).length;
  return having === 0 ? 0 : Math.log((names.length + 0.5) / having) / Math.log(names.length + 0.5);
}
