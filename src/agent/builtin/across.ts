import { isAskingWord } from "./asking-words.ts";
import { anchorsOf, scoreOfItsOwn } from "./anchors.ts";
import { alike, carries } from "./choose.ts";
import { sharedWords } from "./compare.ts";
import { asksEnds } from "./ends-of-list.ts";
import { differenceOf, growthOf, ratioOf, shareOf, sumOf, type Operand } from "./compute.ts";
import { spansSides } from "./interval.ts";
import { moves } from "./moves.ts";
import { isPlan } from "./plan-or-done.ts";
import { hasName, saysName } from "./features.ts";
import { saysWhat, statedIn, unitFits } from "./operands.ts";
import { isOneValue, saysTwice } from "./restated.ts";
import { runnerUp } from "./runner-up.ts";
import type { Candidate } from "./candidates.ts";
import { tokens } from "../../library/words.ts";
import type { Asked, Knowledge } from "./understanding.ts";
import type { Ranked } from "./rank.ts";
import type { Sentence } from "./sentence.ts";
import type { Weights } from "./weights.ts";
import { valueMeant } from "./whole-meant.ts";

interface Value {
  operand: Operand;
  entry: Ranked;
  /** Its score, not lowered for names that another sentence has. */
  score: number;
}

const considered = 8;
const adds = /\b(?:additional|extra|further|another|on top|added|more)\b(?! than)/iu;

/** A difference, ratio or share of two recorded values, the two that best belong together; empty where none do. */
export function acrossTwo(asked: Asked, ranked: Ranked[], knowledge: Knowledge, weights: Weights): Sentence[] {
  // The two that lead a list, or its ends, are not the two that are told most alike.
  if (runnerUp.test(asked.text) || asksEnds(asked)) return [];
  const values = valuesOf(asked, ranked, knowledge, weights);
  const anchors = anchorsOf(asked);
  const countries = anchorsOf({ ...asked, nameGroups: [] });
  const dates = asked.figures.flatMap((figure) => figure.date ?? []);
  const stated = statedIn(asked);
  const pairs = values.flatMap((one, at) =>
    values.slice(at + 1).flatMap((other) => {
      if (one.operand.unit !== other.operand.unit || one.operand.value === other.operand.value) return [];
      const shared = sharedBesideFigures(one.entry.candidate, other.entry.candidate);
      const apart = anchors.filter((anchor) => anchor.isIn(one.entry) !== anchor.isIn(other.entry));
      const separate =
        apart.some((anchor) => anchor.isIn(one.entry)) && apart.some((anchor) => anchor.isIn(other.entry));
      const together = asked.nameGroups.some(
        (group) => hasName(group, one.entry.candidate) && hasName(group, other.entry.candidate),
      );
      // "The difference between X and Y": nobody says in what.
      if (separate && shared < weights.calculate.sharedApart && !saysWhat(asked)) return [];
      if (!separate && shared < (together ? weights.calculate.shared : weights.calculate.sharedApart)) return [];
      // Two shares of unlike things differ by nothing that means anything.
      if (one.operand.unit === "percent" && shared < weights.calculate.sharedApart) return [];
      // Of a sentence that tells several shares nobody says which is meant.
      if ([one, other].some(({ operand }) => operand.unit === "percent" && tellsSeveral(operand))) return [];
      if (asked.arithmetic === "share" && !hasPart(asked, one, other)) return [];
      // What is left is left of something told as a whole.
      if (asked.arithmetic === "remainder" && !wholes.test(larger(one, other).entry.candidate.text)) return [];
      // What the question states is one of the two.
      if (stated.length > 0 && ![one, other].some(({ operand }) => stated.includes(operand.value))) return [];
      // Of what is asked about by name, and of two countries, what leaves one out is no answer.
      if (countries.some((anchor) => !anchor.isIn(one.entry) && !anchor.isIn(other.entry))) return [];
      const isNamed = (group: string[]): boolean =>
        saysName(group, one.entry.candidate) || saysName(group, other.entry.candidate);
      if (!asked.nameGroups.every(isNamed)) return [];
      if (
        ofOtherCountries(one, other) &&
        !comparable(asked, one, other, together || shared >= weights.calculate.sharedApart)
      )
        return [];
      // "X than Y", "X leads Y": the one is of X, the other of Y.
      if (!spansSides(asked, one.entry.candidate, other.entry.candidate)) return [];
      const dated = dates.length > 1 && yearOf(one) !== yearOf(other) ? 0.3 : 0;
      return [{ one, other, value: one.score + other.score + shared + Number(separate) * 0.3 + dated }];
    }),
  );
  const [best] = pairs.sort((a, b) => b.value - a.value);
  return best ? told(asked, [best.one, best.other]) : [];
}

