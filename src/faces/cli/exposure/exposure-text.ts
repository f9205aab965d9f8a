import type { ExposureReport } from "../../../domain/exposure.ts";
import type { Tool } from "../../../kit/tool.ts";
import { showMarkdown } from "../show-markdown.ts";
import type { Channel } from "../terminal.ts";
import { exposureBars, layerBars, shockBars } from "./show-exposure.ts";

/** Up to so many countries every observation is printed; more only with their layers. */
const mostInFull = 2;
const mostColumns = 4;

/** A report for a reader: bars first, then every sentence and observation with its source, as the tool renders them. */
export function exposureText(report: ExposureReport, tool: Tool, channel: Channel): string {
  const { countries, scenario } = report;
  const width = Math.max(20, Math.min(channel.width(), 100) - 50);
  const detail = countries.length <= mostInFull ? "full" : "layers";
  const layers =
    countries.length <= mostColumns ? layerBars(report, Math.floor(40 / Math.max(countries.length, 1))) : [];
  const parts = [
    exposureBars(report, width),
    layers,
    ...(scenario
      ? [[`Under ${scenario.scenarios.map(({ title }) => title).join(" and ")}:`, ...shockBars(scenario, width)]]
      : []),
    [showMarkdown(tool.render({ ...report, detail, asked: countries.length, cursor: null }), channel)],
  ];
  return parts.flatMap((lines) => (lines.length > 0 ? [...lines, ""] : [])).join("\n");
}
