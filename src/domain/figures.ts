import { monthNumber } from "./dates.ts";
import { currencyCodes, currencyOf, measureOf, scaleOf, type BaseQuantity } from "./units.ts";

/** A number found in running text, in base units; `kind` date carries `date` (YYYY, YYYY-MM or YYYY-MM-DD). */
export interface Figure extends BaseQuantity {
  kind: "quantity" | "date" | "name";
  date?: string;
  start: number;
  end: number;
  text: string;
}

const numberWords = new Map(
  Object.entries({
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
    twelve: 12,
    thirteen: 13,
    fourteen: 14,
    fifteen: 15,
    sixteen: 16,
    seventeen: 17,
    eighteen: 18,
    nineteen: 19,
    twenty: 20,
    thirty: 30,
    forty: 40,
    fifty: 50,
    sixty: 60,
    seventy: 70,
    eighty: 80,
    ninety: 90,
    hundred: 100,
  }),
);

/** What a number in words is, up to a hundred; `a` and `an` are one. */
export function numberInWords(word: string): number | undefined {
  return /^an?$/iu.test(word) ? 1 : parseNumber(word);
}

const fractions: [RegExp, number][] = [
  [/(?<!\b(?:first|second|latter|other) )\bhalf\b(?= of\b| the\b| a\b|[,.;]|$)/giu, 50],
  [/\b(?:one|a)[- ]third\b(?= of\b| the\b|[,.;]|$)/giu, 100 / 3],
  [/\btwo[- ]thirds\b/giu, 200 / 3],
  [/\b(?:one|a)[- ]quarter\b(?= of\b| the\b|[,.;]|$)/giu, 25],
  [/\bthree[- ]quarters\b/giu, 75],
  [/\b(?:one|a)[- ]fifth\b/giu, 20],
];

const month = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:[a-z]{1,6})?\\.?";
const year = "(?:19|20)\\d{2}";
const datePatterns: [RegExp, (groups: string[]) => string | undefined][] = [
  [new RegExp(`\\b(\\d{1,2}) (${month}) (${year})\\b`, "gu"), ([d, m, y]) => isoDate(y, m, d)],
  [new RegExp(`\\b(${month}) (\\d{1,2}),? (${year})\\b`, "gu"), ([m, d, y]) => isoDate(y, m, d)],
  [new RegExp(`\\b(${month}) (${year})\\b`, "gu"), ([m, y]) => isoDate(y, m)],
  [
    new RegExp(`\\b(${year})-(0[1-9]|1[0-2])(?:-(\\d{2}))?\\b(?!-)`, "gu"),
    ([y, m, d]) => [y, m, d].filter(Boolean).join("-"),
  ],
  // A fiscal year (2025-26, FY2026) is dated by the year it names first.
  [new RegExp(`\\b(${year})[-–/]\\d{2}(?![\\d-])`, "gu"), ([y]) => y],
  [new RegExp(`\\bFY ?(${year})\\b`, "gu"), ([y]) => y],
  // "2026 GW" is no year.
  [
    new RegExp(
      `(?<![\\w.,])(?<!(?<!\\b${year})-)(${year})(?![\\d.,]*\\d|[\\w%]| (?:[kMG]W|[kMGT]Wh|percent|per cent|million|billion|trillion|crore|GPUs?)\\b)`,
      "gu",
    ),
    ([y]) => y,
  ],
];

const currency = `(?:US\\$|CA?\\$|A\\$|S\\$|[$€£¥₹₩]|\\b(?:Rs\\.?|RMB|F?CFA|${[...currencyCodes].join("|")})(?= ?\\d))`;
const scale = "thousand|lakh|million|crore|billion|trillion|mn|bn|tn|[kmb](?![a-z])|[KMBT](?![A-Za-z])";
const spelled = [...numberWords.keys()].join("|");
const figurePattern = new RegExp(
  `(?:(?<prefix>${currency}) ?|(?<!\\p{L}[-.]?|\\d\\.?))(?<number>10\\^\\d{1,2}|\\d{1,3}(?:,\\d{2,3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?|\\b(?:${spelled})(?:[- ](?:${spelled}))?(?= |-|,|$|\\.))(?:[ -]?(?<scale>${scale})\\b)?(?:[ -]?(?<scale2>lakh|crore|million|billion)\\b)?(?:[ -]?(?<suffix>%|per cent|[\\p{L}€£$][\\p{L}\\d]*))?`,
  "giu",
);

