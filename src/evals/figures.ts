import type { Interval } from "./bootstrap.ts";
import { amounts, type AnyMetricName } from "./metrics.ts";

/** A value with its interval, as percent or as an amount: `72 [62, 81]`; a dash where nothing counted. */
export function shownValue(name: AnyMetricName, interval: Interval | null): string {
  if (!interval) return "–";
  const { value, low, high } = interval;
  if (!amounts.has(name)) return `${percent(value)} [${percent(low)}, ${percent(high)}]`;
  const digits = name === "seconds" ? 2 : name === "tokens" ? 0 : 1;
  return `${value.toFixed(digits)} [${low.toFixed(digits)}, ${high.toFixed(digits)}]`;
}

/** A share as whole percent, without its sign; one that is not all is not shown as all. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  return rounded === 100 && share < 1 ? (share * 100).toFixed(1).replace("100.0", "99.9") : String(rounded);
}

/** Seconds to hundredths; a dash where there is none. */
export function shownSeconds(seconds: number | null): string {
  return seconds === null ? "–" : seconds.toFixed(2);
}
