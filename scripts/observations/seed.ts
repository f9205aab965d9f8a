import type { ObservationState } from "../../src/domain/observation.ts";
import type { CountryCodes } from "./country-codes.ts";
import type { RawFolder } from "./raw-folder.ts";

/** One observation as a source family gives it; indicator, unit, source and licence come from the indicator's YAML. */
export interface Seed {
  country: string;
  year: number | null;
  value: number | null;
  low?: number | null;
  high?: number | null;
  /** Seen in the source, unless said otherwise. */
  state?: ObservationState;
  /** The key of the row or rows in the original file. */
  row: string | null;
  /** Where one row comes from another source than the rest. */
  source?: string;
}

/** A source family: from raw files to the seeds of its indicators. */
export type Derivation = (raw: RawFolder, countries: CountryCodes) => Record<string, Seed[]>;
