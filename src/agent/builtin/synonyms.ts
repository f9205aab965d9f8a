import { stemOf } from "../../library/words.ts";
import { lexiconRows } from "../lexicon-rows.ts";
import type { NearWords } from "./thesaurus.ts";

/** Of a word so many of its senses count, the most frequent first. */
const mostSenses = 2;

/**
 * Words that mean the same in general English, as stems: those of one synset of WordNet (Miller 1995) and such as are
 * derived from one another, from `corpus/models/lexicon`.
 */
export function readSynonyms(folder: string): NearWords {
  const near: NearWords = new Map();
  const link = (words: string[]): void => {
    if (words.length < 2) return;
    const stems = [...new Set(words.map((word) => stemOf(word)))];
    for (const stem of stems)
      for (const other of stems) if (other !== stem) near.set(stem, (near.get(stem) ?? new Set<string>()).add(other));
  };
  for (const [, words = ""] of lexiconRows(folder, "synsets.tsv")) {
    const members = words.split(" ").map((entry) => entry.split("."));
    link(members.flatMap(([word = "", rank = "1"]) => (word && Number(rank) <= mostSenses ? [word] : [])));
  }
  for (const pair of lexiconRows(folder, "derived.tsv")) link(pair);
  return near;
}
