import { verifyArithmetic } from "../agent/verify/arithmetic.ts";
import type { Answer, Evidence } from "../domain/answer.ts";
import { datesAgree } from "../domain/dates.ts";
import { figuresAgree, findFigures, type Figure } from "../domain/figures.ts";
import { toBase, type BaseQuantity } from "../domain/units.ts";
import { sentencesOf } from "./sentences.ts";
import type { Share } from "./share.ts";

/**
 * Of the numbers in the sentences of an answer, those that stand in the evidence which the sentence cites: with the
 * same value and unit, a date at least as exactly. The numbers of a sum that is shown count when it is right and its
 * operands are in the evidence.
 */
export function numbersInEvidence(answer: Answer): Share {
  let [right, of] = [0, 0];
  for (const { text, evidence } of sentencesOf(answer)) {
    const figures = findFigures(text).filter((figure) => figure.kind !== "name");
    const derived = evidence.length > 0 && verifyArithmetic(text, evidence)?.verdict === "supported";
    of += figures.length;
    right += derived ? figures.length : figures.filter((figure) => evidence.some((item) => holds(item, figure))).length;
  }
  return { right, of };
}

function holds(item: Evidence, figure: Figure): boolean {
  const known = findFigures(item.quote);
  if (figure.kind === "date") {
    const dates = [...known.flatMap((other) => other.date ?? []), ...datesOf(item)];
    return dates.some((date) => date.length >= (figure.date ?? "").length && datesAgree(date, figure.date ?? ""));
  }
  return [...known.filter((other) => other.kind !== "date"), ...quantitiesOf(item)].some((other) =>
    figuresAgree(figure, other),
  );
}

function datesOf({ data, source }: Evidence): string[] {
  return [data?.asOf, data?.targetDate, source?.published].filter((date) => typeof date === "string");
}

function quantitiesOf({ data }: Evidence): BaseQuantity[] {
  const { value, low, high, unit } = (data?.quantity ?? {}) as Record<string, unknown>;
  if (typeof unit !== "string" || unit === "") return [];
  return [value, low, high].flatMap((number) => (typeof number === "number" ? [toBase(number, unit)] : []));
}
