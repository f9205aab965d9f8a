import { figuresAgree } from "../../domain/figures.ts";
import { isStopWord, tokens } from "../../library/words.ts";
import type { Candidate } from "./candidates.ts";
import type { Ranked } from "./rank.ts";
import type { Asked, Knowledge } from "./understanding.ts";

/**
 * Names the part of the question that is not answered, unless it holds words the corpus has never heard of: those may be
 * anything, and are not repeated.
 */
export function unsaid(part: Asked, knowledge: Knowledge): string {
  const strange = tokens(part.text).some(
    ({ word, stem }) => word.length > 3 && !isStopWord(word) && !knowledge.vocabulary.has(stem) && !/^\d/.test(word),
  );
  // Nor is what a question quotes, or tells at length: it may be an order to us, or simply wrong.
  const quotes = /["“”«»][^"“”«»]{12,}["“”«»]/u.test(part.text) || part.text.length > 160;
  return strange || quotes
    ? "The corpus does not answer a part of the question."
    : `The corpus does not say: ${part.text.replace(/[?.!\s]+$/, "")}.`;
}

/** Countries asked about of which nothing was found. */
export function silentOn(part: Asked, candidates: Candidate[]): string[] {
  return part.countries
    .filter(({ country }) => !part.modifiers.includes(country))
    .filter(({ country, members }) =>
      candidates.every(({ line }) => !line.countries.some((code) => code === country || members.includes(code))),
    )
    .map((country) => country.name);
}

/** A figure the question takes for granted and no chosen sentence bears: said, before what the corpus does say. */
export function premiseOf(part: Asked, entries: Ranked[]): string | undefined {
  const claimed = part.figures.filter(
    (figure) => figure.kind === "quantity" && !(figure.unit === "" && figure.value < 13),
  );
  const known = entries.flatMap(({ candidate }) => candidate.figures);
  const held = claimed.every((figure) =>
    known.some((other) => other.value === figure.value || figuresAgree(figure, other)),
  );
  // The figure itself, being perhaps a false one, is not repeated.
  return held ? undefined : "The corpus does not say what a part of the question states.";
}
