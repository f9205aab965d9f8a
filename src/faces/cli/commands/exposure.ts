import { z } from "zod";

import { AttacheError, quoted } from "../../../kit/error.ts";
import { membersOf } from "../../../kit/members.ts";
import { defineCommand, type CommandContext } from "../command.ts";
import { exposureText } from "../exposure/exposure-text.ts";
import { sensitivityLines } from "../exposure/show-exposure.ts";
import { asOfYear, seedNumber } from "../exposure/simulation-inputs.ts";
import { countUpTo } from "../inputs.ts";
import { toolNamed } from "../tool-result.ts";

export default defineCommand({
  group: "Compute",
  summary: "Compute how exposed countries are, how sure that is, and what a shock would do",
  arguments: [{ name: "[countries...]", description: "names, ISO codes or a bloc (default: all that can be scored)" }],
  options: [
    { flags: "--scenario <scenario>", description: "a shock (may be repeated: they combine)", repeat: true },
    { flags: "--method <method>", description: "id of a method (default: sovereign-ai-exposure)" },
    {
      flags: "--weight <part=number>",
      description: "own weight of a layer or indicator (may be repeated)",
      repeat: true,
    },
    { flags: "--as-of <year>", description: "later observations do not count" },
    { flags: "--runs <number>", description: "simulated runs (default: the method's, 5000)" },
    { flags: "--seed <number>", description: "another seed gives other draws (default: always the same)" },
    { flags: "--sensitivity", description: "show what moves the ranking instead" },
    { flags: "--chart <file>", description: "draw a chart as SVG" },
    {
      flags: "--chart-kind <kind>",
      description: "contribution-bars, interval-plot, layer-heatmap, before-after-slope",
    },
    { flags: "--list", description: "list methods and scenarios" },
  ],
  examples: ["exposure SAU ARE --scenario export-cut-off", "exposure FRA --weight silicon=0.4 --chart france.svg"],
  input: z.object({
    countries: z.array(z.string()).default([]),
    scenario: z.array(z.string()).default([]),
    method: z.string().default("sovereign-ai-exposure"),
    weight: z.array(z.string()).default([]),
    asOf: asOfYear,
    runs: countUpTo(100_000).optional(),
    seed: seedNumber.optional(),
    sensitivity: z.boolean().default(false),
    chart: z.string().optional(),
    chartKind: z.string().optional(),
    list: z.boolean().default(false),
  }),
  async run({ countries, scenario, weight, chart, chartKind, sensitivity, list, ...request }, context) {
    if (chartKind !== undefined && chart === undefined)
      throw new AttacheError("usage", "--chart-kind needs a file to draw to.", { next: "Add --chart FILE.svg." });
    const desk = await context.desk();
    const { exposure } = desk;
    if (list) return listAll(context);
    const weights = weightsOf(weight);
    const progress = (done: number, total: number): void =>
      context.progress.step(done, total, `${done} of ${total} runs`);
    const work = { signal: context.signal, progress };
    if (sensitivity) {
      const report = await exposure.sensitivity({ ...request, weights }, work);
      context.show(report, () => sensitivityLines(report).join("\n"));
      return 0;
    }
    const codes = countries.length > 0 ? membersOf(countries, desk.gazetteer) : await exposure.scored(request.method);
    const scenarios = [...new Set(scenario)];
    const report = await exposure.report({ ...request, countries: codes, scenarios, weights }, work);
    if (chart !== undefined) {
      const { writeChart } = await import("../exposure/chart-file.ts"); // the drawing library takes its time to load
      await writeChart(report, chartKind, chart);
      context.note(`Written: ${chart}`);
    }
    const tool = await toolNamed("compute_exposure", context);
    context.show(report, () => exposureText(report, tool, context.terminal.out));
    return report.countries.some((country) => country.status === "scored") ? 0 : 3;
  },
});

async function listAll(context: CommandContext): Promise<0> {
  const { exposure } = await context.desk();
  const methods = exposure.methods().map(({ method, version, title }) => ({ method, version, title }));
  const scenarios = exposure
    .scenarios()
    .map(({ scenario, version, title, about }) => ({ scenario, version, title, about }));
  context.show({ methods, scenarios }, () =>
    [
      "Methods:",
      ...methods.map(({ method, version, title }) => `  ${method} ${version}: ${title}`),
      "Scenarios:",
      ...scenarios.map(({ scenario, title, about }) => `  ${scenario}: ${title}. ${about}`),
    ].join("\n"),
  );
  return 0;
}

function weightsOf(list: string[]): Record<string, number> {
  return Object.fromEntries(
    list.map((text) => {
      const [part = "", number = "", more] = text.split("=");
      const weight = Number(number);
      if (part === "" || more !== undefined || number.trim() === "" || !Number.isFinite(weight) || weight < 0)
        throw new AttacheError("usage", `${quoted(text)} is no weight.`, { next: "Example: --weight silicon=0.3" });
      return [part, weight];
    }),
  );
}
