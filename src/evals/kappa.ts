/**
 * Agreement of two who each say yes or no: the share of things on which they say the same, and Cohen's kappa (1960), the
 * part of the way from chance to full agreement. Null where nothing was said, or where chance alone agrees on all.
 */
export function agreementOf(counts: { both: number; neither: number; onlyFirst: number; onlySecond: number }): {
  raw: number | null;
  kappa: number | null;
} {
  const { both, neither, onlyFirst, onlySecond } = counts;
  const all = both + neither + onlyFirst + onlySecond;
  if (all === 0) return { raw: null, kappa: null };
  const raw = (both + neither) / all;
  const yes = ((both + onlyFirst) / all) * ((both + onlySecond) / all);
  const no = ((neither + onlySecond) / all) * ((neither + onlyFirst) / all);
  const chance = yes + no;
  return { raw, kappa: chance === 1 ? null : (raw - chance) / (1 - chance) };
}
