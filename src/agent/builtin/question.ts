import { findFigures, type Figure } from "../../domain/figures.ts";
import type { Country } from "../../domain/country.ts";
import { fold } from "../../domain/text.ts";
import { currencyOf, measureOf } from "../../domain/units.ts";
import type { Gazetteer } from "../../kit/desk.ts";
import type { Suppliers } from "../../kit/tracker.ts";
import { contentStems, isStopWord, stemOf, tokens, type Token } from "../../library/words.ts";
import { exposureAsked, type ExposureAsked, type ExposureWords } from "./exposure-asked.ts";
import { arithmeticOf, intentsOf, type Arithmetic, type Intent } from "./intent.ts";
import { withoutOrders } from "./orders.ts";
import { misspellings } from "./spelling.ts";
import { sidesOf } from "./sides.ts";
import { sourcesNamed, type SourceName } from "./source-names.ts";
import type { NearWords } from "./thesaurus.ts";
import { suppliedLayerOf, wantedOf, type Wanted } from "./wanted.ts";

/** One thing a question asks, understood. */
export interface Asked {
  text: string;
  /** Known words and names that misspelt words and aliases of the question stand for. */
  corrected: string;
  /** What to search for: the text, with the names it inherits from the rest of the question. */
  query: string;
  intents: Intent[];
  arithmetic: Arithmetic;
  countries: Country[];
  /** Codes of countries that only qualify a thing: the "US" of "US technology". */
  modifiers: string[];
  /** Content stems without country names and words that only name a source or the asking itself. */
  terms: string[];
  /** Capitalised names other than countries, as stems: the answer must be about them. */
  names: string[];
  /** The same stems, those of one name together: each is a thing the answer may have to speak of by itself. */
  nameGroups: string[][];
  figures: Figure[];
  sources: string[];
  /** The unit the answer must carry, where the question says. */
  wanted: Wanted | null;
  /** The layer whose supplier is asked for ("whose chips"), or null. */
  suppliedLayer: "silicon" | "cloud" | "models" | null;
  /** Names the corpus has never heard of. */
  unknownNames: string[];
  /** Share of the terms that the corpus has never heard of. */
  unknownShare: number;
}

/** One of two things that are compared: asked of with the words both share, and by its own words. */
export interface Side extends Asked {
  own: Asked;
}

export interface Understood {
  /** The question without orders; empty when there is nothing to answer. */
  text: string;
  orders: string[];
  whole: Asked;
  parts: Asked[];
  /** The two things that are compared, each asked of by itself; empty when it compares none by name. */
  sides: Side[];
  /** The exposure score or shock that is asked for, if any. */
  exposure: ExposureAsked | null;
}

/** What the built-in model knows beside the evidence: names, how common words are, and what sources are called. */
export interface Knowledge {
  gazetteer: Gazetteer;
  vocabulary: Map<string, number>;
  unitCount: number;
  sourceNames: SourceName[];
  nearWords: NearWords;
  suppliers: Suppliers;
  /** Predicted questions of facts by their ids, and of sentences by themselves. */
  askedAs: Map<string, string[]>;
  exposure: ExposureWords;
}

/** Understands a question: its orders taken out, split into the things it asks, each with intent and entities. */
export function understand(message: string, knowledge: Knowledge): Understood {
  const clean = withoutOrders(message);
  const whole = asked(clean.text, knowledge);
  const pieces = split(clean.text);
  const parts = pieces.length < 2 ? [whole] : pieces.map((piece) => dependent(asked(piece, knowledge), whole));
  const exposure = exposureAsked(clean.text, whole, knowledge.exposure);
  const named = sidesOf(
    clean.text,
    whole.arithmetic === "sum" || whole.arithmetic === "difference" || whole.arithmetic === "ratio",
  );
  const both = named
    ? named.sides.map((side, at) => ofSide(side, named.rest, named.sides[1 - at] ?? "", whole, knowledge))
    : [];
  // Of three that are compared, two are not enough.
  const covered = new Set(both.flatMap((side) => side.own.countries.map(({ country }) => country)));
  const sides = whole.countries.some(({ country }) => !covered.has(country)) && whole.countries.length > 2 ? [] : both;
  return { text: clean.text, orders: clean.orders, whole, parts, sides, exposure };
}

