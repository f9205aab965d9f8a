import type { Citation } from "../domain/answer.ts";
import type { Indicator } from "../domain/indicator.ts";
import type { ObservationTable } from "../domain/observation.ts";

/** What an assessment reads beside the method: observations, and what they mean. */
export interface ExposureData {
  table: ObservationTable;
  indicator(id: string): Indicator | undefined;
  /** The citation of a source, with its licence; null for one that is not known. */
  source(id: string): (Citation & { licence: string }) | null;
  name(code: string): string;
}
