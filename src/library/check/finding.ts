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
