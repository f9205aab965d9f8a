import { dateInWords } from "../../domain/dates.ts";
import { conflictLines, sourceLine } from "../../kit/render.ts";
import { defineRenderer } from "../../kit/renderer.ts";

/** A brief as Markdown: numbered sources in order of first citation. */
export default defineRenderer({
  ending: ".md",
  mediaType: "text/markdown",
  render(brief) {
    const numbers = new Map(brief.evidence.map((item, index) => [item.id, index + 1]));
    const mark = (ids: string[]): string => ids.map((id) => `[${numbers.get(id)}]`).join("");
    return `${[
      `# ${brief.title}`,
      "",
      `Written ${dateInWords(brief.written)} from the corpus; newest fact cited: ${brief.asOf ? dateInWords(brief.asOf) : "undated"}. Every sentence was checked against the source it cites.`,
      ...brief.sections.flatMap((section) => [
        "",
        `## ${section.heading}`,
        "",
        ...(section.gap ? [section.gap] : []),
        ...section.claims.map((claim) => `- ${claim.text.replace(/\.$/, "")} ${mark(claim.evidence)}.`),
      ]),
      "",
      "## Where sources differ",
      "",
      ...(brief.conflicts.length > 0
        ? conflictLines(brief.conflicts)
        : ["No conflict is recorded among the facts cited."]),
      "",
      "## Gaps",
      "",
      ...(brief.gaps.length > 0 ? brief.gaps.map((gap) => `- ${gap}`) : ["- none among the topics of the corpus"]),
      ...(brief.left > 0 ? [`- ${brief.left} sentences did not pass the checks and were left out`] : []),
      "",
      "## Sources",
      "",
      "Grades are Admiralty codes: reliability of the publisher A–F, credibility of the content 1–6.",
      "",
      ...brief.evidence.map((item, index) => {
        const fact = typeof item.data?.id === "string" ? ` (${item.data.id})` : "";
        return `${index + 1}. ${item.source ? sourceLine(item.source) : "computed"}${fact}${item.locator ? `; look for "${item.locator}"` : ""}`;
      }),
    ].join("\n")}\n`;
  },
});
