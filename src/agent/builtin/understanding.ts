import type { Country } from "../../domain/country.ts";
import type { Figure } from "../../domain/figures.ts";
import type { Gazetteer } from "../../kit/desk.ts";
import type { Suppliers } from "../../kit/tracker.ts";
import type { ExposureAsked, ExposureWords } from "./exposure-asked.ts";
import type { Arithmetic, Intent } from "./intent.ts";
import type { SourceName } from "./source-names.ts";
import type { NearWords } from "./thesaurus.ts";
import type { Wanted } from "./wanted.ts";

/** One thing a question asks, understood. */
export interface Asked {
  text: string;
  /** Names by which the corpus calls what the question calls otherwise. */
  corrected: string;
  /** What to search for: the text without what names a document, with the names it inherits from the rest of the question. */
  query: string;
  intents: Intent[];
  arithmetic: Arithmetic;
  countries: Country[];
  /** Codes of countries that only qualify a thing: the "US" of "US technology". */
  modifiers: string[];
  /** Content stems without country names and words that only name a source or the asking itself. */
  terms: string[];
  /** Those of the terms that only say which document is meant. */
  describing: string[];
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
}

/** One of two things that are compared: asked of with the words both share, and by its own words. */
export interface Side extends Asked {
  own: Asked;
}

export interface Understood {
  /** The question without orders; empty when there is nothing to answer. */
  text: string;
  /** … as it was written, slips and all. */
  written: string;
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
  /** Words of the corpus and of its predicted questions as they are written, with how often. */
  words: Map<string, number>;
  unitCount: number;
  sourceNames: SourceName[];
  nearWords: NearWords;
  /** Words that mean the same in general English. */
  synonyms: NearWords;
  suppliers: Suppliers;
  /** Predicted questions of facts by their ids, and of sentences by themselves. */
  askedAs: Map<string, string[]>;
  /** What answers a question together, by its number: the ids of facts, and the sentences, in order. */
  together: Map<string, string[]>;
  /** Content stems of the questions that are known to have no answer. */
  unanswered: Set<string>[];
  exposure: ExposureWords;
}
