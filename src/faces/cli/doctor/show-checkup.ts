import type { SelfTest } from "../../../agent/self-test/self-test.ts";
import type { Channel } from "../terminal.ts";
import { wrap } from "../wrap.ts";
import type { Finding } from "./checkup.ts";
import type { FoundServer } from "./usual-servers.ts";

export interface Checkup {
  findings: Finding[];
  servers: FoundServer[] | null;
  model: ({ name: string } & SelfTest) | null;
}

const marks = { fine: "ok", note: "note", broken: "BROKEN", passed: "ok", failed: "FAILED", skipped: "-" } as const;

/** A check-up for a reader: what runs where, what answers, and the self-test of a model with what to make of it. */
export function showCheckup({ findings, servers, model }: Checkup, channel: Channel): string {
  const lines = findings.map(({ name, state, detail }) => row(marks[state], name, detail, channel));
  if (servers) {
    lines.push("", channel.style("bold", "Servers on this machine"));
    for (const { name, address, answers, models } of servers)
      lines.push(
        row(
          answers ? "ok" : "-",
          name,
          answers ? `${address}: ${models.join(", ") || "no model"}` : `nothing at ${address}`,
          channel,
        ),
      );
  }
  if (model) {
    const { served, probes, recommendation } = model;
    const length = Number.isFinite(served.contextTokens) ? `${served.contextTokens} tokens of context` : "any length";
    lines.push("", channel.style("bold", `Self-test of ${model.name}`), `  ${served.runtime}, ${length}`);
    for (const note of served.notes) lines.push(wrap(`  ${note}`, channel.width(), "  "));
    for (const { name, what, outcome, detail, seconds } of probes)
      lines.push(row(marks[outcome], name, `${what}: ${detail} (${seconds.toFixed(1)} s)`, channel));
    lines.push("", wrap(`${capital(recommendation.verdict)}. ${recommendation.why}`, channel.width()));
  }
  return lines.join("\n");
}

function row(mark: string, name: string, detail: string, channel: Channel): string {
  return wrap(`  ${mark.padEnd(7)} ${name.padEnd(18)} ${detail}`, channel.width(), " ".repeat(29));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
