import type { CheckedSentence, HeldAgainst } from "../../../domain/verification.ts";
import type { Channel } from "../terminal.ts";
import { citationLine } from "../show-answer.ts";
import { printable, wrap } from "../wrap.ts";

/** Words and marks of the verdicts; the mark tells them apart without colour. */
export const verdictWords: Record<CheckedSentence["verdict"], { word: string; mark: string }> = {
  supported: { word: "supported", mark: "✓" },
  contradicted: { word: "contradicted", mark: "✗" },
  partly: { word: "partly", mark: "~" },
  "not-found": { word: "not found", mark: "?" },
  unchecked: { word: "not checked", mark: "·" },
};

/** One checked sentence for a reader of the terminal: verdict, sentence, what differs, evidence. */
export function sentenceLines(checked: CheckedSentence, channel: Channel): string[] {
  const { word, mark } = verdictWords[checked.verdict];
  const line = (text: string, indent: string): string =>
    wrap(`${indent}${printable(text)}`, channel.width(), `${indent}  `);
  if (checked.verdict === "unchecked") return [line(`${mark} ${checked.sentence}`, "")];
  return [
    line(`${mark} ${word}: ${checked.sentence}`, ""),
    ...(checked.verdict === "supported" && checked.mismatches.length === 0 ? [] : [line(checked.reason, "    ")]),
    ...checked.evidence.map((one) => line(`evidence: ${heldText(one)}`, "    ")),
    ...(checked.nearest ? [line(`nearest: ${heldText(checked.nearest)}`, "    ")] : []),
    ...checked.conflicts.map((claim) => line(`another source: ${claim}`, "    ")),
    ...(checked.nli?.was
      ? [line(`changed by ${checked.nli.model}; the checks say: ${verdictWords[checked.nli.was].word}`, "    ")]
      : []),
  ];
}

/** What a verdict was held against, in a line. */
export function heldText({ id, quote, source }: HeldAgainst): string {
  return `“${quote}” (${id}; ${citationLine(source)})`;
}

/** How many sentences there are of each verdict. */
export function summaryLine(counts: Record<string, number>, total: number): string {
  const parts = Object.entries(verdictWords).flatMap(([verdict, { word }]) =>
    counts[verdict] ? [`${counts[verdict]} ${word}`] : [],
  );
  return `${total} sentence${total === 1 ? "" : "s"}: ${parts.join(", ") || "none"}. Not found means that the corpus does not say it, not that it is wrong.`;
}
