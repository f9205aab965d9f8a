import type { Answer, Evidence } from "../../src/domain/answer.ts";

/** An item of evidence with a source, saying what it is given. */
export function evidenceOf(id: string, quote: string, change: Partial<Evidence> = {}): Evidence {
  return {
    id,
    kind: "fact",
    source: { id: "src", title: "Title", publisher: "Publisher", url: null, published: "2025-06-01", grade: "B2" },
    quote,
    data: { id: "FRA-001" },
    ...change,
  };
}

/** An answer of these sentences, each with the ids it cites; its text carries the markers. */
export function answerOf(sentences: [string, string[]][], evidence: Evidence[], change: Partial<Answer> = {}): Answer {
  const markers = (ids: string[]): string =>
    ids.map((id) => `[${evidence.findIndex((item) => item.id === id) + 1}]`).join("");
  return {
    status: "answered",
    text: sentences.map(([text, ids]) => `${text.replace(/\.$/, "")} ${markers(ids)}.`).join(" "),
    claims: sentences.map(([text, ids]) => ({ text, evidence: ids, verdict: "supported" })),
    evidence,
    conflicts: [],
    gaps: [],
    asOf: null,
    model: "builtin",
    run: "r1",
    ...change,
  };
}
