import type { CheckedSentence, HeldAgainst } from "../../../domain/verification.ts";
import { sourceLine } from "../../../kit/render.ts";
import { summaryLine, verdictWords } from "./show-checked.ts";

/** A draft's verdicts as Markdown: a heading a sentence that is not borne out, then the ones that are. */
export function draftMarkdown(title: string, checked: CheckedSentence[], counts: Record<string, number>): string {
  return [
    `# ${inline(title)}: what the corpus says`,
    "",
    summaryLine(counts, checked.length),
    ...checked.flatMap((one) => {
      const { word, mark } = verdictWords[one.verdict];
      if (one.verdict === "unchecked") return [];
      return [
        "",
        `**${mark} ${word}.** ${inline(one.sentence)}`,
        "",
        ...(one.verdict === "supported" && one.mismatches.length === 0 ? [] : [`- ${inline(one.reason)}`]),
        ...one.evidence.map((held) => `- Evidence: ${heldMarkdown(held)}`),
        ...(one.nearest ? [`- Nearest: ${heldMarkdown(one.nearest)}`] : []),
        ...one.conflicts.map((claim) => `- Another source: ${inline(claim)}`),
      ];
    }),
    "",
  ].join("\n");
}

function heldMarkdown({ id, quote, source }: HeldAgainst): string {
  return `“${inline(quote)}” (${id}; ${sourceLine(source)})`;
}

function inline(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

const style = `
body { font: 16px/1.5 Georgia, serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff }
h1 { font-size: 1.4rem } .draft { white-space: pre-wrap }
a.s { color: inherit; text-decoration: none; border-bottom: 2px solid; padding-bottom: 1px }
a.supported { border-color: #2e7d32 } a.contradicted { border-bottom: 4px double #b00020; background: #fdecea }
a.partly { border-bottom-style: dashed; border-color: #b26a00; background: #fff6e5 } a.not-found { border-bottom-style: dotted; border-color: #555 }
sup { font: 700 .7rem/1 sans-serif } section { border-top: 1px solid #ccc; padding: .6rem 0 } section p { margin: .2rem 0 }
.verdict { font: 700 .85rem/1 sans-serif } blockquote { margin: .3rem 0 .3rem 1rem; color: #333 } cite { font-style: normal; font-size: .85rem; color: #555 }
@media print { a.s { color: #000 } }`;

/** The draft itself with each sentence marked and linked to its verdict: one HTML file that loads nothing. */
export function draftHtml(
  title: string,
  draft: string,
  checked: CheckedSentence[],
  counts: Record<string, number>,
): string {
  let at = 0;
  const marked = checked.map((one, index) => {
    const between = escape(draft.slice(at, one.start));
    at = one.end;
    const text = escape(draft.slice(one.start, one.end));
    if (one.verdict === "unchecked") return `${between}${text}`;
    const { word, mark } = verdictWords[one.verdict];
    return `${between}<a class="s ${one.verdict}" id="t${index}" href="#v${index}" title="${escape(word)}">${text}</a><sup aria-label="${escape(word)}">${mark}</sup>`;
  });
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)}: checked</title><style>${style}</style></head>
<body>
<h1>${escape(title)}: what the corpus says</h1>
<p>${escape(summaryLine(counts, checked.length))}</p>
<div class="draft">${marked.join("")}${escape(draft.slice(at))}</div>
<h2>Sentence by sentence</h2>
${checked.map(verdictSection).filter(Boolean).join("\n")}
</body>
</html>
`;
}

function verdictSection(one: CheckedSentence, index: number): string {
  if (one.verdict === "unchecked") return "";
  const { word, mark } = verdictWords[one.verdict];
  return [
    `<section id="v${index}"><p><span class="verdict">${mark} ${escape(word)}</span> <a href="#t${index}">${escape(one.sentence)}</a></p>`,
    `<p>${escape(one.reason)}</p>`,
    ...one.evidence.map((held) => heldHtml("Evidence", held)),
    ...(one.nearest ? [heldHtml("Nearest", one.nearest)] : []),
    ...one.conflicts.map((claim) => `<p>Another source: ${escape(claim)}</p>`),
    "</section>",
  ].join("\n");
}

function heldHtml(label: string, { id, quote, source }: HeldAgainst): string {
  const title =
    source.url && /^https?:/.test(source.url)
      ? `<a href="${escape(source.url)}">${escape(source.title)}</a>`
      : escape(source.title);
  return `<blockquote>${label}: “${escape(quote)}” <cite>${escape(id)} · ${escape(source.publisher)}: ${title}, grade ${escape(source.grade)}</cite></blockquote>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
