import type { Component, DeploymentReport } from "../../src/domain/deployment.ts";
import { cell } from "../../src/kit/render.ts";

/** A deployment report as Markdown. */
export function renderDeployment(report: DeploymentReport): string {
  const { components, hosts, telemetry, stays, licences, notes } = report;
  return [
    "# This deployment",
    "",
    ...report.statements.map((statement) => `- ${statement}`),
    "",
    `Language model: ${report.model}. Embedding model: ${report.embedding}. Your jurisdiction: ${report.home ?? "not declared"}.`,
    "",
    ...exposureLines(report),
    "",
    "## Parts",
    "",
    "| part | version | does | supplier (seat) | licence | where |",
    "|---|---|---|---|---|---|",
    ...components.map(partRow),
    "",
    "## If a supplier, a licence or a host went away",
    "",
    "| part | supplier | licence | host | replace it with | in |",
    "|---|---|---|---|---|---|",
    ...components.map(lossRow),
    "",
    "## Hosts that may be called",
    "",
    ...(hosts.length === 0
      ? ["None."]
      : [
          "| host | called by | jurisdiction (as you declared it) | counts as |",
          "|---|---|---|---|",
          ...hosts.map((host) =>
            row([host.host, host.caller, host.jurisdiction ?? "not declared", standings[host.standing]]),
          ),
        ]),
    "",
    "## Telemetry",
    "",
    telemetry.sends.length === 0 ? "None." : `${telemetry.sends.join(", ")}.`,
    ...telemetry.notes.map((note) => `- ${note}`),
    "",
    "## What stays on this machine",
    "",
    "| what | where | there | |",
    "|---|---|---|---|",
    ...stays.map(({ what, where, there, detail }) => row([what, where, there ? "yes" : "no", detail])),
    "",
    "## Licences",
    "",
    `${licences.packages} packages: ${licences.counts.map(({ licence, packages }) => `${licence} ${packages}`).join(", ")}.`,
    "",
    "A second look:",
    ...licences.attention.map(({ of, licence, why }) => `- ${of} (${licence}): ${why}`),
    "",
    ...notes.map((note) => `- ${note}`),
  ].join("\n");
}

const standings = { "this-machine": "this machine", home: "at home", abroad: "foreign", undeclared: "foreign" };

function exposureLines({ exposure }: DeploymentReport): string[] {
  const { method, runs, seed, layers, references, weakest } = exposure;
  const band = (of: { low: number; high: number } | null): string =>
    of ? ` (${figure(of.low)}–${figure(of.high)})` : "";
  return [
    "## Exposure",
    "",
    `${method.title} ${method.version}: exposure from 0 to 100, lower is better; the layers are control from 10 to 100, higher is better; in brackets 90 % of ${runs} runs, seed ${seed}.`,
    "",
    row(["", "this deployment", "points", ...references.map(({ title }) => title)]),
    `|${"---|".repeat(references.length + 3)}`,
    row([
      "**exposure**",
      `**${figure(exposure.score)}**${band(exposure.band)}`,
      "",
      ...references.map((one) => `${figure(one.score)}${band(one.band)}`),
    ]),
    ...layers.map(({ layer, title, score, adds }) =>
      row([
        layer === weakest.layer ? `${title} (weakest)` : title,
        figure(score),
        figure(adds),
        ...references.map((one) => figure(one.layers[layer] ?? null)),
      ]),
    ),
    "",
    "Points: how much of the exposure comes from the layer (Shapley value); they sum to it.",
  ];
}

function partRow(part: Component): string {
  const { name, jurisdiction, kind } = part.supplier;
  const seat = jurisdiction ?? (kind === "unknown" ? "not known" : "none");
  const where = part.needed === "install" ? "needed to install only" : (part.host ?? "this machine");
  return row([part.name, part.version ?? "–", part.does, `${name} (${seat})`, part.licence, where]);
}

function lossRow({ name, without, replace }: Component): string {
  return row([
    name,
    without.supplier,
    without.licence,
    without.host ?? "–",
    replace.with,
    replace.takes.replace("-", " "),
  ]);
}

function row(cells: string[]): string {
  return `| ${cells.map(cell).join(" | ")} |`;
}

function figure(value: number | null): string {
  return value === null ? "–" : value.toFixed(1);
}
