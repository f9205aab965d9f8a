import { randomFrom } from "./random.ts";
import type { Share } from "./share.ts";

export interface Interval {
  value: number;
  low: number;
  high: number;
}

const resamples = 2000;

/**
 * The share over all cases with its 95 % percentile interval from resampled cases, the same for the same seed; null
 * where nothing counts.
 */
export function bootstrap(shares: Share[], seed: number): Interval | null {
  const counting = shares.filter((share) => share.of > 0);
  if (counting.length === 0) return null;
  const unanimous = agreed(counting);
  if (unanimous) return unanimous;
  const random = randomFrom(seed);
  const values = Array.from({ length: resamples }, () =>
    total(counting.map(() => counting[Math.floor(random() * counting.length)] ?? { right: 0, of: 0 })),
  ).sort((a, b) => a - b);
  const at = (part: number): number => values[Math.round(part * (resamples - 1))] ?? 0;
  return { value: total(counting), low: at(0.025), high: at(0.975) };
}

// Where all cases agree, resampling gives no width, as if nothing could differ: the exact (Clopper-Pearson) bounds.
function agreed(shares: Share[]): Interval | null {
  const width = 1 - 0.025 ** (1 / shares.length);
  if (shares.every((share) => share.right === 0)) return { value: 0, low: 0, high: width };
  if (shares.every((share) => share.right === share.of)) return { value: 1, low: 1 - width, high: 1 };
  return null;
}

function total(shares: Share[]): number {
  let right = 0;
  let of = 0;
  for (const share of shares) {
    right += share.right;
    of += share.of;
  }
  return of > 0 ? right / of : 0;
}
