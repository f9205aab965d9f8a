import type { CheckedCorpus } from "./checked-corpus.ts";
import type { Found, Level } from "./finding.ts";
import type { CheckSettings } from "./settings.ts";

/** What a rule may look at beside the corpus. */
export interface CheckContext extends CheckSettings {
  /** The day the check is made on, YYYY-MM-DD. */
  today: string;
  /** Texts that no run of words may be taken from. */
  against: Iterable<{ name: string; text: string }>;
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
