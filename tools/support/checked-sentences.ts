import type { CheckedSentence, HeldAgainst } from "../../src/domain/verification.ts";
import { sourceLine } from "../../src/kit/render.ts";
import type { EvidenceItem } from "../../src/kit/tool.ts";

/** Checked sentences as Markdown: each with its verdict, what differs, and what it was held against. */
export function renderChecked(sentences: CheckedSentence[], total: number): string {
  const counts: Record<string, number> = {};
  for (const { verdict } of sentences) counts[verdict] = (counts[verdict] ?? 0) + 1;
  const counted = Object.entries(counts).map(([verdict, count]) => `${count} ${verdict.replace("-", " ")}`);
  return [
    `${sentences.length} of ${total} sentences: ${counted.join(", ") || "none"}.`,
    ...sentences.flatMap(({ sentence, verdict, reason, evidence, nearest, conflicts }) => [
      "",
      `**${verdict.replace("-", " ")}** ${sentence}`,
      `- ${reason}`,
      ...evidence.map((one) => `- Evidence: ${heldLine(one)}`),
      ...(nearest ? [`- Nearest: ${heldLine(nearest)}`] : []),
      ...conflicts.map((claim) => `- Another source: ${claim}`),
    ]),
  ].join("\n");
}

function heldLine({ id, quote, source }: HeldAgainst): string {
  return `“${quote}” (${id}; ${sourceLine(source)})`;
}

/** What the verdicts rest on: each fact once, and each quoted sentence of a passage. */
export function checkedEvidence(sentences: CheckedSentence[]): EvidenceItem[] {
  const items = sentences
    .flatMap(({ evidence }) => evidence)
    .map(({ id, kind, quote, source, asOf }): EvidenceItem => ({
      key: kind === "fact" ? `fact:${id}` : `held:${id}:${quote}`,
      kind: "fact",
      source,
      quote,
      data: { id, asOf },
    }));
  // A passage is quoted by offsets elsewhere; here only facts, whose text is their quote, can be entered.
  const facts = items.filter((item) => item.key.startsWith("fact:"));
  return [...new Map(facts.map((item) => [item.key, item])).values()];
}
