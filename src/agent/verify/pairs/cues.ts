import { z } from "zod";

import { readYaml } from "../../../library/yaml.ts";

const Phrases = z.array(z.string().min(2).max(40)).min(1).max(80);
const CueFile = z.strictObject({
  negation: Phrases,
  no_negation: Phrases,
  no_effect: Phrases,
  effect: Phrases,
  all: Phrases,
  none: Phrases,
  most: Phrases,
  few: Phrases,
  some: Phrases,
  only: Phrases,
  together: Phrases,
  exceptions: Phrases,
  comparison: Phrases,
  superlative: Phrases,
  ordinal: Phrases,
  cause: Phrases,
  planned: Phrases,
  done: Phrases,
  light: Phrases,
  more: Phrases,
  less: Phrases,
  dated: Phrases,
  leading: Phrases,
});

export type CueKind = keyof z.infer<typeof CueFile>;

type Finder = (text: string) => { text: string; start: number; end: number }[];

/** Where words of a kind stand in a text, and whether one word is of a kind. */
export type Cues = Record<CueKind, Finder> & {
  has(kind: CueKind, word: string): boolean;
};

/** Reads `corpus/models/cues.yaml`. */
export function readCues(text: string, file: string): Cues {
  const entries = Object.entries(readYaml(CueFile, text, file)) as [CueKind, string[]][];
  const words = new Map(entries.map(([kind, phrases]) => [kind, new Set(phrases)]));
  const finders = Object.fromEntries(entries.map(([kind, phrases]) => [kind, finder(kind, phrases)]));
  return { ...(finders as Record<CueKind, Finder>), has: (kind, word) => words.get(kind)?.has(word) ?? false };
}

function finder(kind: CueKind, phrases: string[]): Finder {
  const words = [...phrases].sort((a, b) => b.length - a.length).map((phrase) => phrase.replaceAll(" ", "\\s+"));
  const ending = kind === "negation" ? "|n['’]t\\b" : "";
  const pattern = new RegExp(`\\b(?:${words.join("|")})\\b${ending}`, "giu");
  return (text) =>
    [...text.matchAll(pattern)].map((match) => ({
      text: match[0],
      start: match.index,
      end: match.index + match[0].length,
    }));
}
