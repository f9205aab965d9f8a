import type { Evidence } from "../../domain/answer.ts";
import { figuresAgree, findFigures, wordCounts, type Figure } from "../../domain/figures.ts";
import { toBase, type BaseQuantity } from "../../domain/units.ts";
import type { Judgement } from "./verify.ts";

/** A sentence that shows a calculation: `… (10 + 15.2 = …)`, with +, −, ÷ or × between its operands. */
const shown = /\(([^()]*?\s[+−÷×]\s[^()]*?)\)/u;

/**
 * Checks a computed sentence: each operand is in the evidence and the result follows from them (to the digits shown).
 * Undefined when the sentence shows no calculation, so that the ordinary checks apply.
 */
export function verifyArithmetic(sentence: string, evidence: Evidence[]): Judgement | undefined {
  const count = /^That makes (\d+)\b/u.exec(sentence)?.[1];
  if (count !== undefined)
    return Number(count) === evidence.length
      ? { verdict: "supported", reason: "as many items of evidence as it counts" }
      : { verdict: "contradicted", reason: `counts ${count} where there are ${evidence.length}` };
  const written = shown.exec(sentence)?.[1];
  // "(4.8 ÷ 3.6 − 1)" is a change: how far the quotient is from one.
  const inside = written?.replace(/(?<= ÷ .*) − 1$/u, "");
  const isChange = inside !== written;
  const operator = inside && /\s([+−÷×])\s/u.exec(inside)?.[1];
  if (!inside || !operator) return undefined;
  const operands = inside
    .split(/\s[+−÷×]\s/u)
    .map((part) => findFigures(part).find((figure) => figure.kind !== "date") ?? counted(part));
  const known = evidence.flatMap((item) => [
    ...findFigures(item.quote).map(yearAsNumber),
    ...wordCounts(item.quote),
    ...typed(item),
  ]);
  const missing = operands.find((operand) => !operand || !known.some((other) => figuresAgree(operand, other)));
  if (operands.includes(undefined) || missing)
    return { verdict: "contradicted", reason: "an operand is not in the evidence" };
  const values = operands.flatMap((operand) => (operand ? [operand.value] : []));
  const [first = 0, ...rest] = values;
  const percentages = operator === "×" ? operands.filter((operand) => operand?.unit === "percent").length : 0;
  const total = rest.reduce((sum, value) => apply(operator, sum, value), first) / 100 ** percentages;
  const result = isChange ? Math.abs(total - 1) : total;
  const said = findFigures(sentence.slice(0, sentence.indexOf(inside))).find((figure) => figure.kind !== "date");
  const stated = said?.value ?? Number.NaN;
  const expected = said?.unit === "percent" && operator === "÷" ? result * 100 : result;
  const close = Math.abs(stated - expected) <= Math.max(Math.abs(expected) * 0.005, 1e-9);
  return close
    ? { verdict: "supported", reason: "the operands are in the evidence and the arithmetic holds" }
    : { verdict: "contradicted", reason: "the arithmetic does not hold" };
}

function apply(operator: string, total: number, value: number): number {
  if (operator === "+") return total + value;
  if (operator === "−") return total - value;
  return operator === "÷" ? total / value : total * value;
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