/**
 * Finds every number of a text with its scale, unit or date: `€109bn` and `109 billion euros` both give
 * {109e9, `EUR`}; `22 May 2025` gives a date; `half` gives 50 percent. Numbers that are part of a name
 * (`H100`, `GLM-5.1`) are left out; `ABCI 3.0` gives a figure of kind `name`.
 */
export function findFigures(text: string): Figure[] {
  const figures: Figure[] = [];
  const covered = new Uint8Array(text.length);
  const add = (figure: Figure): void => {
    if (covered.subarray(figure.start, figure.end).some(Boolean)) return;
    covered.fill(1, figure.start, figure.end);
    figures.push(figure);
  };
  for (const [pattern, toDate] of datePatterns) {
    for (const match of text.matchAll(pattern)) {
      const date = toDate(match.slice(1));
      if (date) add({ kind: "date", date, value: 0, unit: "", ...spanOf(match) });
    }
  }
  for (const [pattern, value] of fractions)
    for (const match of text.matchAll(pattern)) add({ kind: "quantity", value, unit: "percent", ...spanOf(match) });
  const numbers = [...text.matchAll(figurePattern)].flatMap((match) => toFigure(match, text) ?? []);
  joinRanges(numbers, text);
  for (const { figure } of numbers) add(figure);
  return figures.sort((a, b) => a.start - b.start);
}

const wordNumber = new RegExp(
  `(?<![\\p{L}\\d-])(?:${spelled})(?:[- ](?:${spelled}))?(?![\\p{L}\\d]|[- ](?:${scale})\\b)`,
  "giu",
);

/**
 * Numbers in words that count something without a unit (`eight of them`, `twelve nodes`), which `findFigures` leaves out
 * for being too common in prose to be held against a source. A calculation may rest on them all the same.
 */
export function wordCounts(text: string): Figure[] {
  const figures = findFigures(text);
  return [...text.matchAll(wordNumber)].flatMap((match): Figure[] => {
    const value = parseNumber(match[0]);
    const span = spanOf(match);
    const known = figures.some((figure) => span.start < figure.end && figure.start < span.end);
    // "One of the": mostly no number at all.
    const unit = measureOf(/^[ -](\p{L}+)/u.exec(text.slice(span.end))?.[1] ?? "")?.[0] ?? "";
    return value === undefined || value < 2 || known ? [] : [{ kind: "quantity", value, unit, ...span }];
  });
}

// In "1.7-3.6 GW" and "USD 15 to 20 billion" each end has the scale and the unit that the other one names.
function joinRanges(numbers: ParsedNumber[], text: string): void {
  for (const [index, { figure: low, bare, spelled }] of numbers.entries()) {
    const high = numbers[index + 1];
    if (!high || !bare || spelled || low.kind !== "quantity" || high.figure.kind !== "quantity") continue;
    const between = text.slice(low.end, high.figure.start);
    const isRange =
      /^(?: ?[-–—] ?| to )$/u.test(between) || (between === " and " && /\bbetween $/iu.test(text.slice(0, low.start)));
    if (!isRange || (low.unit && high.figure.unit && low.unit !== high.figure.unit)) continue;
    low.value *= high.factor;
    low.unit ||= high.figure.unit;
    high.figure.unit ||= low.unit;
  }
}

/** Do two figures say the same number: equal in base units, and of one unit where both name one? */
export function figuresAgree(one: BaseQuantity, other: BaseQuantity): boolean {
  if (one.unit && other.unit && one.unit !== other.unit) return false;
  const larger = Math.max(Math.abs(one.value), Math.abs(other.value));
  return Math.abs(one.value - other.value) <= larger * 1e-9 || roundedAlike(one.value, other.value);
}

// 66.7 for two thirds: thirds are the only values of the corpus that cannot be written exactly.
function roundedAlike(one: number, other: number): boolean {
  return isThird(one) && isThird(other) && Math.abs(one - other) < 0.1;
}

function isThird(value: number): boolean {
  const thirds = Math.round((value * 3) / 100);
  return (thirds === 1 || thirds === 2) && Math.abs((value * 3) / 100 - thirds) < 2e-3;
}

