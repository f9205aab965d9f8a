import { toldOnce } from "../../domain/told-once.ts";
import { isAskingWord } from "./asking-words.ts";
import { operandOf, type Operand } from "./compute.ts";
import type { Candidate } from "./candidates.ts";
import { readingsOf, type Reading } from "./readings.ts";
import { relationOf } from "./relations.ts";
import type { Asked, Knowledge } from "./understanding.ts";

/**
 * The value of a sentence that a question means: of "Of USD 15 billion, USD 4 billion is equity" the whole, unless the
 * question speaks of the equity.
 */
export function valueMeant(asked: Asked, candidate: Candidate, knowledge: Knowledge): Operand | undefined {
  const typed = ofUnitWanted(asked, candidate) ?? operandOf(candidate);
  const part = typed && partIn(typed, knowledge);
  if (!part) return typed;
  const own = [...part.reading.near].filter((stem) => !part.whole.near.has(stem) && !isAskingWord(stem));
  const isAsked = own.some((stem) =>
    asked.terms.some((term) => term === stem || knowledge.nearWords.get(term)?.has(stem) === true),
  );
  return isAsked ? typed : part.whole;
}

// In "for MXN 6 billion, with 314 petaflops" the speed, where that is asked for.
function ofUnitWanted({ wanted }: Asked, candidate: Candidate): Operand | undefined {
  const isWanted = (unit: string): boolean => wanted?.units.includes(unit) === true;
  const typed = operandOf(candidate);
  if (typed && isWanted(typed.unit)) return undefined;
  const figures = toldOnce(
    candidate.figures.filter(({ kind }) => kind === "quantity"),
    candidate.text,
  );
  const [only, ...others] = figures.filter(({ unit }) => isWanted(unit));
  return only && others.length === 0 ? { candidate, value: only.value, unit: only.unit, shown: only.text } : undefined;
}

/** The whole of which a sentence says that a value is a part, with the reading of the part; undefined where it says none. */
export function partIn(value: Operand, knowledge: Knowledge): { reading: Reading; whole: Reading } | undefined {
  const readings = readingsOf(value.candidate, knowledge);
  const own = readings.find((reading) => reading.value === value.value && reading.unit === value.unit);
  const whole = readings.find((reading, at) => {
    if (!own || reading === own || reading.unit !== own.unit) return false;
    const inOrder: [Reading, Reading] = at < readings.indexOf(own) ? [reading, own] : [own, reading];
    const relation = relationOf(...inOrder);
    return relation.kind === "part" && relation.whole === reading;
  });
  return own && whole ? { reading: own, whole } : undefined;
}