/**
 * The sum of one value for each thing the question names (its names, else its countries), or of a value and of what is
 * added to it. A name that all the values share only says which.
 */
export function acrossNames(asked: Asked, ranked: Ranked[], knowledge: Knowledge, weights: Weights): Sentence[] {
  const values = valuesOf(asked, ranked, knowledge, weights, 0);
  for (const unit of new Set(values.map(({ operand }) => operand.unit))) {
    const fitting = values.filter(({ operand }) => operand.unit === unit && unit !== "percent");
    const parts = oneEach(asked, fitting);
    if (parts.length > 1 && !saysTwice(parts.map(({ operand }) => operand))) return told(asked, parts);
  }
  const [first, ...others] = values;
  const extra = others.find(
    ({ operand }) =>
      operand.unit === first?.operand.unit &&
      !isOneValue(operand, first.operand) &&
      adds.test(operand.candidate.text) !== adds.test(first.operand.candidate.text),
  );
  if (!first || !extra) return [];
  const same = asked.nameGroups.some((group) => [first, extra].every(({ entry }) => hasName(group, entry.candidate)));
  return same ? told(asked, [first, extra]) : [];
}

function tellsSeveral({ candidate, unit }: Operand): boolean {
  return candidate.figures.filter((figure) => figure.kind === "quantity" && figure.unit === unit).length > 1;
}

// The smaller of two is a part of the larger where the question says something of it alone: a name, or of what is told as
// a whole some other word.
function hasPart(asked: Asked, one: Value, other: Value): boolean {
  const whole = larger(one, other).entry.candidate;
  const part = (larger(one, other) === one ? other : one).entry.candidate;
  if (asked.nameGroups.some((group) => saysName(group, part) && !saysName(group, whole))) return true;
  const alone = asked.terms.some((term) => !isAskingWord(term) && part.stems.has(term) && !whole.stems.has(term));
  return alone && wholes.test(whole.text);
}

function larger(one: Value, other: Value): Value {
  return one.operand.value > other.operand.value ? one : other;
}

/** Words for what has parts. */
export const wholes = /\b(?:total|whole|in all|altogether|together|budget|overall|programme|envelope)\b/iu;

function oneEach(asked: Asked, values: Value[]): Value[] {
  // A name goes before the country it is in: "Lugano's Alps" is one thing. With one name, its countries tell things apart.
  const names = anchorsOf({ ...asked, countries: [] });
  const countries = anchorsOf({ ...asked, nameGroups: [] });
  const anchors = names.length > 1 ? names : asked.nameGroups.length > 0 ? countries : [];
  const qualifying = anchors.filter((anchor) => values.length > 1 && values.every(({ entry }) => anchor.isIn(entry)));
  const own = anchors.filter((anchor) => !qualifying.includes(anchor));
  const parts = own.map((anchor) =>
    values.find(({ entry }) => anchor.isIn(entry) && own.every((other) => other === anchor || !other.isIn(entry))),
  );
  const found = [...new Set(parts.flatMap((part) => part ?? []))];
  const [one, ...others] = found;
  // What leaves out a country or a name is no sum, nor is a plan added to what is there.
  const whole = countries.every((anchor) => found.some(({ entry }) => anchor.isIn(entry)));
  const alikeAll = others.every((other) => one && isPlan(one.entry) === isPlan(other.entry));
  return found.length === own.length && found.length > 1 && whole && alikeAll ? found : [];
}

// Of two countries only what is said in like words, of one time and both done or both planned, is compared; what rises or
// falls is one thing.
function comparable(asked: Asked, one: Value, other: Value, alike: boolean): boolean {
  return !moves.test(asked.text) && toldIn(one) === toldIn(other) && isPlan(one.entry) === isPlan(other.entry) && alike;
}

