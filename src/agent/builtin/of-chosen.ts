import { wordCounts } from "../../domain/figures.ts";
import { toldOnce } from "../../domain/told-once.ts";
import { wholes } from "./across.ts";
import { calculationsOf, type Arithmetic } from "./arithmetic-asked.ts";
import { isAskingWord } from "./asking-words.ts";
import type { Candidate } from "./candidates.ts";
import { sharedWords } from "./compare.ts";
import { differenceOf, operandOf, ratioOf, remainderOf, shareOf, sumOf, type Operand } from "./compute.ts";
import { enumerationOf } from "./enumerated.ts";
import { saysName } from "./features.ts";
import { unitFits } from "./operands.ts";
import type { Ranked } from "./rank.ts";
import { isOneValue } from "./restated.ts";
import type { Sentence } from "./sentence.ts";
import type { Asked } from "./understanding.ts";

interface Value {
  entry: Ranked;
  operand: Operand;
}

/**
 * What the values of the sentences that are the answer anyway come to: a difference, a ratio, a share or what is left where
 * they are two of one unit; a sum where each is of a thing of its own. Empty where it is not plain which values are meant.
 */
export function ofChosen(asked: Asked, chosen: Ranked[]): Sentence[] {
  const calculations = calculationsOf(asked.text);
  if (calculations.length === 0) return [];
  const entries = meant(asked, chosen);
  const values = entries.flatMap((entry) => valuesOf(asked, entry).map((operand): Value => ({ entry, operand })));
  for (const unit of new Set(values.map(({ operand }) => operand.unit))) {
    const own = onceEach(values.filter(({ operand }) => operand.unit === unit));
    if (own.length < 2 || own.some((value, at) => own.slice(0, at).some((other) => conflicts(value, other)))) continue;
    const computed = calculations.flatMap((calculation) => compute(calculation, asked, own) ?? []);
    if (computed.length > 0) return computed;
  }
  return [];
}

function compute(calculation: Arithmetic, asked: Asked, values: Value[]): Sentence | undefined {
  const [one, other, ...more] = values;
  if (!one || !other) return undefined;
  const isPercent = one.operand.unit === "percent";
  const pair = more.length === 0 && belong(asked, one, other);
  const said = (used: Value[], { text }: { text: string }): Sentence => ({
    text,
    evidence: [...new Set(used.map(({ operand }) => operand.candidate.line.id))],
  });
  switch (calculation) {
    case "difference":
      return pair ? said(values, differenceOf(one.operand, other.operand)) : undefined;
    case "ratio":
      return pair && !isPercent ? said(values, ratioOf(one.operand, other.operand)) : undefined;
    case "share":
      return pair && !isPercent ? said(values, shareOf(one.operand, other.operand)) : undefined;
    case "remainder": {
      const [whole, ...parts] = [...values].sort((a, b) => b.operand.value - a.operand.value);
      const left = whole && parts.reduce((rest, { operand }) => rest - operand.value, whole.operand.value);
      if (isPercent || !whole || !left || left <= 0 || !speakOfAll(asked, values)) return undefined;
      const count = countOf(asked) ?? (pair && wholes.test(whole.operand.candidate.text) ? 1 : undefined);
      if (parts.length !== count) return undefined;
      return said(values, remainderOf(whole.operand, ...parts.map(({ operand }) => operand)));
    }
    case "sum": {
      // What the question itself states is not what it wants to be added up.
      const parts = values.filter(({ operand }) => !asked.figures.some(({ value }) => value === operand.value));
      if (isPercent || !addUp(asked, parts)) return undefined;
      return said(parts, sumOf(parts.map(({ operand }) => operand)));
    }
    default:
      return undefined;
  }
}

// Where several countries are asked for, what is told of them; a bloc that they belong to only says where they are.
function meant({ countries, modifiers }: Asked, chosen: Ranked[]): Ranked[] {
  const current = chosen.filter(({ candidate }) => candidate.line.supersededBy.length === 0);
  const own = countries.filter(({ country }) => !modifiers.includes(country));
  const single = own.filter(({ members }) => !own.some(({ country }) => members.includes(country)));
  if (single.length < 2) return current;
  return current.filter(({ candidate }) => single.some(({ country }) => candidate.line.countries.includes(country)));
}

