import { existsSync, statSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../home.ts";
import { AttacheError, quoted } from "../kit/error.ts";
import { evalsFolder, type PlannedReferences } from "./plan.ts";
import { checkReference } from "./published-reference.ts";
import { ratingLines, ratingOrders } from "./rating-order.ts";
import type { ExposureReport, ReferenceItem } from "./report.ts";

/** Checks the engine against what was published, and sets our order beside the ratings of others. */
export function runExposure(part: PlannedReferences, data: string | undefined, seed: number): ExposureReport {
  const folders = { suites: evalsFolder(), published: data ?? besideTheRepository() };
  const items: ReferenceItem[] = [
    ...part.references.map((reference) => checkReference(reference, folders)),
    ...part.ratings.map((file): ReferenceItem => {
      const orders = ratingOrders(join(evalsFolder(), file), seed);
      const title = `Our order beside the ratings of ${orders[0]?.source ?? file}; nothing is fitted to them`;
      return { id: file.replace(/^.*\/|\.yaml$/g, ""), title, outcome: "shown", lines: orders.flatMap(ratingLines) };
    }),
  ];
  const { suite, title, split, complete } = part;
  return { kind: "exposure", suite, title, split, cases: items.length, complete, items };
}

/** Throws `usage` where the folder of published data that the user named is not there: it would be taken for none. */
export function refuseMissingData(data: string | undefined): void {
  if (data === undefined || statSync(data, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new AttacheError("usage", `There is no folder ${quoted(data)} with published data.`, {
    next: "Check the path after --data, or leave it out.",
  });
}

// Where those who work on Attaché keep the tables, which are not ours to ship.
function besideTheRepository(): string | undefined {
  const folder = join(packageRoot(), "..", "shared", "data", "validation");
  return existsSync(folder) ? folder : undefined;
}
