import { stemmer } from "stemmer";

import { fold } from "../domain/text.ts";

const stopWords = new Set(
  (
    "a about above after again all also am an and any are as at be been before being below between both but by can could did do does doing down during each " +
    "either else ever few for from further get gets give given gives had has have having he her here hers him his how i if in into is it its itself just let me more most much my no nor " +
    "not of off on once one only or other our ours out over own please put puts same say says she should so some such tell than that the their theirs them then there these " +
    "they this those through to too under until up us very was we were what when where which while who whom whose why will with would you your yours " +
    "many make makes made come comes currently exactly still yet within without among amongst against across per via upon whether according said like know there's what's it's don't"
  ).split(" "),
);

export interface Token {
  word: string;
  stem: string;
  start: number;
  end: number;
}

/** The words of a text with their offsets; accents folded, case folded, possessives cut, stop words kept. */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (const match of text.matchAll(/[\p{L}\p{N}]+(?:[.,'’&-][\p{L}\p{N}]+)*/gu)) {
    const word = fold(match[0]).replace(/['’]s$/, "");
    for (const part of word.split(/[-–]/).length > 1 ? [word, ...word.split(/[-–]/)] : [word]) {
      if (part) found.push({ word: part, stem: stemOf(part), start: match.index, end: match.index + match[0].length });
    }
  }
  return found;
}

/** The stems of the content words of a text, in order, with repeats. */
export function contentStems(text: string): string[] {
  return tokens(text)
    .filter((token) => !isStopWord(token.word))
    .map((token) => token.stem);
}

export function isStopWord(word: string): boolean {
  return stopWords.has(word.toLowerCase());
}

const stemCache = new Map<string, string>();

/** Porter stem of a folded word; British and American spellings meet in one stem. */
export function stemOf(word: string): string {
  const cached = stemCache.get(word);
  if (cached !== undefined) return cached;
  const spelled = /\d/.test(word)
    ? word.replaceAll(",", "")
    : stemmer(
        word
          .replace(/is(e|ed|es|ing|ation)$/, "iz$1")
          .replace(/our(s?)$/, "or$1")
          .replace(/tre(s?)$/, "ter$1"),
      );
  if (stemCache.size > 50_000) stemCache.clear();
  stemCache.set(word, spelled);
  return spelled;
}
