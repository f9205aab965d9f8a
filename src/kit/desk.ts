import type { Fact } from "../domain/fact.ts";
import type { Country } from "../domain/country.ts";
import type { Conflict, Passage, StoredDocument } from "../domain/document.ts";
import type { Profile } from "../domain/profile.ts";
import type { SearchFilters, SearchPage } from "../domain/search.ts";
import type { Source } from "../domain/source.ts";
import type { Deployment } from "./deployment.ts";
import type { Exposures } from "./exposure.ts";
import type { Tracker } from "./tracker.ts";
import type { Verifier } from "./verifier.ts";

/** A country found by a name someone used for it. */
export interface Resolved {
  country: Country;
  /** How the name was understood: exactly, or as a misspelling of `matched`. */
  exact: boolean;
  matched: string;
}

/** Names of countries and blocs: finds them by name, alias, code, adjective, capital or misspelling. */
export interface Gazetteer {
  all(): Country[];
  get(code: string): Country | undefined;
  /** The country that a whole name means, or undefined. */
  resolve(name: string): Resolved | undefined;
  /** Like `resolve`, but throws a not-found error that proposes the nearest names. */
  require(name: string): Country;
  /** Countries named in running text, with offsets, and whether by a place in them; a word that `isWord` does not know may be misspelt. */
  mentions(
    text: string,
    isWord?: (word: string) => boolean,
  ): { country: Country; start: number; end: number; text: string; exact: boolean; isPlace: boolean }[];
  /** The nearest names to one that does not resolve. */
  suggest(name: string, most?: number): { country: Country; matched: string }[];
}

/** Sources, passages and facts, and the search over them. */
export interface Library {
  search(query: string, filters: SearchFilters, options: { limit: number; offset?: number }): Promise<SearchPage>;
  passage(id: string): { passage: Passage; source: Source; document: StoredDocument; neighbours: Passage[] };
  source(id: string): Source;
  sources(): { source: Source; facts: number; passages: number; countries: string[] }[];
  fact(id: string): Fact | undefined;
  facts(): Fact[];
  conflicts(): Conflict[];
}

export interface Profiles {
  profile(code: string): Profile;
}

/** What a tool may reach. Composed once, by `src/desk.ts`. */
export interface Desk {
  gazetteer: Gazetteer;
  library: Library;
  profiles: Profiles;
  tracker: Tracker;
  exposure: Exposures;
  verifier: Verifier;
  deployment: Deployment;
  /** Corpus files that were left out, each with the reason; answers say so. */
  problems(): string[];
}
