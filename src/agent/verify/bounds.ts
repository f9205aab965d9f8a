import { figuresAgree, findFigures } from "../../domain/figures.ts";

const boundWords: [string, RegExp][] = [
  ["up to", /\b(?:up to|at most|no more than|as many as|as much as|maximum)\s*$/iu],
  ["more than", /\b(?:more than|over|above|exceed\w*|at least|upwards of|no fewer than|pass)\s*$/iu],
  ["less than", /\b(?:less than|under|below|fewer than)\s*$/iu],
];
const planned =
  /\b(?:plan\w*|target\w*|aim\w*|is to|are to|to be|will|would|expect\w*|forecast\w*|project(?:ed|ion|s to)|propos\w*|intend\w*|goal|announc\w*|pledg\w*|undertak\w*|by 20\d\d)\b/iu;
const done =
  /\b(?:has|have|had) (?:already |now )?(?:built|spent|invested|delivered|installed|completed|opened|deployed)\b|\b(?:is|are) (?:operational|in operation|running)\b/iu;

/** What a sentence lost of its evidence: a bound on a figure, or that something is only planned. Undefined when nothing. */
export function boundsKept(sentence: string, evidence: string): string | undefined {
  const known = findFigures(evidence);
  for (const figure of findFigures(sentence)) {
    if (figure.kind !== "quantity") continue;
    const same = known.filter((other) => other.kind === "quantity" && figuresAgree(figure, other));
    if (same.length === 0) continue;
    const own = boundBefore(sentence, figure.start);
    const theirs = same.map((other) => boundBefore(evidence, other.start));
    if (!theirs.includes(own)) {
      const lost = theirs[0];
      return lost ? `drops "${lost}" before ${figure.text}` : `adds "${own}" before ${figure.text}`;
    }
  }
  if (done.test(sentence) && planned.test(evidence) && !done.test(evidence))
    return "tells as done what the evidence calls planned";
  return undefined;
}

function boundBefore(text: string, start: number): string | undefined {
  const before = text.slice(Math.max(0, start - 24), start);
  return boundWords.find(([, pattern]) => pattern.test(before))?.[0];
}
