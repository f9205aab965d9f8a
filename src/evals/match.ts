import type { EvalCase } from "../domain/eval.ts";

type Nugget = EvalCase["nuggets"][number];

/** Text as answers and forms are compared: rule 1 of `evals/README.md`. */
export function foldForMatch(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/(?<=\d),(?=\d)/g, "")
    .replaceAll("€", "eur ")
    .replace(/us\$|\$/g, "usd ")
    .replace(/\bper ?cent\b/g, "%")
    .replace(/(?<=\d)\s+%/g, "%")
    .replace(/(?<=\d)\s?bn\b/g, " billion")
    .replace(/\bbn\b/g, "billion")
    .replace(/\s+/g, " ")
    .trim();
}

/** The words of an answer: without the markers [1], [2]… which would read as figures. */
export function withoutMarkers(text: string): string {
  return text.replace(/\s*\[\d+(?:\s*[,–-]\s*\d+)*\]/g, "");
}

/** Does a form occur in the text (both folded), and not inside a longer number? */
export function occurs(form: string, text: string): boolean {
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
    const before = text.slice(Math.max(0, at - 2), at);
    const after = text.slice(at + form.length, at + form.length + 2);
    const cutAtStart = /^\d/.test(form) && (/\d$/.test(before) || /\d[.,]$/.test(before) || /^[.,]$/.test(before));
    const cutAtEnd = /\d$/.test(form) && (/^\d/.test(after) || /^[.,]\d/.test(after));
    if (!cutAtStart && !cutAtEnd) return true;
  }
  return false;
}

/** Is each group of the nugget there in at least one of its forms? `answer` is folded. */
export function nuggetFound(nugget: Pick<Nugget, "accept">, answer: string): boolean {
  return nugget.accept.every((group) => group.some((form) => occurs(foldForMatch(form), answer)));
}
