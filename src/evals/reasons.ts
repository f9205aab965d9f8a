import type { RunReport } from "./report.ts";

/** Why runs did not pass, each reason once. */
export function reasonsOf(runs: RunReport[]): string[] {
  const reasons = runs.flatMap(({ missing = [], forbidden = [], error }) => [
    ...(missing.length > 0 ? [`missing: ${missing.join("; ")}`] : []),
    ...(forbidden.length > 0 ? [`said: ${forbidden.join("; ")}`] : []),
    ...(error ? [error.message] : []),
  ]);
  return [...new Set(reasons)];
}
