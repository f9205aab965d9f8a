import type { Evidence } from "../../domain/answer.ts";
import { figuresAgree, findFigures, wordCounts, type Figure } from "../../domain/figures.ts";
import { currencyOf, measureOf, toBase, type BaseQuantity } from "../../domain/units.ts";
import { toldOnce } from "../../domain/told-once.ts";
import { contentStems } from "../../library/words.ts";
import { isMonths, verifyMonths } from "./time-between.ts";
import type { Judgement } from "./verify.ts";

/** A sentence that shows a calculation: `… (10 + 15.2 = …)`, with +, −, ÷ or × between its operands. */
const shown = /\(([^()]*?\s[+−÷×]\s[^()]*?)\)/u;
/** … or reckons back from a growth: `… (USD 665 billion ÷ (100% + 75%))`. */
const backwards = /\((?<after>[^()]+) ÷ \(100% (?<sign>[+−]) (?<change>[^()]+%)\)\)/u;

/**
 * Checks a computed sentence: each operand is in the evidence and the result follows from them (to the digits shown).
 * Undefined when the sentence shows no calculation, so that the ordinary checks apply.
 */
export function verifyArithmetic(sentence: string, evidence: Evidence[]): Judgement | undefined {
  const { count, names } =
    /^That makes (?<count>\d+)(?: \p{Ll}+)?(?: \((?<names>[^()]+)\))?\.?$/u.exec(sentence)?.groups ?? {};
  if (count !== undefined && names !== undefined) return countOfNames(Number(count), names.split(", "), evidence);
  if (count !== undefined)
    return Number(count) === evidence.length
      ? { verdict: "supported", reason: "as many items of evidence as it counts" }
      : { verdict: "contradicted", reason: `counts ${count} where there are ${evidence.length}` };
  const time = verifyMonths(sentence, evidence);
  if (time) return time;
  const back = backwards.exec(sentence);
  if (back) return verifyBackwards(sentence.slice(0, back.index), back.groups ?? {}, evidence);
  const [written, precise] = shown.exec(sentence)?.[1]?.split(" = ") ?? [];
  // "(4.8 ÷ 3.6 − 1)" is a change: how far the quotient is from one.
  const inside = written?.replace(/(?<= ÷ .*) − 1$/u, "");
  const isChange = inside !== written;
  const operators = [...(inside ?? "").matchAll(/\s([+−÷×])\s/gu)].map(([, sign]) => sign ?? "");
  if (!inside || operators.length === 0) return undefined;
  const operands = inside.split(/\s[+−÷×]\s/u).map(operandIn);
  const adds = operators.every((sign) => /[+−]/u.test(sign));
  if (!adds && operators.some((sign) => /[+−]/u.test(sign)))
    return { verdict: "contradicted", reason: "adds and multiplies at once" };
  const missing = operands.some((operand, at) => !isKnown(operand, evidence) && !isWhole(operands, operators, at));
  if (missing) return { verdict: "contradicted", reason: "an operand is not in the evidence" };
  const values = operands.flatMap((operand) => operand ?? []);
  if (
    adds &&
    values.some(({ unit }) => unit !== "" && values.some((other) => other.unit !== "" && other.unit !== unit))
  )
    return { verdict: "contradicted", reason: "adds what is of different units" };
  if (adds && values.some((value) => timesIn(values, value) > timesTold(value, evidence)))
    return { verdict: "contradicted", reason: "counts a value twice that the evidence tells once" };
  const [first, ...rest] = values;
  const result = rest.reduce(
    (total, value, at) => apply(operators[at] ?? "", total, value, first?.unit === "percent"),
    valueOf(first, operators[0]),
  );
  const said = sentence.slice(0, sentence.indexOf(inside));
  const [, per] = /\bper (\p{L}+) \($/u.exec(said) ?? [];
  const expected = (isChange ? Math.abs(result - 1) : result) * (per ? toBase(1, per).value : 1);
  if (precise === undefined) return judge(said, expected, operators);
  return isRounded(said, precise)
    ? judge(precise, expected, operators)
    : { verdict: "contradicted", reason: "the rounded result is not the result" };
}

/**
 * What a sentence says beside the calculation that it shows ("France is ahead of Peru by … (5 − 2)"), to be held against the
 * evidence like any other; empty where it says no more than that something is reckoned.
 */
export function besideCalculation(sentence: string): string {
  // The time between two dates and counts are sentences of one form, and say nothing else.
  const calculation = backwards.exec(sentence) ?? shown.exec(sentence);
  if (!calculation || isMonths(sentence)) return "";
  const before = sentence.slice(0, calculation.index);
  const result = findFigures(before).find(({ kind }) => kind !== "date");
  const said = result ? `${before.slice(0, result.start)} ${before.slice(result.end)}` : before;
  const text = `${said} ${sentence.slice(calculation.index + calculation[0].length)}`.replace(/\s+/gu, " ").trim();
  const own = contentStems(text).filter((stem) => !reckoning.has(stem) && !measureOf(stem) && !currencyOf(stem));
  const names = /(?<=[\p{L},;] )\p{Lu}\p{Ll}/u.test(text);
  return names || own.length >= leastOwn || findFigures(text).length > 0 ? text : "";
}

/** So many words of its own make a claim of what stands beside a calculation. */
const leastOwn = 2;
const reckoning = new Set(
  contentStems(
    "together combined total sum amounts comes difference differ gap leaves left remains times much many increase decrease rise fall each average percent percentage point share ratio about roughly approximately nearly almost more less than up most least",
  ),
);

// "about 3.3 times … = 3.33": the number that is said is the one that is shown, to the digits that it has.
function isRounded(said: string, precise: string): boolean {
  const [rounded] = findFigures(said).filter(({ kind }) => kind !== "date");
  const [exact] = findFigures(precise);
  if (!rounded || !exact) return false;
  const [number, decimals = ""] = /\d[\d,]*(?:\.(\d+))?/u.exec(rounded.text) ?? [];
  // "USD 59 billion" is rounded to billions.
  const scale = rounded.value / Number((number ?? "1").replaceAll(",", ""));
  return Math.abs(rounded.value - exact.value) <= (0.5 * 10 ** -decimals.length + 1e-6) * scale;
}

// "That makes 3 (Baidu, Alibaba, DeepSeek)": as many as are shown, each once, and each in the evidence.
function countOfNames(count: number, names: string[], evidence: Evidence[]): Judgement {
  const words = (text: string): string => ` ${text.replaceAll(/[^\p{L}\p{N}]+/gu, " ").trim()} `;
  const missing = names.find((name) => !evidence.some(({ quote }) => words(quote).includes(words(name))));
  if (missing) return { verdict: "contradicted", reason: "a name that it counts is not in the evidence" };
  return count === names.length && new Set(names).size === count
    ? { verdict: "supported", reason: "as many names of the evidence as it counts" }
    : { verdict: "contradicted", reason: `counts ${count} where there are ${names.length}` };
}

// "665 is 75% above what was before": both numbers in the evidence, and the former number follows from them.
function verifyBackwards(
  said: string,
  { after, sign, change }: Record<string, string>,
  evidence: Evidence[],
): Judgement {
  const [whole, rate] = [operandIn(after ?? ""), operandIn(change ?? "")];
  if (!whole || rate?.unit !== "percent" || !isKnown(whole, evidence) || !isKnown(rate, evidence))
    return { verdict: "contradicted", reason: "an operand is not in the evidence" };
  return judge(said, whole.value / (1 + (sign === "−" ? -rate.value : rate.value) / 100), []);
}

function judge(before: string, result: number, operators: string[]): Judgement {
  const said = findFigures(before).find((figure) => figure.kind !== "date");
  const stated = said?.value ?? Number.NaN;
  const expected = said?.unit === "percent" && operators.includes("÷") ? result * 100 : result;
  const close = Math.abs(stated - expected) <= Math.max(Math.abs(expected) * 0.005, 1e-9);
  return close
    ? { verdict: "supported", reason: "the operands are in the evidence and the arithmetic holds" }
    : { verdict: "contradicted", reason: "the arithmetic does not hold" };
}

// From left to right, a percentage that multiplies being a hundredth, and one that divides what is none itself (`isShare`).
function apply(operator: string, total: number, operand: BaseQuantity, isShare: boolean): number {
  const { value } = operand;
  if (operator === "+") return total + value;
  if (operator === "−") return total - value;
  if (operator === "÷") return total / (operand.unit === "percent" && !isShare ? value / 100 : value);
  return total * valueOf(operand, operator);
}

function valueOf(operand: BaseQuantity | undefined, operator: string | undefined): number {
  const value = operand?.value ?? Number.NaN;
  return operator === "×" && operand?.unit === "percent" ? value / 100 : value;
}

function operandIn(part: string): BaseQuantity | undefined {
  return findFigures(part).find((figure) => figure.kind !== "date") ?? counted(part);
}

function isKnown(operand: BaseQuantity | undefined, evidence: Evidence[]): boolean {
  const known = evidence.flatMap((item) => [
    ...findFigures(item.quote).map(yearAsNumber),
    ...wordCounts(item.quote),
    ...typed(item),
  ]);
  return operand !== undefined && known.some((other) => figuresAgree(operand, other));
}

// The whole of which percentages are taken away needs no evidence: "(100% − 52%)".
function isWhole(operands: (BaseQuantity | undefined)[], operators: string[], at: number): boolean {
  return (
    at === 0 &&
    operands[0]?.value === 100 &&
    operators.every((sign) => sign === "−") &&
    operands.every((operand) => operand?.unit === "percent")
  );
}

function timesIn(values: BaseQuantity[], one: BaseQuantity): number {
  return values.filter((other) => figuresAgree(one, other)).length;
}

// How often the evidence tells a value, not counting what only says it again.
function timesTold(value: BaseQuantity, evidence: Evidence[]): number {
  const told = evidence.map((item) => {
    const figures = toldOnce([...findFigures(item.quote), ...wordCounts(item.quote)], item.quote);
    const agreeing = figures.filter((figure) => figuresAgree(value, yearAsNumber(figure))).length;
    return Math.max(agreeing, typed(item).some((other) => figuresAgree(value, other)) ? 1 : 0);
  });
  return Math.max(
    1,
    told.reduce((sum, times) => sum + times, 0),
  );
}

// "40 projects" reads as a figure already; a bare unit word that the reader does not know must not hide the number.
function counted(part: string): BaseQuantity | undefined {
  const value = Number(/\d[\d,.]*/.exec(part)?.[0]?.replaceAll(",", ""));
  return Number.isFinite(value) ? { value, unit: "" } : undefined;
}

// Of a date the year may be reckoned with: "(2030 − 2024)".
function yearAsNumber(figure: Figure): BaseQuantity {
  return figure.date ? { value: Number(figure.date.slice(0, 4)), unit: "" } : figure;
}

function typed(item: Evidence): BaseQuantity[] {
  const quantity = item.data?.quantity as { value?: number; unit?: string } | undefined;
  return quantity?.unit && typeof quantity.value === "number" ? [toBase(quantity.value, quantity.unit)] : [];
}
