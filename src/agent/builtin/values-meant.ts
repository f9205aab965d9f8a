import { toldOnce } from "../../domain/told-once.ts";
import type { Candidate } from "./candidates.ts";
import { moves } from "./moves.ts";
import { operandOf, type Operand } from "./compute.ts";
import { unitFits } from "./operands.ts";
import { isOneValue } from "./restated.ts";
import type { Asked, Knowledge } from "./understanding.ts";
import { valueMeant } from "./whole-meant.ts";

/**
 * Where several countries are asked for, what is told of them; a bloc that they belong to only says where they are. What has
 * been superseded since counts only where the question asks how it changed.
 */
export function meant({ text, countries, modifiers }: Asked, chosen: Candidate[]): Candidate[] {
  const current = moves.test(text) ? chosen : chosen.filter(({ line }) => line.supersededBy.length === 0);
  const own = countries.filter(({ country }) => !modifiers.includes(country));
  const single = own.filter(({ members }) => !own.some(({ country }) => members.includes(country)));
  if (single.length < 2) return current;
  return current.filter(({ line }) => single.some(({ country }) => line.countries.includes(country)));
}

/** The typed value of a sentence, and of every other unit its only value, or the whole that its others are parts of. */
export function valuesOf(asked: Asked, candidate: Candidate, knowledge: Knowledge): Operand[] {
  const typed = candidate.line.quantity ? valueMeant(asked, candidate, knowledge) : undefined;
  const figures = toldOnce(
    candidate.figures.filter(({ kind }) => kind === "quantity"),
    candidate.text,
  );
  const others = [...new Set(figures.map(({ unit }) => unit))].flatMap((unit) => {
    const own = figures.filter((figure) => figure.unit === unit);
    const [first, ...more] = own;
    if (!first || unit === typed?.unit || !unitFits(asked, unit)) return [];
    const between = candidate.text.slice(first.end, more[0]?.start);
    const areParts =
      more.every(({ value }) => value < first.value) && /,(?: of which| including| with)\b/u.test(between);
    if (more.length > 0 && !areParts) return [];
    return [{ candidate, value: first.value, unit: whose.test(first.text) ? "dollars" : unit, shown: first.text }];
  });
  return [...(typed && unitFits(asked, typed.unit) ? [typed] : []), ...others];
}

// Dollars of which the sentence does not say whose they are.
const whose = /^[\d.,]+ (?:\p{L}+ )?dollars$/u;

/** Each value once, however often it is told. */
export function onceEach(values: Operand[]): Operand[] {
  return values.filter((value, at) => !values.slice(0, at).some((other) => isOneValue(other, value)));
}

/** Of one quantity two sources say otherwise: that is no pair to be reckoned with. */
export function conflicts(one: Operand, other: Operand): boolean {
  const [a, b] = [one.candidate.line, other.candidate.line];
  return a.conflictsWith.some((id) => id === b.fact) || b.conflictsWith.some((id) => id === a.fact);
}

/** The typed value of a sentence, and of every other unit its only value; none of what has been superseded. */
export function singleValues(candidate: Candidate): Operand[] {
  if (candidate.line.supersededBy.length > 0) return [];
  const figures = toldOnce(
    candidate.figures.filter(({ kind }) => kind === "quantity"),
    candidate.text,
  );
  const single = figures.filter(({ unit }) => figures.filter((other) => other.unit === unit).length === 1);
  const typed = candidate.line.quantity ? operandOf(candidate) : undefined;
  const told = single.map(({ value, unit, text }): Operand => ({ candidate, value, unit, shown: text }));
  return typed ? [typed, ...told.filter(({ unit }) => unit !== typed.unit)] : told;
}
