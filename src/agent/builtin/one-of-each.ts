import { contentStems } from "../../library/words.ts";
import { asked as understood } from "./asked.ts";
import { isAskingWord } from "./asking-words.ts";
import type { Candidate } from "./candidates.ts";
import { carries } from "./choose.ts";
import { operandOf, type Operand } from "./compute.ts";
import type { Item } from "./enumerated.ts";
import { saysName } from "./features.ts";
import { saysMoney, unitFits } from "./operands.ts";
import type { Asked, Knowledge } from "./understanding.ts";
import { rank, type Ranked } from "./rank.ts";
import { rarity } from "./rarity.ts";
import { isOneValue } from "./restated.ts";
import { toldOnce } from "../../domain/told-once.ts";
import type { Weights } from "./weights.ts";

/** Units in which things of different names are put together: money, power, energy, computing, pieces of it. */
const adds = /^(?:[A-Z]{3}|W|Wh|FLOPS|gpu)$/;

/** A value for one of the things that a question lists. */
export interface Option {
  operand: Operand;
  entry: Ranked;
  worth: number;
}

/**
 * For each of the things that a question lists one record with a value, all of one unit and each record once; undefined
 * where one of them has none, or two values are as good.
 */
export function oneOfEach(
  asked: Asked,
  items: Item[],
  candidates: Candidate[],
  knowledge: Knowledge,
  weights: Weights,
): Option[] | undefined {
  const options = items.map((item) => optionsOf(asked, item, items, candidates, knowledge, weights));
  const units = new Set(options.flatMap((list) => list.map(({ operand }) => operand.unit)));
  const sets = [...units].flatMap((unit) => {
    const found: Option[] = [];
    for (const list of options) {
      const own = list.filter(({ operand }) => operand.unit === unit);
      const best = own.find(
        ({ operand, entry }) => !found.some((other) => isOneValue(other.operand, operand) || other.entry === entry),
      );
      if (!best || rivals(own, best, weights)) return [];
      found.push(best);
    }
    return [{ found, worth: found.reduce((sum, { worth }) => sum + worth, 0) }];
  });
  return sets.sort((a, b) => b.worth - a.worth)[0]?.found;
}

/** The values that one of the listed things may have, the best first. */
export function optionsOf(
  asked: Asked,
  item: Item,
  items: Item[],
  candidates: Candidate[],
  knowledge: Knowledge,
  weights: Weights,
): Option[] {
  const full: Asked = { ...understood(item.question, knowledge), intents: ["count"], wanted: null };
  const own = understood(item.own, knowledge);
  const others = items.filter((other) => other !== item).map((other) => understood(other.own, knowledge));
  const byCountry = [own, ...others].every(({ countries }) => countries.length > 0);
  const countries = meantCountries(byCountry ? own : asked);
  const elsewhere = byCountry ? others.flatMap(meantCountries).filter((code) => !countries.includes(code)) : [];
  // Single records of several countries are not what these have: only of a named thing can they be put together.
  if (byCountry && !namesOf(asked, knowledge).some((group) => !items.some((other) => isIn(group, other, own))))
    return [];
  const stems = ownStems(item, own, items);
  const ofOwn = (group: string[]): boolean => isIn(group, item, own);
  const names = namesOf(asked, knowledge).filter(
    (group) => ofOwn(group) || !items.some((other) => isIn(group, other, understood(other.own, knowledge))),
  );
  const years = own.figures.flatMap(({ date }) => date?.slice(0, 4) ?? []);
  const otherYears = others
    .flatMap(({ figures }) => figures.flatMap(({ date }) => date?.slice(0, 4) ?? []))
    .filter((year) => years.length > 0 && !years.includes(year));
  return rank(full, candidates, knowledge, weights)
    .slice(0, weights.calculate.items.considered)
    .flatMap((entry): Option[] => {
      const { candidate } = entry;
      const { line } = candidate;
      if (line.supersededBy.length > 0 || !carries({ ...full, nameGroups: [] }, entry, weights)) return [];
      if (!countries.every((code) => line.countries.includes(code))) return [];
      if (elsewhere.some((code) => line.countries.includes(code))) return [];
      if (!names.every((group) => saysName(group, candidate))) return [];
      if (!years.every((year) => yearsOf(candidate).includes(year))) return [];
      if (otherYears.some((year) => yearsOf(candidate).includes(year))) return [];
      const covered = coverage(stems, candidate, knowledge);
      if (!names.some(ofOwn) && covered < weights.calculate.items.covered) return [];
      return valuesIn(candidate)
        .filter(({ unit }) => adds.test(unit) && unitFits(asked, unit))
        .map((operand) => ({ operand, entry, worth: entry.score + covered }));
    })
    .sort((a, b) => b.worth - a.worth);
}