function ofOtherCountries(one: Value, other: Value): boolean {
  const own = other.entry.candidate.line.countries;
  return own.length > 0 && !one.entry.candidate.line.countries.some((code) => own.includes(code));
}

// "USD" and "billion" in both are no sign that they speak of one thing.
function sharedBesideFigures(one: Candidate, other: Candidate): number {
  const [left, right] = [one, other].map(({ stems, figures }) => {
    const ofFigures = new Set(figures.flatMap(({ text }) => tokens(text).map(({ stem }) => stem)));
    return { stems: new Set([...stems].filter((stem) => !ofFigures.has(stem))) };
  });
  return left && right ? sharedWords(left, right) : 0;
}

function valuesOf(asked: Asked, ranked: Ranked[], knowledge: Knowledge, weights: Weights, most = considered): Value[] {
  const { rank, calculate } = weights;
  const own = (entry: Ranked): number => scoreOfItsOwn(entry, rank.missingName);
  const ordered = [...ranked].sort((a, b) => own(b) - own(a));
  const best = ordered[0];
  if (!best) return [];
  const lenient = { ...weights, answer: { ...weights.answer, from: weights.answer.beside } };
  const found: Value[] = [];
  for (const entry of ordered) {
    if (
      own(entry) < own(best) - (most > 0 ? calculate.gap : calculate.gapOfNamed) ||
      (most > 0 && found.length >= most)
    )
      break;
    const { line } = entry.candidate;
    // What only warns of how figures are to be read is no figure itself.
    if (line.supersededBy.length > 0 || entry.features.caution > 0) continue;
    // Beside the best, what the same source says of all that is named needs less to be believed.
    const beside =
      asked.nameGroups.length > 0 &&
      line.sourceId !== null &&
      line.sourceId === best.candidate.line.sourceId &&
      asked.nameGroups.every((group) => saysName(group, entry.candidate));
    if (!carries({ ...asked, nameGroups: [] }, entry, beside ? lenient : weights)) continue;
    const operand = valueMeant(asked, entry.candidate, knowledge);
    if (!operand || !unitFits(asked, operand.unit)) continue;
    if (found.some((other) => alike(other.entry.candidate, entry.candidate))) continue;
    found.push({ operand, entry, score: own(entry) });
  }
  return found;
}

function yearOf({ entry }: Value): string {
  const { candidate } = entry;
  return candidate.figures.find((figure) => figure.date)?.date?.slice(0, 4) ?? candidate.line.asOf?.slice(0, 4) ?? "";
}

// What came later, as a percentage of change.
function growth(asked: Asked, values: Value[], evidence: string[]): Sentence[] {
  if (!moves.test(asked.text) && !/per ?cent/iu.test(asked.text)) return [];
  const [before, after] = [...values].sort((a, b) => yearOf(a).localeCompare(yearOf(b)));
  if (!before || !after || yearOf(before) === yearOf(after) || before.operand.unit === "percent") return [];
  return [{ text: growthOf(before.operand, after.operand).text, evidence }];
}

function toldIn({ entry }: Value): string {
  return entry.candidate.line.asOf?.slice(0, 4) ?? "";
}

function told(asked: Asked, values: Value[]): Sentence[] {
  const operands = values.map((value) => value.operand);
  const evidence = operands.map(({ candidate }) => candidate.line.id);
  const stated = operands.map(({ candidate }) => ({ text: candidate.text, evidence: [candidate.line.id] }));
  const [one, other] = operands;
  if (!one || !other) return [];
  switch (asked.arithmetic) {
    case "sum":
      return [...stated, { text: sumOf(operands).text, evidence }];
    case "share":
      return one.unit === "percent" ? [] : [...stated, { text: shareOf(one, other).text, evidence }];
    case "ratio":
      return [...stated, { text: ratioOf(one, other).text, evidence }];
    case "difference": {
      const ratio = one.unit === "percent" ? [] : [{ text: ratioOf(one, other).text, evidence }];
      return [
        ...stated,
        { text: differenceOf(one, other).text, evidence },
        ...ratio,
        ...growth(asked, values, evidence),
      ];
    }
    case "remainder":
      return one.unit === "percent" ? [] : [...stated, { text: differenceOf(one, other).text, evidence }];
    case "product":
    case "average":
    case "portion":
    case "interval":
    case "count":
    case null:
      return [];
  }
}
