import type { Observation } from "../domain/observation.ts";

/**
 * The newest observation of each unit, of `asOf` or earlier and not before `oldest`; of two for one year the later row
 * counts, so that a user's own rows override those before them.
 */
export function newestOf(
  observations: Observation[],
  { asOf, oldest }: { asOf?: number | undefined; oldest?: number | undefined } = {},
): Map<string, Observation> {
  const newest = new Map<string, Observation>();
  for (const observation of observations) {
    const { country, year } = observation;
    if (year !== null && ((asOf !== undefined && year > asOf) || (oldest !== undefined && year < oldest))) continue;
    const known = newest.get(country);
    if (!known || (known.year ?? 0) <= (year ?? 0)) newest.set(country, observation);
  }
  return newest;
}

/** Observations by their indicator. */
export function byIndicator(observations: Observation[]): Map<string, Observation[]> {
  const groups = new Map<string, Observation[]>();
  for (const observation of observations) {
    const group = groups.get(observation.indicator);
    if (group) group.push(observation);
    else groups.set(observation.indicator, [observation]);
  }
  return groups;
}