/** The typed value of a sentence, and of every other unit its only value, or the whole that its others are parts of. */
function valuesOf(asked: Asked, { candidate }: Ranked): Operand[] {
  const typed = candidate.line.quantity ? operandOf(candidate) : undefined;
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

function onceEach(values: Value[]): Value[] {
  return values.filter((value, at) => !values.slice(0, at).some((other) => isOneValue(other.operand, value.operand)));
}

// Of one quantity two sources say otherwise: that is no pair to be reckoned with.
function conflicts(one: Value, other: Value): boolean {
  const [a, b] = [one.entry.candidate.line, other.entry.candidate.line];
  return a.conflictsWith.some((id) => id === b.fact) || b.conflictsWith.some((id) => id === a.fact);
}

// Two values of like things, or each of something else that the question names; of two countries only what is told alike.
function belong(asked: Asked, one: Value, other: Value): boolean {
  const [a, b] = [one.entry.candidate, other.entry.candidate];
  const apart = !ofCountries(asked) && hasOwn(asked, a, [b]) && hasOwn(asked, b, [a]);
  return (
    one.operand.value !== other.operand.value &&
    speakOfAll(asked, [one, other]) &&
    (apart || sharedWords(a, b) >= alike)
  );
}

const alike = 0.25;

function ofCountries({ countries, modifiers }: Asked): boolean {
  return countries.filter(({ country }) => !modifiers.includes(country)).length > 1;
}

// Each of a thing of its own that the question names, all done or all planned, and as many as it says.
function addUp(asked: Asked, parts: Value[]): boolean {
  const candidates = parts.map(({ entry }) => entry.candidate);
  const count = countOf(asked) ?? listed(asked);
  const [first, ...others] = parts;
  if (!first || others.length === 0 || (count !== undefined && count !== parts.length)) return false;
  // Single records of several countries are not what these have: only of a named thing can they be put together.
  const ofName = asked.nameGroups.some((group) => candidates.every((candidate) => saysName(group, candidate)));
  if (ofCountries(asked) && !ofName) return false;
  if (others.some((other) => isThere(other) !== isThere(first)) || !speakOfAll(asked, parts)) return false;
  return candidates.every((candidate) =>
    hasOwn(
      asked,
      candidate,
      candidates.filter((other) => other !== candidate),
    ),
  );
}

function isThere({ entry }: Value): boolean {
  return entry.candidate.line.status === "operational";
}

function listed(asked: Asked): number | undefined {
  const items = enumerationOf(asked.text).length;
  return items > 0 ? items : undefined;
}

// "The four deals", "both funds".
function countOf({ text }: Asked): number | undefined {
  if (/\bboth\b/iu.test(text)) return 2;
  return wordCounts(text).find(({ value }) => value <= most)?.value;
}

const most = 12;

// A word of the question, a name or a country of it that no other of these has.
function hasOwn({ terms, nameGroups, countries }: Asked, candidate: Candidate, others: Candidate[]): boolean {
  const alone = (isIn: (one: Candidate) => boolean): boolean => isIn(candidate) && !others.some(isIn);
  return (
    terms.some((term) => !isAskingWord(term) && alone(({ stems }) => stems.has(term))) ||
    nameGroups.some((group) => alone((one) => saysName(group, one))) ||
    countries.some(({ country }) => alone(({ line }) => line.countries.includes(country)))
  );
}

// Nothing that the question names is left out.
function speakOfAll({ nameGroups, countries, modifiers }: Asked, values: Value[]): boolean {
  const candidates = values.map(({ entry }) => entry.candidate);
  return (
    nameGroups.every((group) => candidates.some((candidate) => saysName(group, candidate))) &&
    countries
      .filter(({ country }) => !modifiers.includes(country))
      .every(({ country, members }) =>
        candidates.some(({ line }) => line.countries.some((code) => code === country || members.includes(code))),
      )
  );
}
