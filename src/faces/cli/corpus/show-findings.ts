import type { Finding, Level } from "../../../library/check/finding.ts";
import type { Channel } from "../terminal.ts";
import { printable } from "../wrap.ts";

const colours = { error: "red", warning: "yellow", proposal: "cyan" } as const satisfies Record<Level, string>;

/** Findings by file, a line each: `file:line:column level: message — mend (rule)`. */
export function showFindings(findings: Finding[], channel: Channel): string[] {
  const byFile = new Map<string, Finding[]>();
  for (const finding of findings) byFile.set(finding.file, [...(byFile.get(finding.file) ?? []), finding]);
  return [...byFile.values()].flatMap((group) => [...group.map((finding) => line(finding, channel)), ""]);
}

function line({ file, line, column, level, message, mend, rule, fixable }: Finding, channel: Channel): string {
  const where = channel.style("bold", printable(`${file}:${line}:${column}`));
  const remark = channel.style("dim", `(${rule}${fixable ? ", --fix" : ""})`);
  return `${where} ${channel.style(colours[level], level)}: ${oneLine(`${message} — ${mend}.`)} ${remark}`;
}

function oneLine(text: string): string {
  return printable(text).replace(/\s+/g, " ");
}

export function counted(count: number, word: string): string {
  return `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;
}
