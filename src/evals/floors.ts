import { existsSync, readFileSync } from "node:fs";

import { z } from "zod";

import { explain } from "../kit/call-tool.ts";
import { AttacheError } from "../kit/error.ts";
import type { SplitReport } from "./report.ts";
import { metricNames, type MetricName } from "./scorers.ts";

const Floors = z.record(z.string(), z.record(z.string(), z.partialRecord(z.enum(metricNames), z.number())));
export type Floors = z.infer<typeof Floors>;

// The less of these the better: their floor is the highest value allowed.
const lessIsBetter = new Set<MetricName>(["forbidden", "overAbstention", "words", "seconds"]);

/** Reads the values no release may fall behind: suite → split → metric → value. A missing file means none. */
export function readFloors(file: string): Floors {
  if (!existsSync(file)) return {};
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new AttacheError("corpus", `${file} is not JSON.`, { next: "Mend or remove the file.", cause });
  }
  const parsed = Floors.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new AttacheError("corpus", `${file}: ${explain(parsed.error)}.`, { next: "Mend or remove the file." });
}

/** A sentence for each metric of a whole split that fell behind its floor. */
export function belowFloors(floors: Floors, report: SplitReport): string[] {
  if (!report.complete) return [];
  const own = Object.entries(floors[report.suite]?.[report.split] ?? {}) as [MetricName, number][];
  return own.flatMap(([metric, floor]) => {
    const value = report.totals[metric]?.value;
    if (value === undefined) return [];
    const fallen = lessIsBetter.has(metric) ? value > floor : value < floor;
    if (!fallen) return [];
    const side = lessIsBetter.has(metric) ? "above its ceiling" : "below its floor";
    return [`${report.suite} ${report.split}: ${metric} ${value.toFixed(3)} is ${side} ${floor}.`];
  });
}