/** The names of a question without those that only call a supplier otherwise ("Redmond"). */
export function namesMeant(asked: Asked, { suppliers }: Knowledge): string[][] {
  const isOther = (group: string[]): boolean =>
    suppliers
      .mentions(group.map((stem) => stem.charAt(0).toUpperCase() + stem.slice(1)).join(" "))
      .some(({ supplier }) => {
        const name = contentStems(supplier.name);
        return asked.nameGroups.some((one) => one !== group && one.join(" ") === name.join(" "));
      });
  return asked.nameGroups.filter((group) => !isOther(group));
}

// … and the supplier whose name is the first word of the question: "Microsoft's pledges to X".
function namesOf(asked: Asked, knowledge: Knowledge): string[][] {
  const groups = namesMeant(asked, knowledge);
  const first = knowledge.suppliers
    .mentions(asked.text)
    .filter(({ supplier, start, end }) => start === 0 && asked.text.slice(start, end).startsWith(supplier.name))
    .map(({ supplier }) => contentStems(supplier.name));
  return [
    ...groups,
    ...first.filter((name) => !asked.nameGroups.some((group) => group.some((stem) => name.includes(stem)))),
  ];
}

// Is a name one of a listed thing, as it is written there or as the corpus calls it?
function isIn(group: string[], { own }: Item, { nameGroups }: Asked): boolean {
  const stems = contentStems(own);
  return group.every((stem) => stems.includes(stem)) || nameGroups.some((name) => name.join(" ") === group.join(" "));
}

function meantCountries({ countries, modifiers }: Asked): string[] {
  return countries.map(({ country }) => country).filter((code) => !modifiers.includes(code));
}

function ownStems(item: Item, own: Asked, items: Item[]): string[] {
  const ofCountries = new Set(
    own.countries.flatMap(({ name, official_name, aliases, adjectives }) =>
      contentStems([name, official_name, ...aliases, ...adjectives].join(" ")),
    ),
  );
  const shared = items.filter((other) => other !== item).flatMap((other) => contentStems(other.own));
  const stems = contentStems(item.own.replace(/\([^()]*\)/gu, "")).filter(
    (stem) => !ofCountries.has(stem) && !shared.includes(stem) && !isAskingWord(stem) && !/^\d/.test(stem),
  );
  // "The spending on X" is any money for X.
  const telling = stems.filter((stem) => !saysMoney(stem));
  return telling.length > 0 ? telling : stems;
}

// The typed value of a record, and every other that is the only one of its unit.
function valuesIn(candidate: Candidate): Operand[] {
  const typed = operandOf(candidate);
  const figures = toldOnce(
    candidate.figures.filter(({ kind }) => kind === "quantity"),
    candidate.text,
  );
  const single = figures.filter(({ unit }) => figures.filter((other) => other.unit === unit).length === 1);
  const others = single
    .filter(({ unit }) => unit !== typed?.unit)
    .map(({ value, unit, text }): Operand => ({ candidate, value, unit, shown: text }));
  return typed ? [typed, ...others] : others;
}

// Share of the own words of a thing that a sentence says, the rarer ones counting more.
function coverage(stems: string[], candidate: Candidate, knowledge: Knowledge): number {
  if (stems.length === 0) return 1;
  const weight = (list: string[]): number => list.reduce((sum, stem) => sum + rarity(stem, knowledge), 0);
  const said = stems.filter((stem) =>
    [stem, ...(knowledge.nearWords.get(stem) ?? [])].some((word) => candidate.stems.has(word)),
  );
  return weight(said) / weight(stems);
}

function yearsOf({ figures, line }: Candidate): string[] {
  const told = figures.flatMap(({ date }) => date?.slice(0, 4) ?? []);
  return told.length > 0 ? told : [line.asOf?.slice(0, 4) ?? ""];
}

function rivals(options: Option[], best: Option, { calculate }: Weights): boolean {
  return options.some(
    ({ operand, worth }) =>
      operand.value !== best.operand.value && Math.abs(worth - best.worth) < calculate.items.margin,
  );
}
