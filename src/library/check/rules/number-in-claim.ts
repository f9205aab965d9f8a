import { findFigures, figuresAgree, type Figure } from "../../../domain/figures.ts";
import type { FactRecord, Quantity } from "../../../domain/fact.ts";
import { toBase, type BaseQuantity } from "../../../domain/units.ts";
import { defineRule } from "../define-rule.ts";
import type { Level } from "../finding.ts";
import { numbersInWords } from "../number-words.ts";

export default defineRule({
  summary: "A quantity that no figure of its claim agrees with",
  level: "error",
  *check({ facts }) {
    for (const { record, at } of facts) {
      const missing = record.quantity && mismatch(record, record.quantity);
      if (!missing) continue;
      yield {
        place: at("quantity", "value"),
        level: missing.level,
        message: `${record.id}: the claim does not say ${missing.quantity}${missing.said}`,
        mend: "Correct the number that is wrong, in the claim or in its quantity, after the source",
      };
    }
  },
});

/** Base units in which the claim's figure must stand; others (sites, companies) are counted in many words. */
const measured = new Set(["W", "Wh", "FLOPS", "B", "percent", "m", "m2"]);

function mismatch(
  record: FactRecord,
  quantity: Quantity,
): { level: Level; quantity: string; said: string } | undefined {
  const values = [quantity.value, quantity.low, quantity.high].filter((value) => value !== undefined);
  const wanted = values.map((value) => toBase(value, quantity.unit));
  const figures = findFigures(record.claim).filter((figure) => figure.kind !== "date");
  if (figures.some((figure) => wanted.some((value) => agree(figure, value)))) return undefined;
  // A unit the reader of figures does not know ("terabytes", "CAD" behind "dollars") leaves the bare number.
  if (figures.some((figure) => isBare(figure) && values.some((value) => figuresAgree(bare(figure), bare({ value })))))
    return undefined;
  const base = wanted[0]?.unit ?? "";
  const inWords = numbersInWords(record.claim);
  const plain = !/^[A-Z]{3}$/.test(base) && (!measured.has(base) || base === "percent");
  if (plain && wanted.some(({ value }) => inWords.includes(value))) return undefined;
  if (wanted.some(({ value }) => inWords.includes(value)) && /\b(?:one|a) (?:m|b|tr)illion\b/iu.test(record.claim))
    return undefined;
  const counted = plain && base !== "percent";
  const alike = figures.filter(
    (figure) => figure.kind === "quantity" && (figure.unit === base || (counted && isBare(figure))),
  );
  return {
    level: alike.length > 0 ? "error" : "warning",
    quantity: `${values.join(" or ")} ${quantity.unit}`,
    said: alike.length > 0 ? `, but ${alike.map((figure) => figure.text.trim()).join(", ")}` : "",
  };
}

function agree(figure: Figure, wanted: BaseQuantity): boolean {
  if (figuresAgree(figure, wanted)) return true;
  const counted = !/^[A-Z]{3}$/.test(wanted.unit) && !measured.has(wanted.unit);
  // Six member states are six countries: what is counted goes by many names.
  if (counted && figuresAgree(bare(figure), bare(wanted))) return true;
  const fraction = /^\p{L}/u.test(figure.text) && figure.unit === "percent";
  if (fraction && wanted.unit === "percent") return Math.abs(figure.value - wanted.value) < 1;
  if (fraction && wanted.unit === "times") return Math.abs(100 / figure.value - wanted.value) < 0.05;
  // "705 million dollars" of Canada are no US dollars.
  const dollars = figure.unit === "USD" && !/US/u.test(figure.text) && wanted.unit.endsWith("D");
  return dollars && figuresAgree(bare(figure), bare(wanted));
}

function isBare(figure: Figure): boolean {
  return figure.unit === "";
}

function bare({ value }: { value: number }): BaseQuantity {
  return { value, unit: "" };
}
