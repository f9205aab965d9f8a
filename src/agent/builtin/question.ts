import { findFigures, type Figure } from "../../domain/figures.ts";
import type { Country } from "../../domain/country.ts";
import type { Gazetteer } from "../../kit/desk.ts";
import { contentStems, isStopWord, stemOf, tokens } from "../../library/words.ts";
import { arithmeticOf, intentsOf, type Arithmetic, type Intent } from "./intent.ts";
import { withoutOrders } from "./orders.ts";
import { sourcesNamed, type SourceName } from "./source-names.ts";

/** One thing a question asks, understood. */
export interface Asked {
  text: string;
  /** What to search for: the text, with the names it inherits from the rest of the question. */
  query: string;
  intents: Intent[];
  arithmetic: Arithmetic;
  countries: Country[];
  /** Content stems without country names and words that only name a source or the asking itself. */
  terms: string[];
  /** Capitalised names other than countries, as stems: the answer must be about them. */
  names: string[];
  figures: Figure[];
  sources: string[];
}

export interface Understood {
  /** The question without orders; empty when there is nothing to answer. */
  text: string;
  orders: string[];
  whole: Asked;
  parts: Asked[];
}

/** What the built-in model knows beside the evidence: names, how common words are, and what sources are called. */
export interface Knowledge {
  gazetteer: Gazetteer;
  vocabulary: Map<string, number>;
  unitCount: number;
  sourceNames: SourceName[];
}

/** Understands a question: its orders taken out, split into the things it asks, each with intent and entities. */
export function understand(message: string, knowledge: Knowledge): Understood {
  const clean = withoutOrders(message);
  const whole = asked(clean.text, knowledge);
  const pieces = split(clean.text);
  const parts =
    pieces.length < 2
      ? [whole]
      : pieces.map((piece) => {
          const part = asked(piece, knowledge);
          const inherited = part.countries.length > 0 ? [] : whole.countries.map((country) => country.name);
          return {
            ...part,
            query: inherited.length > 0 ? `${piece} (${inherited.join(", ")})` : piece,
            countries: part.countries.length > 0 ? part.countries : whole.countries,
            names: part.names.length > 0 || part.countries.length > 0 ? part.names : whole.names,
            sources: whole.sources,
          };
        });
  return { text: clean.text, orders: clean.orders, whole, parts };
}

const clause =
  /(?:,|;)?\s+(?:and|but)\s+(?=(?:what|which|who|whose|when|where|why|how|in what|on what|for what|by when|from which|of which)\b)|[?!]\s+(?=\p{L})|,\s+(?=(?:what|who|whose|when|where|why|how)\b)/giu;

function split(text: string): string[] {
  const pieces = text
    .split(clause)
    .map((piece) => piece.trim())
    .filter((piece) => contentStems(piece).length > 0);
  return pieces.length > 1 && pieces.length <= 4 ? pieces : [text];
}

const asking = new Set(
  [
    "article",
    "text",
    "corpus",
    "piece",
    "author",
    "question",
    "answer",
    "figure",
    "number",
    "amount",
    "thing",
    "account",
    "opinion",
    "word",
    "words",
    "recorded",
    "report",
    "name",
    "list",
    "explain",
    "describe",
    "compare",
    "tell",
    "quote",
    "far",
    "right",
    "latest",
    "please",
    "named",
    "case",
    "kind",
    "sort",
    "way",
  ].map((word) => stemOf(word)),
);

function asked(text: string, knowledge: Knowledge): Asked {
  const isWord = (word: string): boolean => knowledge.vocabulary.has(stemOf(word.toLowerCase())) || isStopWord(word);
  const mentions = knowledge.gazetteer.mentions(text, isWord);
  const { sources, spans } = sourcesNamed(text, knowledge.sourceNames);
  const inside = (start: number, end: number): boolean =>
    [...mentions, ...spans].some((span) => start >= span.start && end <= span.end);
  const figures = findFigures(text).filter(
    (figure) => !spans.some((span) => figure.start >= span.start && figure.end <= span.end),
  );
  const inFigure = (start: number): boolean => figures.some((figure) => start >= figure.start && start < figure.end);
  const words = tokens(text).filter((token) => !inside(token.start, token.end));
  const terms = words
    .filter((token) => !isStopWord(token.word) && !asking.has(token.stem) && !inFigure(token.start))
    .map((token) => token.stem);
  const names = words
    .filter((token) => {
      const written = text.slice(token.start, token.end);
      const first = token.start === 0 || /[.?!:;]\s*$/.test(text.slice(0, token.start));
      if (isStopWord(token.word) || inFigure(token.start)) return false;
      if (/\d/.test(written) && /\p{L}/u.test(written)) return true;
      return /^\p{Lu}/u.test(written) && (!first || /\p{Lu}.*\p{Lu}/u.test(written)) && written !== "AI";
    })
    .map((token) => token.stem);
  const countries = [...new Map(mentions.map((mention) => [mention.country.country, mention.country])).values()];
  return {
    text,
    query: text,
    intents: intentsOf(text),
    arithmetic: arithmeticOf(text),
    countries,
    terms: [...new Set(terms)],
    names: [...new Set(names)],
    figures,
    sources,
  };
}