function spanOf(match: RegExpExecArray): Pick<Figure, "start" | "end" | "text"> {
  return { start: match.index, end: match.index + match[0].length, text: match[0] };
}

function isoDate(yearText?: string, monthText?: string, dayText?: string): string | undefined {
  const number = monthText ? monthNumber(monthText) : undefined;
  if (!yearText || !number) return undefined;
  const parts = [yearText, String(number).padStart(2, "0")];
  if (Number(dayText) > 31) return undefined;
  if (dayText) parts.push(dayText.padStart(2, "0"));
  return parts.join("-");
}

/** A figure with what a range needs to know of how it was written: `bare` without scale or unit behind it. */
interface ParsedNumber {
  figure: Figure;
  factor: number;
  bare: boolean;
  spelled: boolean;
}

function toFigure(match: RegExpExecArray, text: string): ParsedNumber | undefined {
  const { prefix: written, number, scale: scaleWord, scale2, suffix } = match.groups ?? {};
  // "try 5" is no five lira: a currency code stands in capitals.
  const prefix = written && /^[a-z]/u.test(written) ? undefined : written;
  // 80 in "A100-80" is part of a name.
  if (!number || /\p{L}[\p{L}\d.]*-$/u.test(text.slice(Math.max(0, match.index - 24), match.index))) return undefined;
  const value = parseNumber(number);
  if (value === undefined) return undefined;
  const spelledOut = /^\p{L}/u.test(number);
  let factor = (scaleWord ? (scaleOf(scaleWord) ?? 1) : 1) * (scale2 ? (scaleOf(scale2) ?? 1) : 1);
  let unit = prefix ? (currencyOf(prefix) ?? "") : "";
  const measure = suffix ? measureOf(suffix) : undefined;
  const suffixCurrency = suffix ? currencyOf(suffix) : undefined;
  if (!unit && suffixCurrency) unit = suffixCurrency;
  else if (!unit && measure) {
    unit = measure[0];
    factor *= measure[1];
  }
  // "one of the", "the two": a spelled number counts only with a scale or a unit behind it.
  if (spelledOut && !scaleWord && !measure && !suffixCurrency) return undefined;
  const start = match.index + (prefix ? 0 : match[0].indexOf(number));
  // "EUR 12.25 billion chip programme": what stands behind money is no unit of it.
  const isUnit = suffixCurrency ? suffixCurrency === unit : measure?.[0] === unit;
  const used = unit && isUnit ? match[0].trimEnd() : withoutSuffix(match[0], suffix);
  const before = text.slice(Math.max(0, start - 24), start);
  const end = match.index + used.length;
  const named = !unit && !scaleWord && /(?:\p{Lu}[\p{L}\d-]*|Article|article|Tier|tier|No\.) $/u.test(before);
  const figure: Figure = {
    kind: named && !opensSentence(text.slice(0, start)) ? "name" : "quantity",
    value: value * factor,
    unit,
    start,
    end,
    text: text.slice(start, end),
  };
  return { figure, factor, bare: !scaleWord && !measure && !suffixCurrency, spelled: spelledOut };
}

// "The 81,900 chips": the capital is that of the sentence, not of a name.
function opensSentence(before: string): boolean {
  return /[.!?] \p{Lu}\p{Ll}+ $|^(?:The|These|Over|About|Some|Around|Nearly|Almost|Only|All|In|At|By|Of|From|Roughly) $/u.test(
    before,
  );
}

function withoutSuffix(whole: string, suffix: string | undefined): string {
  return suffix ? whole.slice(0, whole.length - suffix.length).trimEnd() : whole.trimEnd();
}

function parseNumber(text: string): number | undefined {
  if (text.startsWith("10^")) return Number(`1e${text.slice(3)}`);
  if (/^\d/.test(text)) {
    const value = Number(text.replaceAll(",", ""));
    return Number.isFinite(value) ? value : undefined;
  }
  const words = text.toLowerCase().split(/[- ]/);
  const values = words.map((word) => numberWords.get(word));
  if (values.some((value) => value === undefined)) return undefined;
  const [first = 0, second] = values as number[];
  return second === undefined ? first : second === 100 ? first * 100 : first + second;
}
