import { createHash } from "node:crypto";

import type { ExposureReport } from "../../domain/exposure.ts";
import type { ChartDefinition } from "../../kit/chart.ts";
import { discover } from "../../kit/discover.ts";
import { AttacheError, quoted } from "../../kit/error.ts";
import { composeSvg, type PlotElement } from "./compose-svg.ts";

/**
 * Draws one kind of chart as a self-contained SVG document: same report, same bytes. `alternative` says the same in
 * sentences, one a line. Throws `usage` on a kind that the folder does not have, and where the report lacks what the
 * chart shows.
 */
export async function drawChart(
  report: ExposureReport,
  kind: string,
  folder: string,
): Promise<{ svg: string; alternative: string }> {
  const [chart] = await discover<ChartDefinition>(folder, kind);
  if (!chart)
    throw new AttacheError("usage", `There is no chart ${quoted(kind)}.`, {
      next: `Name one of: ${(await chartNames(folder)).join(", ")}.`,
    });
  const { title } = chart.definition;
  const { plot, document } = await loadPlot();
  const { plots, subtitle, sentences, notes } = chart.definition.draw(printable(report), plot);
  const alternative = [title, ...subtitle, ...sentences, ...notes]
    .map((line) => line.replace(/[^.?!]$/u, "$&."))
    .join("\n");
  const digest = createHash("sha256")
    .update(JSON.stringify([kind, report]))
    .digest("hex");
  const svg = composeSvg({
    id: `${kind}-${digest.slice(0, 12)}`,
    title,
    subtitle,
    plots: plots.map((options) => plot.plot({ ...options, document }) as unknown as PlotElement),
    notes,
    alternative,
  });
  return { svg, alternative };
}

/** The charts of a folder. */
export async function chartNames(folder: string): Promise<string[]> {
  return (await discover<ChartDefinition>(folder)).map(({ name }) => name);
}

// Both are heavy, and most runs draw nothing.
async function loadPlot() {
  const [plot, { DOMParser }] = await Promise.all([import("@observablehq/plot"), import("linkedom")]);
  // An SVG document escapes attributes as XML does; an HTML one does not.
  return { plot, document: new DOMParser().parseFromString("<svg/>", "image/svg+xml") as never };
}

// XML has no control characters and no half surrogates; marks that turn the direction of writing would reach past the
// name they stand in. NaN becomes null, which the charts show as missing.
function printable(report: ExposureReport): ExposureReport {
  return JSON.parse(JSON.stringify(report), (_key, value: unknown) =>
    typeof value === "string"
      ? value.replace(/(?:(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{NChar}\s])+/gu, " ").trim()
      : value,
  ) as ExposureReport;
}
