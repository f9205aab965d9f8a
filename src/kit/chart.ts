import type * as Plot from "@observablehq/plot";

import type { ExposureReport } from "../domain/exposure.ts";

/** Options for Observable Plot that say their size in pixels. */
export type SizedPlot = Plot.PlotOptions & { width: number; height: number };

/** What a chart draws, and the same in words. */
export interface Drawing {
  /** One below the other; the page around them is made elsewhere. */
  plots: SizedPlot[];
  /** What the reader must know to read the chart: stands under its title. */
  subtitle: string[];
  /** Stands below the chart, e.g. who is not in it and why. */
  notes: string[];
  /** Every number drawn, in plain sentences; title, subtitle and notes are added to them. */
  sentences: string[];
}

/** One kind of chart of an exposure report. */
export interface ChartDefinition {
  title: string;
  /**
   * `plot` is Observable Plot, which is loaded only when a chart is asked for. Throws `usage` where the report lacks
   * what the chart shows.
   */
  draw(report: ExposureReport, plot: typeof Plot): Drawing;
}

/** Declares a chart. The only export of a file in `src/brief/charts/kinds/`; the file's name is the chart's name. */
export function defineChart(definition: ChartDefinition): ChartDefinition {
  return definition;
}