// One side of a comparison is asked for with the words that both share; the other side's are not missed in it.
function ofSide(side: string, rest: string, other: string, whole: Asked, knowledge: Knowledge): Side {
  // "… than its Japan one": what "one" is stands on the other side.
  const leans = /\b(?:its|their|one|ones|that|those)\b/iu.test(side);
  const shared = leans ? withoutCountries(other, knowledge) : "";
  const full = asked(`${side} ${shared} ${rest}`.replace(/\s+/g, " ").trim(), knowledge);
  const own = asked(side, knowledge);
  const countries = own.countries.length > 0 ? own.countries : full.countries;
  return { ...full, countries, intents: whole.intents, wanted: whole.wanted, own };
}

function withoutCountries(text: string, { gazetteer }: Knowledge): string {
  return gazetteer
    .mentions(text)
    .reduceRight((rest, { start, end }) => `${rest.slice(0, start)} ${rest.slice(end).replace(/^['’]s/, "")}`, text);
}

// "…, and whose chips does it run on?" leans on the rest of the question for what it is about.
function dependent(part: Asked, whole: Asked): Asked {
  const leans = part.countries.length + part.names.length === 0 || part.terms.length < 2;
  if (!leans) return { ...part, sources: part.sources.length > 0 ? part.sources : whole.sources };
  return {
    ...part,
    query:
      part.terms.length < 2
        ? whole.text
        : `${part.text} (${whole.countries.map((country) => country.name).join(", ") || whole.text})`,
    countries: part.countries.length > 0 ? part.countries : whole.countries,
    names: part.names.length > 0 ? part.names : whole.names,
    nameGroups: part.names.length > 0 ? part.nameGroups : whole.nameGroups,
    terms: part.terms.length < 2 ? [...new Set([...part.terms, ...whole.terms])] : part.terms,
    sources: part.sources.length > 0 ? part.sources : whole.sources,
    unknownNames: whole.unknownNames,
  };
}

const clause =
  /(?:,|;)?\s+(?:and|but)\s+(?=(?:what|which|who|whose|when|where|why|how|in what|on what|for what|by when|from which|of which)\b)|[?!]\s+(?=\p{L})|,\s+(?=(?:what|who|whose|when|where|why|how)\b)/giu;

function split(text: string): string[] {
  const pieces = text
    .split(clause)
    .map((piece) => piece.trim())
    .filter((piece) => contentStems(piece).length > 0)
    .reduce<string[]>((whole, piece) => {
      // "In the May 2026 overview, what is…": a lead-in asks nothing by itself.
      const last = whole.at(-1);
      if (
        last !== undefined &&
        !/\b(?:what|which|who|whose|when|where|why|how|is|are|does|do|did|name|list)\b|\?/iu.test(last)
      )
        return [...whole.slice(0, -1), `${last}, ${piece}`];
      return [...whole, piece];
    }, []);
  return pieces.length > 1 && pieces.length <= 4 ? pieces : [text];
}

