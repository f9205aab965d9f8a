import { wordCounts, type Figure } from "../../domain/figures.ts";
import { measureOf } from "../../domain/units.ts";
import { isStopWord, stemOf, tokens } from "../../library/words.ts";
import type { Candidate } from "./candidates.ts";
import type { Operand } from "./compute.ts";
import type { Knowledge } from "./understanding.ts";
import { toldOnce } from "../../domain/told-once.ts";

/** A number of a sentence with what the sentence says of it, and not of its other numbers. */
export interface Reading extends Operand {
  start: number;
  end: number;
  /** The stretch of the sentence that is about it, and where it begins. */
  stretch: string;
  from: number;
  /** The content stems of that stretch. */
  near: Set<string>;
  /** What is counted, as stems or unit words; empty where the sentence leaves it out ("eight of them"). */
  nouns: string[];
  /** Countries that the stretch names, themselves or by a supplier that is at home there. */
  countries: Set<string>;
  /** The date of the stretch, or the year its wording puts it in. */
  date?: string;
}

const measured = /^(?:[A-Z]{3}|W|Wh|FLOPS|B|m|m2|percent)$/;
const timed = /^(?:year|month|day|hour|times)$/;

/** Is a value one of money, power, a percentage or another measure, and not a count? */
export function isMeasure({ unit }: Pick<Operand, "unit">): boolean {
  return measured.test(unit);
}

/** The numbers of a sentence that can be reckoned with, in its order; durations only where asked for. */
export function readingsOf(
  candidate: Candidate,
  knowledge: Knowledge,
  durations: (unit: string) => boolean = () => false,
): Reading[] {
  const { text } = candidate;
  const all = [...candidate.figures.filter(({ kind }) => kind === "quantity"), ...wordCounts(text)]
    .filter(({ unit }) => !timed.test(unit) || durations(unit))
    .filter((figure) => !(figure.unit === "" && isRank(figure, text)))
    .sort((a, b) => a.start - b.start);
  const figures = toldOnce(all, text);
  const dates = candidate.figures.filter(({ kind }) => kind === "date");
  const currencies = new Set(figures.map(({ unit }) => unit).filter((unit) => /^[A-Z]{3}$/.test(unit)));
  const [currency] = currencies.size === 1 ? currencies : [];
  const cuts = figures.slice(1).map((figure, at) => cut(text, figures[at]?.end ?? 0, figure.start));
  return figures.flatMap((figure, at): Reading[] => {
    if (isOfRange(figures, at, text)) return [];
    const [from, until] = [cuts[at - 1] ?? 0, cuts[at] ?? text.length];
    const stretch = text.slice(from, until);
    const nouns = nounsOf(figure, text);
    // "KRW 157.6 billion for GPUs, 62.8 billion for data": a large bare number behind money is money too.
    const isMoney = figure.unit === "" && currency && figure.value >= 1e6 && nouns.length === 0;
    const unit = isMoney ? currency : isPercentToo(figures, at, text) ? "percent" : figure.unit;
    const date = dates.find(({ start, end }) => start >= from && end <= until)?.date;
    return [
      {
        candidate,
        value: figure.value,
        unit,
        shown: /^\p{L}/u.test(figure.text) && !figure.unit ? String(figure.value) : figure.text,
        start: figure.start,
        end: figure.end,
        stretch,
        from,
        near: new Set(tokens(stretch).map(({ stem }) => stem)),
        nouns: nouns.length === 0 && /^(?:gpu|people|company|country|site|project)$/.test(unit) ? [unit] : nouns,
        countries: countriesOf(stretch, knowledge),
        ...(date && { date }),
      },
    ];
  });
}

// "TIM (45%), Leonardo (25)": in brackets like the percentage before it.
function isPercentToo(figures: Figure[], at: number, text: string): boolean {
  const alone = ({ start, end }: Figure): boolean => text[start - 1] === "(" && text[end] === ")";
  const figure = figures[at];
  return (
    figure?.unit === "" &&
    alone(figure) &&
    figures.slice(0, at).some((other) => other.unit === "percent" && alone(other))
  );
}

// A version or a rank is no amount: "5G", "No. 5", "27th".
function isRank(figure: Figure, text: string): boolean {
  return /^\p{L}/u.test(text.slice(figure.end)) || /(?:\bNo\.|#|§)\s*$/u.test(text.slice(0, figure.start));
}

// "10,000 to 15,000", "30-50%": the ends of one estimate are no two values; "from 65 to 86" are.
function isOfRange(figures: Figure[], at: number, text: string): boolean {
  const joins = (low: Figure | undefined, high: Figure | undefined): boolean =>
    low !== undefined &&
    high !== undefined &&
    /^(?: ?[-–] ?| to | or )$/u.test(text.slice(low.end, high.start)) &&
    !/\bfrom (?:\p{L}+ )?$/iu.test(text.slice(0, low.start));
  return joins(figures[at - 1], figures[at]) || joins(figures[at], figures[at + 1]);
}

const boundary =
  /[,;:(]|(?<=\s)(?:and|against|while|but|after|before|from|beside|besides|plus|out of|than|to|towards?|with|up|down|now|then)(?=\s)/giu;

// Between two numbers the stretch of the second begins at the last boundary, else half way.
function cut(text: string, from: number, to: number): number {
  // What stands in brackets by itself parts nothing: "(2014)" behind a number, "the US (50)" before one.
  const between = text
    .slice(from, to)
    .replace(/\([^()]*\)/gu, (group) => "_".repeat(group.length))
    .replace(/\($/u, /^[^()]{0,6}\)/u.test(text.slice(to).replace(/^[\d.,]+/u, "")) ? "_" : "(");
  const last = [...between.matchAll(boundary)].at(-1);
  return from + (last?.index ?? Math.floor(between.length / 2));
}

// The words right behind a number, up to the first that is no noun or adjective; names alone are none.
function nounsOf(figure: Figure, text: string): string[] {
  if (isMeasure(figure) || timed.test(figure.unit)) return [];
  const behind = /^[ -]([^,;:().]*)/u.exec(text.slice(figure.end))?.[1]?.split(/\s+/u).slice(0, 4) ?? [];
  const until = behind.findIndex((word) => isStopWord(word) || /^\d/.test(word) || prepositions.test(word));
  const words = until < 0 ? behind : behind.slice(0, until);
  if (!words.some((word) => /^\p{Ll}|[^s]s$/u.test(word) || measureOf(word))) return [];
  return words.map((word) => measureOf(word)?.[0] ?? stemOf(word.toLowerCase()));
}

const prepositions =
  /^(?:ago|apiece|each|earlier|later|more|less|fewer|active|live|years?|months?|nine|two|three|by|\p{L}+[^e]ed)$/iu;

function countriesOf(text: string, { gazetteer, suppliers }: Knowledge): Set<string> {
  return new Set([
    ...gazetteer.mentions(text).map(({ country }) => country.country),
    ...suppliers.mentions(text).map(({ supplier }) => supplier.jurisdiction),
  ]);
}

/** May two numbers be set against each other: of one measure, or counts of one thing as far as the sentence says? */
export function sameKind(one: Reading, other: Reading): boolean {
  if (isMeasure(one) || isMeasure(other)) return one.unit === other.unit;
  if (one.unit && other.unit && one.unit !== other.unit) return false;
  return one.nouns.length === 0 || other.nouns.length === 0 || one.nouns.some((noun) => other.nouns.includes(noun));
}
