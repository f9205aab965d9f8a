import type { Answer, Citation, Evidence } from "../../domain/answer.ts";
import { dateInWords } from "../../domain/dates.ts";
import type { Channel } from "./terminal.ts";
import { oneLine, printable, wrap } from "./wrap.ts";

const longestQuote = 400;

/** An answer for a reader: the text, its numbered sources with their quotes, what sources differ on, what is missing. */
export function showAnswer(answer: Answer, channel: Channel): string {
  return [wrap(answer.text, channel.width()), ...sourcesBlock(answer, channel), ...remarks(answer, channel)].join("\n");
}

/** The numbered evidence of an answer, each with its quote. */
export function sourcesBlock(answer: Pick<Answer, "evidence">, channel: Channel): string[] {
  if (answer.evidence.length === 0) return [];
  return [
    "",
    channel.style("bold", "Sources"),
    ...answer.evidence.flatMap((evidence, index) => [
      sourceLine(evidence, index, channel),
      ...(evidence.source?.url ? [`    ${channel.style("dim", printable(evidence.source.url))}`] : []),
      indented(`“${oneLine(evidence.quote, longestQuote)}”`, channel),
    ]),
  ];
}

/** The numbered evidence of an answer, one line each. */
export function sourceLines(answer: Pick<Answer, "evidence">, channel: Channel): string[] {
  return answer.evidence.map((evidence, index) => channel.style("dim", sourceLine(evidence, index, channel)));
}

/** What stands below the sources: conflicts, gaps, and what the answer was made from. */
export function remarks(answer: Answer, channel: Channel): string[] {
  const conflicts = answer.conflicts.flatMap((conflict) => [
    wrap(`- ${conflict.note}`, channel.width(), "  "),
    ...conflict.facts.map((fact) =>
      wrap(`    ${fact.claim} (${fact.source}, grade ${fact.grade}; ${fact.id})`, channel.width(), "    "),
    ),
  ]);
  const gaps = answer.gaps.map((gap) => wrap(`- ${gap}`, channel.width(), "  "));
  const made = [
    ...(answer.asOf ? [`as of ${dateInWords(answer.asOf)}`] : []),
    `model ${answer.model}`,
    `run ${answer.run}`,
  ];
  return [
    ...(conflicts.length > 0 ? ["", channel.style("bold", "Sources differ"), ...conflicts] : []),
    ...(gaps.length > 0 ? ["", channel.style("bold", "Gaps"), ...gaps] : []),
    "",
    channel.style("dim", printable(made.join(" · "))),
  ];
}

function sourceLine(evidence: Evidence, index: number, channel: Channel): string {
  const where = [
    ...(evidence.page === undefined ? [] : [`page ${evidence.page}`]),
    ...(typeof evidence.data?.id === "string" ? [evidence.data.id] : []),
  ];
  const text = `[${index + 1}] ${sourceOf(evidence)}${where.length > 0 ? ` · ${where.join(" · ")}` : ""}`;
  return wrap(text, channel.width(), "    ");
}

// A computed result says by what it was computed, and from whose figures.
function sourceOf({ source, data }: Evidence): string {
  const { title, version, runs, seed, from } = data ?? {};
  if (source || typeof title !== "string" || !Array.isArray(from)) return citationLine(source);
  return `Computed: ${title} ${String(version)}, ${String(runs)} runs, seed ${String(seed)}${from.length > 0 ? `; figures of ${from.join(", ")}; each: attache exposure` : ""}`;
}

/** A source in one line: publisher, title, date, grade. */
export function citationLine(source: Citation | null): string {
  if (!source) return "Computed from the evidence below";
  const date = source.published ? dateInWords(source.published) : "undated";
  return `${source.publisher}: ${source.title}, ${date} (grade ${source.grade})`;
}

function indented(text: string, channel: Channel): string {
  return wrap(`    ${text}`, channel.width(), "    ");
}
