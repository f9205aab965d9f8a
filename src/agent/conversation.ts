import type { Turn } from "../domain/answer.ts";
import type { Country } from "../domain/country.ts";
import { fold } from "../domain/text.ts";
import { currencyOf, measureOf } from "../domain/units.ts";
import type { Gazetteer } from "../kit/desk.ts";
import { contentStems } from "../library/words.ts";

const pronoun = /\b(?:it|its|they|their|them|there|that country|this country|the country|he|she|his|her)\b/iu;
const ellipsis =
  /^(?:(?:ok(?:ay)?|so|well|right|fine|good|thanks|thank you|yes|no|i see)\b[,.! ]*)*(?:and (?:(?:the )?same (?:\p{L}+ )?(?:for|of|in|with)|as for)|and|but|what about|how about|as for|(?:the )?same (?:\p{L}+,? )?(?:for|of|in|with|but)|(?:ditto|likewise) (?:for|in|with)|or|also|then|so)\b/iu;
/** "How many points higher are the Danes?": than what, the last question says. */
const compares =
  /\b(?:higher|lower|more|less|fewer|larger|bigger|smaller|greater|cheaper|dearer|earlier|later|faster|slower|further|ahead|above|below)\b(?!.*\bthan\b)/iu;
const asksWhatIs = /^(?:what|who) (?:is|are|was|were)\b/iu;
/** "The first stage", "the sum": of what, the last question says. */
const definite = /\bthe (?!\p{L}+ (?:of|in|for|to|on|behind|between)\b)\p{Ll}/u;
const asksAnew = /^(?:what|which|who|whose|whom|when|where|why|how|is|are|was|were|do|does|did|has|have|can|will)\b/iu;
const neighbours = /\b(?:its|their|the) neighbou?rs?\b/iu;

const inner = /(?<=[a-z,] )\p{Lu}[\p{L}\d.-]+(?: \p{Lu}[\p{L}\d.-]+| \d[\d.]*)*/u;

interface Span {
  start: number;
  end: number;
}

export interface Standalone {
  /** The question as it would be asked alone. */
  text: string;
  /** What was carried over from the conversation, in words; null when the question stands alone. */
  carried: string | null;
}

/**
 * Makes a follow-up stand alone: "And Japan?" repeats the last question of Japan, "its chips" gets the country or the
 * subject of the last question, "its neighbour" the neighbouring countries that `known` has facts of.
 */
export function standalone(
  question: string,
  turns: Turn[],
  gazetteer: Gazetteer,
  known: (code: string) => boolean,
): Standalone {
  const text = question.trim();
  const previous = turns.reduce<string | null>(
    (earlier, turn) => (earlier === null ? turn.question : resolve(turn.question, earlier, gazetteer, known).text),
    null,
  );
  return previous === null ? { text, carried: null } : resolve(text, previous, gazetteer, known);
}

function resolve(text: string, previous: string, gazetteer: Gazetteer, known: (code: string) => boolean): Standalone {
  const own = countriesIn(text, gazetteer);
  const before = countriesIn(previous, gazetteer);
  const content = contentStems(text.replace(ellipsis, "")).length;
  if (neighbours.test(text) && before[0]) {
    const names = before[0].neighbours.filter(known).flatMap((code) => gazetteer.get(code)?.name ?? []);
    const others = names.length > 0 ? names : before[0].neighbours.flatMap((code) => gazetteer.get(code)?.name ?? []);
    if (others.length > 0) {
      const bare = content <= 2;
      const list = others.slice(0, 3).join(" and ");
      return {
        text: bare ? replaceCountries(previous, others.slice(0, 3), gazetteer) : text.replace(neighbours, list),
        carried: `neighbours of ${before[0].name}: ${list}`,
      };
    }
  }
  const subject = subjectOf(previous);
  const words = ownWords(text, gazetteer);
  if (own.length > 0 && (content <= 3 || words.length === 0) && !isWhole(text, words, previous)) {
    const names = own.map((country) => country.name);
    // "And Japan?": the last question, of another country.
    if (before.length > 0) return { text: replaceCountries(previous, names, gazetteer), carried: "the last question" };
    // No country before: the name that the last question was about gives way to it.
    const about = namesOf(previous)[0];
    if (about && words.length === 0)
      return { text: replaced(previous, about, names.join(" and ")), carried: "the last question" };
  }
  const short = content <= 6 && (ellipsis.test(text) || pronoun.test(text));
  const unfinished = ellipsis.test(text) && content <= 6 && compares.test(text);
  if (own.length > 0 && !pronoun.test(text) && !unfinished) return { text, carried: null };
  const leans = content <= 5 && definite.test(text) && namesOf(text).length === 0 && !asksWhatIs.test(text);
  if (
    !pronoun.test(text) &&
    !ellipsis.test(text) &&
    !leans &&
    !(content <= 1 && own.length === 0 && !/^(?:what|who) (?:is|are|was)\b|^(?:define|explain)\b/iu.test(text)) &&
    !/\bthat\b/.test(text)
  )
    return { text, carried: null };
  const [country] = own.length > 0 ? [] : before;
  if (country && !subject && !short)
    return { text: text.replace(pronoun, possessiveAware(country.name)), carried: country.name };
  return { text: `${text.replace(ellipsis, "").trim()} (${previous.replace(/[?.!\s]+$/, "")})`, carried: previous };
}

/**
 * Does a question with a country ask something of its own? Any content word beside the country says so; after "and" or
 * "what about" only a question word with something that the last question did not ask.
 */
function isWhole(text: string, words: string[], previous: string): boolean {
  if (!ellipsis.test(text)) return words.length > 0;
  const said = new Set(contentStems(previous));
  return asksAnew.test(text.replace(ellipsis, "").trim()) && words.some((word) => !said.has(word));
}

/** The content words of a question beside the countries it names. */
function ownWords(text: string, gazetteer: Gazetteer): string[] {
  const rest = gazetteer
    .mentions(text)
    .reduceRight((left, { start, end }) => `${left.slice(0, start)} ${left.slice(end)}`, text);
  return contentStems(rest.replace(ellipsis, ""));
}

function countriesIn(text: string, gazetteer: Gazetteer): Country[] {
  return [...new Map(gazetteer.mentions(text).map((mention) => [mention.country.country, mention.country])).values()];
}

function replaceCountries(text: string, names: string[], gazetteer: Gazetteer): string {
  const mentions = gazetteer.mentions(text);
  const list = names.join(" and ");
  let result = text;
  for (const [index, mention] of [...mentions.entries()].reverse())
    result =
      result.slice(0, mention.start).replace(/\bthe $/i, "") + (index === 0 ? list : "") + result.slice(mention.end);
  return mentions.length > 0 ? result.replace(/\s+/g, " ") : `${text} (${list})`;
}

function replaced(text: string, { start, end }: Span, name: string): string {
  return text.slice(0, start).replace(/\bthe $/i, "") + name + text.slice(end);
}

/** Capitalised names inside a question, units and currencies ("GPUs", "USD") apart. */
function namesOf(text: string): Span[] {
  return [...text.matchAll(new RegExp(inner, "gu"))]
    .filter(([written]) => written !== "AI" && !measureOf(fold(written)) && !currencyOf(fold(written)))
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

// A capitalised name that is no country and no sentence opener: "ABCI 3.0", "Humain".
function subjectOf(text: string): string | null {
  return inner.exec(text)?.[0] ?? null;
}

function possessiveAware(name: string): (matched: string) => string {
  return (matched) => (/^(?:its|their|his|her)$/i.test(matched) ? `${name}'s` : name);
}
