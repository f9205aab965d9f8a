import { numberInWords } from "../../domain/figures.ts";
import type { Country } from "../../domain/country.ts";
import { contentStems } from "../../library/words.ts";
import { isAskingWord } from "./asking-words.ts";
import type { Candidate } from "./candidates.ts";
import { hasName, saysName } from "./features.ts";
import { sidesOf } from "./sides.ts";
import type { Asked } from "./understanding.ts";
import type { Sentence } from "./sentence.ts";
import type { NearWords } from "./thesaurus.ts";
import type { Weights } from "./weights.ts";

/** Of two countries only what is said in the question's own words is set against each other. */
const none: NearWords = new Map();

/**
 * May a calculation be shown as the answer? Its operands must speak, taken together, of every country, name and year of
 * the question and of most of its words, and each of them of something it names: a wrong sum costs more than none.
 */
export function standsTogether(
  asked: Asked,
  computed: Sentence[],
  candidates: Candidate[],
  nearWords: NearWords,
  { calculate }: Weights,
): boolean {
  if (asked.arithmetic === "count") return true;
  const ids = new Set(computed.flatMap(({ evidence }) => evidence));
  const texts = new Set(computed.map(({ text }) => text));
  const operands = candidates.filter(({ line, text }) => ids.has(line.id) && texts.has(text));
  // One sentence may leave to its source or heading what it is about; several have to say it.
  const names = operands.length > 1 ? saysName : hasName;
  const own = asked.countries.filter(({ country }) => !asked.modifiers.includes(country));
  const setsAgainst = own.length > 1 && asked.arithmetic !== "sum";
  const several = setsAgainst ? calculate.covered.countries : calculate.covered.several;
  const enough = operands.length > 1 ? several : calculate.covered.one;
  return (
    operands.length > 0 &&
    asked.countries.every((country) => operands.some((operand) => isAbout(operand, country))) &&
    (own.length === 0 ||
      operands.every(
        (operand) =>
          own.some((country) => isAbout(operand, country)) ||
          standingNames(asked).some((group) => saysName(group, operand)),
      )) &&
    asked.nameGroups.every((group) => operands.some((operand) => names(group, operand))) &&
    possessors(asked).every((group) => operands.every((operand) => names(group, operand))) &&
    coverYears(asked, operands) &&
    covered(asked, operands, setsAgainst ? none : nearWords) >=
      enough[asked.arithmetic === "share" ? "share" : "other"] &&
    !operands.some((operand) => leavesOpen(operand) || isPart(operand, asked))
  );
}

// Names with words of their own beside them on their side of what is compared: "than what Humain wants", but not "than Oracle".
function standingNames({ text, nameGroups }: Asked): string[][] {
  const sides = sidesOf(text, true)?.sides.map((side) => contentStems(side)) ?? [];
  return nameGroups.filter((group) =>
    sides.some((side) => group.every((stem) => side.includes(stem)) && side.some((stem) => !group.includes(stem))),
  );
}

// "Humain's deals with AMD and AWS": each of the deals is Humain's.
function possessors(asked: Asked): string[][] {
  const owners = [...asked.text.matchAll(/([\p{L}\p{N}.-]+)['’]s\b/gu)].flatMap(([, word]) => contentStems(word ?? ""));
  return asked.nameGroups.filter((group) => group.length === 1 && group.every((stem) => owners.includes(stem)));
}

/** Does a sentence tell of a country or one of its members, or name it? */
export function tellsOf({ line, text }: Candidate, { country, members, name, aliases, adjectives }: Country): boolean {
  return (
    line.countries.some((code) => code === country || members.includes(code)) ||
    [name, ...aliases, ...adjectives].some((word) => text.includes(word))
  );
}

// … or of a bloc that it belongs to.
function isAbout(candidate: Candidate, country: Country): boolean {
  return tellsOf(candidate, country) || country.memberships.some((code) => candidate.line.countries.includes(code));
}

/** Is each year that a question names one of some sentence? */
export function coverYears(asked: Asked, candidates: Candidate[]): boolean {
  return yearsOf(asked).every((year) => candidates.some((candidate) => isOf(candidate, year)));
}

function yearsOf(asked: Asked): string[] {
  return asked.figures.flatMap(({ date }) => date?.slice(0, 4) ?? []);
}

function isOf({ line, text, figures }: Candidate, year: string): boolean {
  if (text.includes(year) || [line.asOf, line.targetDate].some((date) => date?.startsWith(year) === true)) return true;
  // "In August 2025, down from … two years before."
  const [, count] = /\b(\p{L}+|\d+) years? (?:before|earlier|ago)\b/iu.exec(text) ?? [];
  const years = count === undefined ? undefined : /^\d/u.test(count) ? Number(count) : numberInWords(count);
  const dates = [line.asOf, ...figures.map(({ date }) => date)].flatMap((date) => Number(date?.slice(0, 4)) || []);
  return years !== undefined && dates.some((date) => date - years === Number(year));
}

function covered(asked: Asked, operands: Candidate[], nearWords: NearWords): number {
  const terms = asked.terms.filter((stem) => !isAskingWord(stem));
  if (terms.length === 0) return 1;
  const said = terms.filter((term) =>
    [term, ...(nearWords.get(term) ?? [])].some((stem) => operands.some(({ context }) => context.has(stem))),
  );
  return said.length / terms.length;
}

// "8 or 70 billion parameters": one of two, and nobody says which.
function leavesOpen({ text }: Candidate): boolean {
  return /\d (?:or|and\/or) (?:up to |about )?\d/u.test(text);
}

// The first phase of a thing is not the thing, unless it is asked for.
function isPart({ text }: Candidate, asked: Asked): boolean {
  return phase.test(text) && !phase.test(asked.text);
}

const phase = /\bfirst (?:phase|stage|tranche|instal+ment)\b|\bphase (?:one|1|I)\b/iu;
