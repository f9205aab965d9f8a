import type { CheckedCorpus } from "./checked-corpus.ts";
import type { CheckSettings } from "./settings.ts";

/** `error`: answers would be wrong or a file is left out · `warning`: to be looked at · `proposal`: a person decides. */
export type Level = "error" | "warning" | "proposal";

/** Where something stands: line and column count from 1. */
export interface Place {
  file: string;
  line: number;
  column: number;
}

/** A change of a file's text: what stands from `start` to `end` (UTF-16 offsets) becomes `text`. */
export interface Edit {
  file: string;
  start: number;
  end: number;
  text: string;
}

/** What a rule found: what is wrong, and in words how to mend it; `fix` where that is mechanical. */
export interface Found {
  place: Place;
  message: string;
  mend: string;
  /** Where it differs from the rule's own. */
  level?: Level;
  fix?: Edit[];
}

/** A finding as it is reported. */
export interface Finding extends Place {
  rule: string;
  level: Level;
  message: string;
  mend: string;
  fixable: boolean;
}

/** What a rule may look at beside the corpus. */
export interface CheckContext extends CheckSettings {
  /** The day the check is made on, YYYY-MM-DD. */
  today: string;
  /** Texts that no run of words may be taken from. */
  against: { name: string; text: string }[];
  /** JSON Schemas for editors that the corpus has, as file names. */
  schemas: string[];
}

export interface RuleDefinition {
  /** What it looks for, in a line. */
  summary: string;
  level: Level;
  check(corpus: CheckedCorpus, context: CheckContext): Iterable<Found>;
}

/** Declares a rule of `attache corpus check`. The only export of a file in `rules/`; the file's name is the rule's. */
export function defineRule(definition: RuleDefinition): RuleDefinition {
  return definition;
}
