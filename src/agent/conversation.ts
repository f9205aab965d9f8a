import type { Turn } from "../domain/answer.ts";
import type { Country } from "../domain/country.ts";
import type { Gazetteer } from "../kit/desk.ts";
import { contentStems } from "../library/words.ts";

const pronoun = /\b(?:it|its|they|their|them|there|that country|this country|the country|he|she|his|her)\b/iu;
const ellipsis = /^(?:and|but|what about|how about|or|also|then)\b/iu;
const neighbours = /\b(?:its|their|the) neighbou?rs?\b/iu;

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
  // "And Japan?": the last question, of another country.
  if (own.length > 0 && content <= 3 && before.length > 0 && (ellipsis.test(text) || content <= 2))
    return {
      text: replaceCountries(
        previous,
        own.map((country) => country.name),
        gazetteer,
      ),
      carried: "the last question",
    };
  const short = content <= 6 && (ellipsis.test(text) || pronoun.test(text));
  if (own.length > 0 && !pronoun.test(text)) return { text, carried: null };
  if (
    !pronoun.test(text) &&
    !ellipsis.test(text) &&
    !(content <= 1 && own.length === 0 && !/^(?:what|who) (?:is|are|was)\b|^(?:define|explain)\b/iu.test(text)) &&
    !/\bthat\b/.test(text)
  )
    return { text, carried: null };
  const subject = subjectOf(previous);
  const [country] = own.length > 0 ? [] : before;
  if (country && !subject && !short)
    return { text: text.replace(pronoun, possessiveAware(country.name)), carried: country.name };
  return { text: `${text.replace(ellipsis, "").trim()} (${previous.replace(/[?.!\s]+$/, "")})`, carried: previous };
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

// A capitalised name that is no country and no sentence opener: "ABCI 3.0", "Humain".
function subjectOf(text: string): string | null {
  return /(?<=[a-z,] )\p{Lu}[\p{L}\d.-]+(?: \p{Lu}[\p{L}\d.-]+| \d[\d.]*)*/u.exec(text)?.[0] ?? null;
}

function possessiveAware(name: string): (matched: string) => string {
  return (matched) => (/^(?:its|their|his|her)$/i.test(matched) ? `${name}'s` : name);
}
