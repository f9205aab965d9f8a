import { align, coverage, type Aligned, type Likenesses } from "./align.ts";
import type { Cues } from "./cues.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Meanings } from "./meanings.ts";
import { phrasesOf } from "./phrases.ts";
import { namesWithin, readText, type Places, type Read } from "./words.ts";

export interface PairTools {
  lexicon: Lexicon;
  cues: Cues;
  /** Without the embedded model words alone are compared. */
  meanings: Meanings | undefined;
  likenesses: Likenesses;
  places: Places;
}

/** A claim laid beside its evidence, word by word. */
export interface Look {
  claim: Read;
  evidence: Read;
  /** Against the evidence as a whole. */
  aligned: Aligned[];
  /** Against each of its sentences. */
  bySentence: Aligned[][];
  /** Place of the sentence that has most of the claim. */
  focus: number;
  /** The sentences that have most of it, as they follow each other. */
  nearest: string[];
}

/** So many sentences are compared as wholes: a long text has many, and most speak of something else. */
const mostSentences = 4;

/** Reads both and looks up what the comparison needs of meanings. */
export async function lookAt(claim: string, evidence: string, tools: PairTools): Promise<Look> {
  const { lexicon, cues, meanings, places } = tools;
  const named = namesWithin([claim, evidence]);
  const [own, theirs] = [
    readText(claim, lexicon, cues, places, named),
    readText(evidence, lexicon, cues, places, named),
  ];
  await meanings?.learn([...own.words, ...theirs.words].map(({ gloss }) => gloss));
  const aligned = align(own, theirs.words, tools);
  const bySentence = theirs.sentences.map((_, index) =>
    align(
      own,
      theirs.words.filter(({ sentence }) => sentence === index),
      tools,
    ),
  );
  const shares = bySentence.map(coverage);
  const order = [...shares.keys()].sort((a, b) => (shares[b] ?? 0) - (shares[a] ?? 0));
  const nearest = order
    .slice(0, mostSentences)
    .toSorted((a, b) => a - b)
    .flatMap((place) => theirs.sentences[place] ?? []);
  // One after the other: in a batch the short are padded to the length of the longest.
  await meanings?.learn([...phrasesOf([claim]), ...phrasesOf(nearest)]);
  await meanings?.learn([claim, ...nearest]);
  await meanings?.learn([nearest.join(" ")]);
  return { claim: own, evidence: theirs, aligned, bySentence, focus: order[0] ?? 0, nearest };
}