const qualifies =
  /^(?:-(?:based|made|led|origin|owned|headquartered))?\s+(?:technology|tech|chips?|chipmakers?|stack|cloud|clouds|firms?|companies|suppliers?|vendors?|hardware|hyperscalers?|export|models?|AI|GPUs?|accelerators?|software|money|capital|platforms?|providers?)\b/iu;

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
    "conflict",
    "contradict",
    "contradiction",
    "differ",
    "disagree",
    "inconsistent",
    "discrepancy",
    "newest",
    "current",
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
  const aliases = knowledge.suppliers.mentions(text).filter(({ supplier, start, end }) => {
    // A product stays itself: who asks of GB300 chips does not ask of all of NVIDIA.
    const written = fold(text.slice(start, end));
    return ![supplier.name, ...supplier.products].some((name) => fold(name) === written);
  });
  // "Redmond" is Microsoft: the name the corpus uses takes the place of the one the question does.
  const canonical = aliases.flatMap(({ supplier }) => contentStems(supplier.name));
  const words = tokens(text).filter(
    (token) =>
      !inside(token.start, token.end) && !aliases.some(({ start, end }) => token.start >= start && token.end <= end),
  );
  const slips = misspellings(text, knowledge.vocabulary);
  const meant = (stem: string): string => slips.get(stem) ?? stem;
  const terms = words
    .filter((token) => !isStopWord(token.word) && !asking.has(token.stem) && !inFigure(token.start))
    .map((token) => meant(token.stem));
  const countryWords = new Set(
    mentions.flatMap(({ country }) =>
      contentStems([country.name, country.official_name, ...country.aliases].join(" ")),
    ),
  );
  const supplied = knowledge.suppliers.mentions(text);
  const named = words.filter((token) => {
    if (supplied.some(({ start, end }) => token.start >= start && token.end <= end)) return true;
    const written = text.slice(token.start, token.end);
    const first = token.start === 0 || /[.?!:;]\s*$/.test(text.slice(0, token.start));
    if (isStopWord(token.word) || inFigure(token.start) || countryWords.has(token.stem)) return false;
    if (measureOf(token.word) ?? currencyOf(token.word)) return false; // "GPUs", "USD"
    // Of "Wallenberg-led" only the name is one.
    if (/-\p{Ll}/u.test(written)) return isCapitalPart(written, token.word);
    if (/\d/.test(written) && /\p{L}/u.test(written)) return true;
    return /^\p{Lu}/u.test(written) && (!first || /\p{Lu}.*\p{Lu}/u.test(written)) && written !== "AI";
  });
  const names = named.map((token) => meant(token.stem));
  const countries = [...new Map(mentions.map((mention) => [mention.country.country, mention.country])).values()];
  const unknownNames = words
    .filter((token) => names.includes(token.stem) && !/\d/.test(token.word) && !knowledge.vocabulary.has(token.stem))
    .map((token) => token.stem);
  const isStrange = (word: string): boolean => {
    const stem = stemOf(word);
    return !isStopWord(word) && !slips.has(stem) && !knowledge.vocabulary.has(stem);
  };
  const modifiers = mentions
    .filter((mention) => !/['’]s?$/.test(mention.text) && qualifies.test(text.slice(mention.end)))
    .map((mention) => mention.country.country);
  return {
    text,
    query: text,
    corrected: [...slips.values(), ...aliases.map(({ supplier }) => supplier.name)].join(" "),
    modifiers,
    wanted: wantedOf(text, isStrange, (word) => [...(knowledge.nearWords.get(stemOf(word)) ?? [])]),
    suppliedLayer: suppliedLayerOf(text),
    unknownNames: [...new Set(unknownNames)],
    unknownShare: terms.filter((stem) => !knowledge.vocabulary.has(stem)).length / (terms.length || 1),
    intents: intentsOf(text),
    arithmetic: arithmeticOf(text),
    countries,
    terms: [...new Set([...terms, ...canonical])],
    names: [...new Set([...names, ...canonical])],
    nameGroups: [
      ...namesTogether(named, text).map((group) => group.map((token) => meant(token.stem))),
      ...[...new Set(aliases.map(({ supplier }) => supplier.name))].map((name) => contentStems(name)),
    ],
    figures,
    sources,
  };
}

// "New Deal Technologique", "Isambard-AI": words with nothing but a space or a hyphen between them are one name.
function namesTogether(named: Token[], text: string): Token[][] {
  return named.reduce<Token[][]>((groups, token) => {
    const last = groups.at(-1);
    const before = last?.at(-1);
    const joined = before && (token.start <= before.start || /^[ -]?$/.test(text.slice(before.end, token.start)));
    if (!last || !joined) return [...groups, [token]];
    last.push(token);
    return groups;
  }, []);
}

function isCapitalPart(written: string, word: string): boolean {
  return written.split("-").some((part) => /^\p{Lu}/u.test(part) && part.toLowerCase() === word);
}
