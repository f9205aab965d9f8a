import { calculationsOf, type Arithmetic } from "./arithmetic-asked.ts";
import {
  addUp,
  arePartsOf,
  belong,
  candidatesIn,
  isTakenAway,
  isWhole,
  leavesOutStated,
  shareOneWhole,
  speakOfAll,
  twoOfTheirOwn,
  withoutWhole,
} from "./belonging.ts";
import type { Candidate } from "./candidates.ts";
import { asksOthers, restBeside, restBesideSeveral } from "./complement.ts";
import { asksEnds, endsOf } from "./ends-of-list.ts";
import { impliedWhole } from "./implied-whole.ts";
import { timeBetween } from "./interval.ts";
import { quotientOfTwo } from "./of-two-units.ts";
import { namesMeant } from "./one-of-each.ts";
import { differenceOf, ratioOf, remainderOf, shareOf, sumOf, type Operand } from "./compute.ts";
import { asksUnlike } from "./pairs.ts";
import { readingsOf } from "./readings.ts";
import { takenAway } from "./take-away.ts";
import { conflicts, meant, onceEach, valuesOf } from "./values-meant.ts";
import { computedOf } from "./within.ts";
import type { Sentence } from "./sentence.ts";
import type { Asked, Knowledge } from "./understanding.ts";
import type { Weights } from "./weights.ts";
import { valuesAsked } from "./worked-together.ts";

/**
 * What the values of the sentences that are the answer anyway come to: a difference, a ratio, a share or what is left where
 * they are two of one unit; a sum where each is of a thing of its own. Empty where it is not plain which values are meant.
 */
export function ofChosen(asked: Asked, chosen: Candidate[], knowledge: Knowledge, weights: Weights): Sentence[] {
  const told = asksOthers(asked) ? chosen.filter((candidate) => speakOfAll(asked, [candidate])) : [];
  const [rest] = told.flatMap((candidate) => restBeside(candidate, knowledge)?.slice(1) ?? []);
  if (rest) return [rest];
  const implied = impliedWhole({ ...asked, nameGroups: namesMeant(asked, knowledge) }, chosen);
  if (implied.length > 0) return implied;
  const calculations = calculationsOf(asked.text);
  if (calculations.length === 0) return [];
  if (calculations[0] === "interval" && speakOfAll(asked, chosen)) {
    const between = timeBetween(asked, chosen);
    return between ? [between] : [];
  }
  const forValues = { ...valuesAsked(asked), nameGroups: namesMeant(asked, knowledge) };
  const ofTwo = ofValues(forValues, calculations, chosen, knowledge, weights);
  if (ofTwo.length > 0) return ofTwo;
  const quotient = asked.arithmetic === "average" ? quotientOfTwo(forValues, chosen) : [];
  return quotient.length > 0 ? quotient : ofFirst(forValues, chosen, knowledge);
}

// What the figures of the first sentence come to, where no other has one of their unit.
function ofFirst(asked: Asked, [first, ...others]: Candidate[], knowledge: Knowledge): Sentence[] {
  const rest = first && restBesideSeveral(asked, first, knowledge);
  if (rest) return [{ text: rest, evidence: [first.line.id] }];
  if (!first || asksUnlike(asked) || takenAway(asked.text).length > 1 || !speakOfAll(asked, [first])) return [];
  const units = readingsOf(first, knowledge).map(({ unit }) => unit);
  const single = units.filter((unit) => unit !== "" && units.indexOf(unit) === units.lastIndexOf(unit));
  const elsewhere = others.some((other) =>
    other.figures.some(({ kind, unit }) => kind === "quantity" && single.includes(unit)),
  );
  const computed = elsewhere ? undefined : computedOf(asked, first, knowledge);
  return (computed ?? []).map((text) => ({ text, evidence: [first.line.id] }));
}

function ofValues(
  asked: Asked,
  calculations: Arithmetic[],
  chosen: Candidate[],
  knowledge: Knowledge,
  weights: Weights,
): Sentence[] {
  const values = meant(asked, chosen).flatMap((candidate) => valuesOf(asked, candidate, knowledge));
  const units = [...new Set(values.map((value) => value.unit))]
    .map((unit) => onceEach(values.filter((value) => value.unit === unit)))
    .filter((own) => own.length > 1 && !own.some((one, at) => own.slice(0, at).some((other) => conflicts(one, other))));
  // What is asked for in the first place decides in which unit.
  for (const calculation of calculations)
    for (const own of units)
      if (compute(calculation, asked, own, weights))
        return calculations.flatMap((each) => compute(each, asked, own, weights) ?? []);
  return [];
}

function compute(calculation: Arithmetic, asked: Asked, values: Operand[], weights: Weights): Sentence | undefined {
  if (asksEnds(asked) && (calculation === "difference" || calculation === "ratio")) {
    const ends = endsOf(asked, values, weights);
    if (!ends || (calculation === "ratio" && ends[0].unit === "percent")) return undefined;
    const { text } = calculation === "ratio" ? ratioOf(...ends) : differenceOf(...ends);
    return { text, evidence: ends.map(({ candidate }) => candidate.line.id) };
  }
  const [one, other, ...more] = twoOfTheirOwn(calculation, asked, values, weights) ?? values;
  if (!one || !other) return undefined;
  const isPercent = one.unit === "percent";
  const pair = more.length === 0 && belong(asked, one, other, weights);
  const said = (used: Operand[], { text }: { text: string }): Sentence => ({
    text,
    evidence: [...new Set(used.map(({ candidate }) => candidate.line.id))],
  });
  switch (calculation) {
    case "difference":
      // "How far do both fall short of two billion?"
      if (more.length > 0) return compute("remainder", asked, values, weights);
      return pair && !leavesOutStated(asked, values) ? said([one, other], differenceOf(one, other)) : undefined;
    case "ratio":
      return pair && !isPercent && !leavesOutStated(asked, values)
        ? said([one, other], ratioOf(one, other))
        : undefined;
    case "share":
      return pair && !isPercent ? said([one, other], shareOf(one, other)) : undefined;
    case "remainder": {
      const [whole, ...parts] = [...values].sort((a, b) => b.value - a.value);
      const left = whole && parts.reduce((rest, { value }) => rest - value, whole.value);
      if (isPercent || !whole || !left || left <= 0 || !speakOfAll(asked, candidatesIn(values))) return undefined;
      const items = takenAway(asked.text);
      if (items.length > 1 && parts.length !== items.length) return undefined;
      const subtracts = pair && subtracting.test(asked.text);
      if (!subtracts && !arePartsOf(asked, whole, parts) && !(pair && isWhole(asked, whole))) return undefined;
      return said(values, remainderOf(whole, ...parts));
    }
    case "sum": {
      const parts = withoutWhole(asked, values).filter(({ candidate }) => !isTakenAway(asked, candidate));
      if ((isPercent && !shareOneWhole(parts, weights)) || !addUp(asked, parts, weights)) return undefined;
      return said(parts, sumOf(parts));
    }
    case "product":
    case "average":
    case "portion":
    case "interval":
    case "count":
    case null:
      return undefined;
  }
}

// The question says itself that one is taken from the other.
const subtracting =
  /\b(?:minus|less what|subtract\w*|deduct\w*|net of|tak(?:e|en|ing) (?:off|away|out)|strip\w* (?:off|out)|every(?:one|body) else|the (?:others|rest)|(?:isn['’]t|not|un) ?(?:covered|funded|paid|explained)|how (?:big|large) (?:was|is) the (?:hole|shortfall|gap)|lack(?:ed|s)?|still owed)\b/iu;
