import { findFigures, wordCounts, type Figure } from "../../../domain/figures.ts";
import { fold } from "../../../domain/text.ts";
import { sentencesOf } from "../../../library/sentences.ts";
import { isStopWord } from "../../../library/words.ts";
import { daysIn } from "./days.ts";
import type { Cues } from "./cues.ts";
import type { Lexicon } from "./lexicon.ts";

/** A content word of a claim or its evidence. */
export interface Word {
  /** As it is written. */
  text: string;
  word: string;
  /** What is looked up for its meaning: its base form, with the particle of a phrasal verb. */
  gloss: string;
  /** How much it tells, 0 to 1. */
  weight: number;
  isName: boolean;
  /** Code of the country that the word names, be it as an adjective, a capital or a short form. */
  place?: string;
  /** The country itself is meant, not a place in it. */
  isCountry?: boolean;
  sentence: number;
  /** Number of its clause, counted through the text. */
  clause: number;
  start: number;
  end: number;
}

export interface Read {
  text: string;
  sentences: string[];
  words: Word[];
  figures: Figure[];
}

/** What a light word weighs; `light` in `corpus/models/cues.yaml`. */
const lightWeight = 0.15;
const particle = /^\s(?:up|down|out|off|away)\b/u;
/** "More than 40" bounds a number and compares nothing. */
const bounding = /^\s+than\s+(?:an?|half|one|two|three|four|five|six|seven|eight|nine|ten|twice|\p{Sc}?\d)/iu;

const joints = /[;:—–]\s|,\s(?!\d)|\b(?:while|whereas|but|although|though|however|after which)\b|[.!?]\s/giu;

/** Where countries are named in a text. */
export type Places = (text: string) => { code: string; isCountry: boolean; start: number; end: number }[];

function placeAt(named: ReturnType<Places>, at: number): Pick<Word, "place" | "isCountry"> {
  const found = named.find(({ start, end }) => at >= start && at < end);
  return found ? { place: found.code, isCountry: found.isCountry } : {};
}

/** Reads a text into content words and figures. Numbers and dates are figures only. */
export function readText(
  text: string,
  lexicon: Lexicon,
  cues: Cues,
  places: Places = () => [],
  named: Set<string> = new Set(),
): Read {
  const figures = [...findFigures(text), ...wordCounts(text)];
  const days = daysIn(text);
  const mentions = places(text);
  const borders = [...text.matchAll(joints)].map(({ index }) => index);
  const spans = sentencesOf(text);
  const words = spans.flatMap(({ start, end }, sentence) =>
    [...text.slice(start, end).matchAll(/[\p{L}\p{N}]+(?:['’][\p{L}]+)*(?:\.\p{L}+)*/gu)].flatMap((match): Word[] => {
      const at = start + match.index;
      const written = match[0].replace(/['’]s?$/u, "");
      const word = fold(written);
      const isLight = cues.has("light", word);
      if ((isStopWord(word) && !isLight) || word.length < 2 || (!isLight && cues.has("negation", word))) return [];
      if (isLight && bounding.test(text.slice(at + match[0].length))) return [];
      if (days.some((day) => at >= day.start && at < day.end)) return [];
      if (figures.some((figure) => at >= figure.start && at < figure.end)) return [];
      const capital = /^\p{Lu}/u.test(written);
      const isName = capital && (match.index > 0 || named.has(word) || !lexicon.isKnown(word));
      const lemma = isName ? word : lexicon.base(word);
      const [after = ""] = particle.exec(text.slice(at + match[0].length)) ?? [];
      const weight = isName ? 1 : isLight ? lightWeight : lexicon.weight(word);
      return [
        {
          ...placeAt(mentions, at),
          text: written,
          word,
          gloss: `${lemma}${after}`,
          weight,
          isName,
          sentence,
          clause: borders.filter((border) => border < at).length,
          start: at,
          end: at + written.length,
        },
      ];
    }),
  );
  return { text, sentences: spans.map(({ start, end }) => text.slice(start, end)), words, figures };
}

/** The words that one of several texts writes with a capital within a sentence: at the beginning of one they are names too. */
export function namesWithin(texts: string[]): Set<string> {
  const inside = texts.flatMap((text) =>
    [...text.matchAll(/(?<=[\p{L}\d,;] )\p{Lu}[\p{L}\p{N}]+/gu)].map(([name]) => fold(name)),
  );
  return new Set(inside);
}
