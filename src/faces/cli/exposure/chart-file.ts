import { join } from "node:path";

import { drawChart } from "../../../brief/charts/draw-chart.ts";
import type { ExposureReport } from "../../../domain/exposure.ts";
import { codeRoot } from "../../../home.ts";
import { writeUserFile } from "../user-files.ts";

/** Draws a chart of a report into a file; without a kind, the one that suits the report. Gives its text alternative. */
export async function writeChart(report: ExposureReport, kind: string | undefined, file: string): Promise<string> {
  const folder = join(codeRoot(), "src", "brief", "charts", "kinds");
  const usual = report.scenario
    ? "before-after-slope"
    : report.countries.length === 1
      ? "contribution-bars"
      : "interval-plot";
  const { svg, alternative } = await drawChart(report, kind ?? usual, folder);
  writeUserFile(file, svg);
  return alternative;
}
