import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

import { explain } from "../kit/call-tool.ts";
import { AttacheError } from "../kit/error.ts";
import type { Interval } from "./bootstrap.ts";
import { lessIsBetter, metricNames, retrievalMetricNames, type AnyMetricName } from "./metrics.ts";
import { evalsFolder } from "./plan.ts";
import type { SplitReport } from "./report.ts";

const Values = z.partialRecord(z.enum([...metricNames, ...retrievalMetricNames]), z.number());
const Floors = z.record(
  z.string(),
  z.record(z.string(), z.strictObject({ all: Values, types: z.record(z.string(), Values).default({}) })),
);
type Values = z.infer<typeof Values>;
export type Floors = z.infer<typeof Floors>;

/** Reads the values no change may fall behind: suite → split → of all cases, or of a type → metric → value. */
export function readFloors(file = join(evalsFolder(), "floors.json")): Floors {
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

/** A sentence for each metric of a whole split that fell behind its floor, and for each published index not reproduced. */
export function belowFloors(floors: Floors, report: SplitReport): string[] {
  const name = `${report.suite} ${report.split}`;
  if (report.kind === "exposure")
    return report.items
      .filter((item) => item.outcome === "wrong")
      .map((item) => `${name}: ${item.id} does not come out as published.`);
  const own = floors[report.suite]?.[report.split];
  if (!own || !report.complete) return [];
  return [
    ...fallen(own.all, report.totals, name),
    ...Object.entries(own.types).flatMap(([type, values]) =>
      fallen(values, report.types[type]?.metrics ?? {}, `${name}, ${type}`),
    ),
  ];
}

function fallen(floors: Values, values: Partial<Record<AnyMetricName, Interval | null>>, name: string): string[] {
  return (Object.entries(floors) as [AnyMetricName, number][]).flatMap(([metric, floor]) => {
    const value = values[metric]?.value;
    if (value === undefined) return [`${name}: ${metric} was not measured, and has a floor.`];
    const isFallen = lessIsBetter.has(metric) ? value > floor : value < floor;
    if (!isFallen) return [];
    const side = lessIsBetter.has(metric) ? "above its ceiling" : "below its floor";
    return [`${name}: ${metric} ${value.toFixed(4)} is ${side} ${floor}.`];
  });
}
