import type { Quantity } from "./fact.ts";
import type { Normalised, Rate } from "./normalised.ts";
import { toBase } from "./units.ts";

/**
 * A quantity in base units (W, Wh, FLOPS, bytes, plain counts, whole currency units); money with its value in US
 * dollars at the rate of `rates`, where there is one. The published figure is never replaced by it.
 */
export function normalise(quantity: Quantity, rates: Record<string, Rate>): Normalised {
  const base = toBase(quantity.value, quantity.unit);
  const currency = /^[A-Z]{3}$/.test(base.unit) ? base.unit : undefined;
  const rate = currency ? rates[currency] : undefined;
  if (!rate || quantity.unit.includes("/")) return base;
  return { ...base, usd: base.value / rate.per_usd, rate: rate.per_usd, rateDate: rate.date, basis: rate.basis };
}
