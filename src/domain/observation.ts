import { z } from "zod";

/**
 * Why a value is there or not: seen in the source; a zero that the source's own coverage explains; not in the source;
 * no such thing can be for this country.
 */
export const ObservationState = z.enum(["observed", "structural-zero", "not-reported", "not-applicable"]);
export type ObservationState = z.infer<typeof ObservationState>;

/** Indicator × unit × year: one row of an observations table. `value` is null where only an interval is known, or nothing. */
export const Observation = z.object({
  country: z.string().min(1).max(80),
  indicator: z.string().min(1).max(80),
  year: z.number().int().nullable(),
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  unit: z.string().max(120).nullable(),
  state: ObservationState,
  /** The id of its source. */
  source: z.string().max(200).nullable(),
  /** Where it stands in the source: a row key, a column. */
  row: z.string().max(400).nullable(),
  licence: z.string().max(120).nullable(),
});
export type Observation = z.infer<typeof Observation>;

/** A table of observations with what is known of its units beside them. */
export interface ObservationTable {
  observations: Observation[];
  /** Names of units, where the file gives them. */
  names: Record<string, string>;
  /** Group columns of a wide file: column → unit → value. */
  groups: Record<string, Record<string, string>>;
}
