import type { Country } from "../../domain/country.ts";
import { findFigures } from "../../domain/figures.ts";
import { fold } from "../../domain/text.ts";
import { currencyOf, measureOf } from "../../domain/units.ts";
import { contentStems, isStopWord, stemOf, tokens, type Token } from "../../library/words.ts";
import { arithmeticOf, intentsOf } from "./intent.ts";
import type { Asked, Knowledge } from "./understanding.ts";
import { rarity } from "./rarity.ts";
import { ratings } from "./members-asked.ts";
import { sourcesNamed } from "./source-names.ts";
import { suppliedLayerOf, wantedOf } from "./wanted.ts";

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
    "larger",
    "bigger",
    "greater",
    "higher",
    "smaller",
    "lower",
    "sentence",
    "briefly",
    "short",
    "kind",
    "sort",
    "way",
    "together",
    "altogether",
    "combined",
  ].map((word) => stemOf(word)),
);

/** From this rarity on a word is one of very few records. */
const rare = 0.75;

/** What a question, or a part of one, asks: intents, entities, terms, figures. */
export function asked(text: string, knowledge: Knowledge): Asked {
  const isWord = (word: string): boolean => knowledge.vocabulary.has(stemOf(word.toLowerCase())) || isStopWord(word);
  const mentions = withoutNamesakes(text, knowledge.gazetteer.mentions(text, isWord));
  const { sources, spans, descriptions } = sourcesNamed(text, knowledge.sourceNames);
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
  const terms = words
    .filter((token) => !isStopWord(token.word) && !asking.has(token.stem) && !inFigure(token.start))
    .map((token) => token.stem);
  const countryWords = new Set(
    mentions.flatMap(({ country }) =>
      contentStems([country.name, country.official_name, ...country.aliases].join(" ")),
    ),
  );
  const supplied = knowledge.suppliers.mentions(text);
  const named = words.filter((token) => {
    if (supplied.some(({ start, end }) => token.start >= start && token.end <= end)) return true;
    const written = text.slice(token.start, token.end);
    // A capital that opens a sentence makes no name, unless one is set beside it: "Gefion or ABCI".
    const opens = token.start === 0 || /[.?!:;]\s*$/.test(text.slice(0, token.start));
    const first = opens && !/^ (?:or|vs\.?|versus) (?:the )?\p{Lu}/u.test(text.slice(token.end));
    if (isStopWord(token.word) || inFigure(token.start) || countryWords.has(token.stem)) return false;
    if (measureOf(token.word) ?? currencyOf(token.word)) return false; // "GPUs", "USD"
    if (/^[QH][1-4]$/u.test(written)) return false; // a quarter, a half of a year
    if (ratings.includes(token.word)) return false; // "rated High"
    if (/^\p{L}+-(?:19|20)\d\d$/u.test(written) || ofPlace(token, mentions)) return false; // "mid-2025"
    // Of "Wallenberg-led" only the name is one, and "Home-made" may merely open the question.
    if (/-\p{Ll}/u.test(written))
      return isCapitalPart(written, token.word) && !(first && knowledge.words.has(token.word));
    if (/\d/.test(written) && /\p{L}/u.test(written)) return true;
    return (
      /^\p{Lu}/u.test(written) &&
      (!first || /\p{Lu}.*\p{Lu}/u.test(written)) &&
      !/^(?:AI|LLMs?|ML|HPC|IT)$/u.test(written)
    );
  });
  const names = named.map((token) => token.stem);
  const countries = [...new Map(mentions.map((mention) => [mention.country.country, mention.country])).values()];
  const unknownNames = words
    .filter((token) => names.includes(token.stem) && !/\d/.test(token.word) && !knowledge.vocabulary.has(token.stem))
    .map((token) => token.stem);
  const isStrange = (word: string): boolean => {
    const stem = stemOf(word);
    return !isStopWord(word) && rarity(stem, knowledge) > rare;
  };
  const [arithmetic, intents] = [arithmeticOf(text), intentsOf(text)];
  const setsBeside = arithmetic !== null || intents.includes("comparison") || intents.includes("list");
  const modifiers = mentions
    .filter(
      (mention) =>
        (!/['’]s?$/.test(mention.text) && qualifies.test(text.slice(mention.end))) ||
        (!setsBeside && hasMemberNamed(mention, mentions)),
    )
    .map((mention) => mention.country.country);
  return {
    text,
    query: sources.length > 0 ? without(text, [...spans, ...descriptions]) : text,
    corrected: aliases.map(({ supplier }) => supplier.name).join(" "),
    modifiers,
    wanted: wantedOf(text, isStrange, (word) => [...(knowledge.nearWords.get(stemOf(word)) ?? [])]),
    suppliedLayer: suppliedLayerOf(text),
    unknownNames: [...new Set(unknownNames)],
    intents,
    arithmetic,
    countries,
    terms: [...new Set([...terms, ...canonical])],
    describing: descriptions.flatMap(({ start, end }) => contentStems(text.slice(start, end))),
    names: [...new Set([...names, ...canonical])],
    nameGroups: [
      ...namesTogether(named, text).map((group) => group.map((token) => token.stem)),
      ...[...new Set(aliases.map(({ supplier }) => supplier.name))].map((name) => contentStems(name)),
    ],
    figures,
    sources,
  };
}

// "Ghana in the Oxford Insights index": where a country is named, a place that only opens a longer name asks for no other.
function withoutNamesakes<Mention extends { text: string; end: number; isPlace: boolean }>(
  text: string,
  mentions: Mention[],
): Mention[] {
  return mentions.every(({ isPlace }) => isPlace)
    ? mentions
    : mentions.filter((mention) => !(mention.isPlace && opensName(mention.text, text.slice(mention.end))));
}

function opensName(place: string, behind: string): boolean {
  return !/['’]s?$/u.test(place) && /^ \p{Lu}\p{Ll}/u.test(behind);
}

// "Uruguay's points in the Latin American index": the bloc only says where, unless it is set beside its member.
function hasMemberNamed(
  { country: { members } }: { country: Country },
  mentions: { country: Country; isPlace: boolean }[],
): boolean {
  return mentions.some(({ country, isPlace }) => !isPlace && members.includes(country.country));
}

// "West Africa", "northern Italy": a part of a place that is asked for, no name of its own.
function ofPlace(token: Token, mentions: { start: number }[]): boolean {
  return (
    /^(?:north|south|east|west|central|northern|southern|eastern|western|upper|lower|greater|inner)$/.test(
      token.word,
    ) && mentions.some((mention) => mention.start === token.end + 1)
  );
}

// The text without what names a document, and without the small words that hang on it.
function without(text: string, spans: { start: number; end: number }[]): string {
  const kept = (at: number): boolean => !spans.some(({ start, end }) => at >= start && at < end);
  const bare = text
    .replace(/[\s\S]/g, (letter, at: number) => (kept(at) ? letter : " "))
    .replace(/["“”]\s*["“”]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return contentStems(bare).length > 1 ? bare : text;
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
