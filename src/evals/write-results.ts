import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { unwritable } from "./checkpoint.ts";
import { reportPage } from "./html/report-page.ts";
import { junitXml } from "./junit.ts";
import type { EvalReport } from "./report.ts";

/** Writes a report three times into a folder: for programs, for build servers, and for people. */
export function writeResults(folder: string, report: EvalReport): void {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "results.json"), `${JSON.stringify(report, null, 2)}\n`);
    writeFileSync(join(folder, "junit.xml"), junitXml(report));
    writeFileSync(join(folder, "report.html"), reportPage(report));
  } catch (cause) {
    throw unwritable(folder, cause);
  }
}
