import type { CalledHost, Component, DeploymentReport } from "../domain/deployment.ts";

/** What can be said of a deployment in sentences that stand alone; each is evidence. */
export function statementsOf(
  report: Pick<DeploymentReport, "exposure" | "hosts" | "telemetry" | "home" | "stays" | "components">,
  name: (code: string) => string,
): string[] {
  const { exposure } = report;
  const { method, score, band, runs, weakest, references, atBest } = exposure;
  const within = band
    ? `; 90 percent of ${runs.toLocaleString("en")} simulated runs lie between ${figure(band.low)} and ${figure(band.high)}`
    : "";
  const compared = references.flatMap((one) => (one.score === null ? [] : [`${one.title} has ${figure(one.score)}`]));
  const because = weakest.because.length > 0 ? `: ${weakest.because.join(", ")}` : "";
  return [
    `The exposure of this deployment is ${figure(score)} of 100 by ${method.title} ${method.version}${within}.`,
    ...(atBest === null
      ? []
      : [
          `What is not known counts as the worst it can be; if all of it were as good as it can be, the exposure would be ${figure(atBest)} of 100.`,
        ]),
    `By the same method, ${compared.join(", and ")}.`,
    `Its weakest link is the layer ${weakest.title} with ${figure(weakest.score)} of 100, ${weakest.label}${because}.`,
    seatSentence(report.components, name),
    ...hostSentences(report.hosts, report.home, name),
    ...report.components.flatMap(({ host, name: part, does, needed }) =>
      host === null || needed === "install" ? [] : [`${host} serves this part: ${part}. ${does}`],
    ),
    report.telemetry.sends.length === 0
      ? "Telemetry: none. Attaché sends no data on its use, and no part of this deployment does so unasked."
      : `Telemetry: Attaché sends none, but ${report.telemetry.sends.join(" and ")} may send data on its use from this platform.`,
    `Index, log and settings stay on this machine; the index is in ${report.stays[0]?.where ?? "the data folder"}.`,
  ];
}

function seatSentence(components: Component[], name: (code: string) => string): string {
  const running = components.filter(({ needed }) => needed === "run");
  const counts = new Map<string, number>();
  for (const { supplier } of running)
    if (supplier.jurisdiction !== null) counts.set(supplier.jurisdiction, (counts.get(supplier.jurisdiction) ?? 0) + 1);
  const seats = [...counts].map(
    ([code, number]) =>
      `${number} ${number === 1 ? "comes" : "come"} from a supplier seated in ${name(code)} (${code})`,
  );
  const rest = running.filter(({ supplier }) => supplier.jurisdiction === null).length;
  return `Of ${running.length} parts needed at run time, ${[...seats, `${rest} from one without a single or known seat`].join(", ")}.`;
}

function hostSentences(hosts: CalledHost[], home: string | null, name: (code: string) => string): string[] {
  const [first] = hosts;
  if (!first) return ["No host may be called: nothing leaves this machine."];
  return [
    `${hosts.length === 1 ? "One host" : `${hosts.length} hosts`} may be called: ${hosts.map(({ host }) => host).join(", ")}.`,
    ...hosts.map((host) => `${host.host}, called by ${host.caller}, ${standsWhere(host, home, name)}.`),
  ];
}

function standsWhere(
  { jurisdiction, standing }: CalledHost,
  home: string | null,
  name: (code: string) => string,
): string {
  const place = jurisdiction === null ? "" : `${name(jurisdiction)} (${jurisdiction})`;
  const own = home === null ? "" : `${name(home)} (${home})`;
  switch (standing) {
    case "this-machine":
      return "is this machine itself";
    case "home":
      return `is declared under the jurisdiction of ${place}, which is within yours, ${own}`;
    case "abroad":
      return `is declared under the jurisdiction of ${place}, which is not yours, ${own}`;
    case "undeclared":
      return jurisdiction === null
        ? "has no declared jurisdiction and counts as foreign"
        : `is declared under the jurisdiction of ${place} and counts as foreign, since you have not declared your own`;
  }
}

function figure(value: number): string {
  return value.toFixed(1);
}
