import { toBase } from "../../domain/units.ts";
import type { Candidate } from "./candidates.ts";
import { toldOnce } from "../../domain/told-once.ts";

/** A typed number taken from one sentence of evidence. */
export interface Operand {
  candidate: Candidate;
  value: number;
  unit: string;
  /** As the evidence writes it: value and unit, e.g. `15.2 USD billion`. */
  shown: string;
}

/** The main number of a candidate: its typed quantity, else the only quantity figure of its text. */
export function operandOf(candidate: Candidate): Operand | undefined {
  const quantity = candidate.line.quantity;
  if (quantity) {
    // Of a wide range no one number can be reckoned with.
    if (isWide(quantity)) return undefined;
    const base = toBase(quantity.value, quantity.unit);
    return { candidate, ...base, shown: withUnit(quantity.value, quantity.unit) };
  }
  const figures = toldOnce(
    candidate.figures.filter((figure) => figure.kind === "quantity"),
    candidate.text,
  );
  const [only] = figures;
  return only && figures.length === 1 ? { candidate, value: only.value, unit: only.unit, shown: only.text } : undefined;
}

function isWide({ low, high }: { low?: number | undefined; high?: number | undefined }): boolean {
  return low !== undefined && high !== undefined && high > low * widest;
}

/** So much may the end of a range be above its start for its typed value to stand for it. */
const widest = 1.25;

/** What the bounds of the operands make of a sum: "more than", "up to", "about", "roughly" where they differ. */
function boundOf(operands: Operand[]): string {
  const words: Record<string, string> = {
    exact: "",
    about: "about ",
    "at-least": "more than ",
    "more-than": "more than ",
    "at-most": "up to ",
    "less-than": "less than ",
    "up-to": "up to ",
    range: "roughly ",
  };
  const bounds = [
    ...new Set(operands.map(({ candidate }) => words[candidate.line.quantity?.bound ?? "exact"] ?? "")),
  ].filter(Boolean);
  return bounds.length > 1 ? "roughly " : (bounds[0] ?? "");
}

/** A sum as a sentence, with its operands: "10 + 15.2 + 5.5 + 1 = USD 31.7 billion". */
export function sumOf(operands: Operand[]): { text: string; value: number } {
  const total = operands.reduce((sum, operand) => sum + operand.value, 0);
  return {
    value: total,
    text: `Together that is ${boundOf(operands)}${baseInWords(total, operands[0]?.unit ?? "")} (${operands.map((operand) => operand.shown).join(" + ")}).`,
  };
}

/** A difference as a sentence, larger minus smaller; for percentages in points. */
export function differenceOf(one: Operand, other: Operand): { text: string; value: number } {
  const [larger, smaller] = one.value >= other.value ? [one, other] : [other, one];
  const value = larger.value - smaller.value;
  const words = one.unit === "percent" ? `${trim(value)} percentage points` : baseInWords(value, one.unit);
  return {
    value,
    text: `The difference is ${boundOf([one, other]) ? "roughly " : ""}${words} (${larger.shown} − ${smaller.shown}).`,
  };
}

/** What is left of a whole without its parts, as a sentence: "That leaves USD 7 billion (USD 25 billion − USD 18 billion)". */
export function remainderOf(whole: Operand, ...parts: Operand[]): { text: string; value: number } {
  const value = parts.reduce((rest, part) => rest - part.value, whole.value);
  const words = whole.unit === "percent" ? `${trim(value)}%` : baseInWords(value, whole.unit);
  const operands = [whole, ...parts];
  return {
    value,
    text: `That leaves ${boundOf(operands) ? "roughly " : ""}${words} (${operands.map(({ shown }) => shown).join(" − ")}).`,
  };
}

/** A ratio as a sentence, larger to smaller. */
export function ratioOf(one: Operand, other: Operand): { text: string; value: number } {
  const [larger, smaller] = one.value >= other.value ? [one, other] : [other, one];
  const value = larger.value / smaller.value;
  const calculation = `${larger.shown} ÷ ${smaller.shown}`;
  const [about, shown] = rounded(
    value,
    trim(value, value < 10 ? 2 : 1),
    trim(value, value < 1.2 ? 2 : value < 10 ? 1 : 0),
    calculation,
  );
  const bound = boundOf([one, other]) ? "roughly " : "";
  return {
    value,
    text: `That is ${bound || (shown === calculation ? "" : "about ")}${about} times as much (${shown}).`,
  };
}

/** A share as a sentence, smaller of larger. */
export function shareOf(one: Operand, other: Operand): { text: string; value: number } {
  const [larger, smaller] = one.value >= other.value ? [one, other] : [other, one];
  const value = (100 * smaller.value) / larger.value;
  const [about, shown] = rounded(value, trim(value, 1), trim(value, 0), `${smaller.shown} ÷ ${larger.shown}`, "%");
  return { value, text: `That is about ${about} (${shown}).` };
}

/** A change as a sentence: "That is an increase of about 33.3% (USD 4.8 billion ÷ USD 3.6 billion − 1)". */
export function growthOf(before: Operand, after: Operand): { text: string; value: number } {
  const value = 100 * (after.value / before.value - 1);
  const word = value < 0 ? "a decrease" : "an increase";
  const change = Math.abs(value);
  const calculation = `${after.shown} ÷ ${before.shown} − 1`;
  const [about, shown] = rounded(change, trim(change, 1), trim(change, 0), calculation, "%");
  return { value, text: `That is ${word} of about ${about} (${shown}).` };
}

/** A value spread evenly over a count, as a sentence: "That is 9.35 MW each (504.8 MW ÷ 54)". */
export function averageOf(whole: Operand, count: Operand): { text: string; value: number } {
  const value = whole.value / count.value;
  const [about, shown] = roundedAmount(value, whole.unit, `${whole.shown} ÷ ${count.shown}`);
  return { value, text: `That is about ${about} each (${shown}).` };
}

/** So much of one thing for each unit of another, as a sentence: "That is about USD 41 billion per GW (USD 77 billion ÷ 1.9 GW = USD 40.5 billion)"; per the measure that `asked` names. */
export function quotientOf(amount: Operand, base: Operand, asked = ""): { text: string; value: number } {
  const wanted = /\b(?:per|each|every) (\p{L}*W[h]?)\b/u.exec(asked)?.[1];
  const own = wanted && toBase(1, wanted).unit === base.unit ? wanted : undefined;
  const per = own ?? /\p{L}+$/u.exec(base.shown)?.[0] ?? base.unit;
  const value = amount.value / (base.value / toBase(1, per).value);
  const name = base.unit.length > 2 ? per.replace(/s$/u, "") : per;
  const [about, shown] = roundedAmount(value, amount.unit, `${amount.shown} ÷ ${base.shown}`);
  return { value, text: `That is about ${about} per ${name} (${shown}).` };
}

/** What the whole is by a part that is so many per cent of it: "That is about EUR 12 billion (EUR 1.3 billion ÷ 11% = …)". */
export function impliedOf(part: Operand, share: Operand): { text: string; value: number } {
  const value = (100 * part.value) / share.value;
  const [about, shown] = roundedAmount(value, part.unit, `${part.shown} ÷ ${trim(share.value)}%`);
  return { value, text: `That is about ${about} (${shown}).` };
}

/** A number that stands so many times, as a sentence: "Together that is 96 (12 × 8)". */
export function productOf(count: Operand, single: Operand): { text: string; value: number } {
  const value = count.value * single.value;
  const measured = /^(?:[A-Z]{3}|W|Wh|FLOPS|B)$/.test(single.unit);
  const words = measured ? baseInWords(value, single.unit) : grouped(value);
  const shown = ({ value, shown }: Operand): string => (measured ? shown : grouped(value));
  return { value, text: `Together that is ${words} (${shown(count)} × ${shown(single)}).` };
}

/** So many per cent of a number, as a sentence: "That is about 76.7 (59% × 130)". */
export function portionOf(share: Operand, whole: Operand): { text: string; value: number } {
  const value = (share.value * whole.value) / 100;
  const unit = /^[A-Z]{3}$/.test(whole.unit) || /^(?:W|Wh|FLOPS)$/.test(whole.unit) ? whole.unit : "";
  const precise = Number(value.toPrecision(3));
  const calculation = `${share.shown} × ${whole.shown}`;
  if (unit) return { value, text: `That is about ${baseInWords(precise, unit)} (${calculation}).` };
  const [about, shown] = rounded(value, grouped(precise), grouped(Math.round(precise)), calculation);
  return { value, text: `That is about ${about} (${shown}).` };
}

/** So much for each so much, as a sentence: "That is about USD 59.4 billion (USD 475 billion × USD 125 million ÷ USD 1 billion)". */
export function rateOf(amount: Operand, single: Operand, base: Operand): { text: string; value: number } {
  const value = (amount.value * single.value) / base.value;
  const calculation = `${amount.shown} × ${single.shown} ÷ ${base.shown}`;
  const [about, shown] = roundedAmount(value, single.unit, calculation);
  return { value, text: `That is about ${about} (${shown}).` };
}

/** What was before a change by so many per cent: "That was about USD 380 billion (USD 665 billion ÷ (100% + 75%))". */
export function backOf(after: Operand, change: Operand, falls: boolean): { text: string; value: number } {
  const value = after.value / (1 + (falls ? -change.value : change.value) / 100);
  const words = baseInWords(Number(value.toPrecision(3)), after.unit);
  return {
    value,
    text: `That was about ${words} (${after.shown} ÷ (100% ${falls ? "−" : "+"} ${trim(change.value)}%)).`,
  };
}

/** What is left of the whole beside so many per cent of it: "That leaves 48% (100% − 52%)". */
export function complementOf(...shares: Operand[]): { text: string; value: number } {
  const value = shares.reduce((rest, share) => rest - share.value, 100);
  const taken = shares.map((share) => `${trim(share.value)}%`).join(" − ");
  return { value, text: `That leaves ${trim(value)}% (100% − ${taken}).` };
}

// What is easily remembered is said, and what it was rounded from shown; where rounding would tell too much less, that
// alone is said.
function rounded(value: number, precise: string, short: string, calculation: string, unit = ""): [string, string] {
  const said = Number(short.replaceAll(",", ""));
  const tells = said > 0 && Math.abs(said - value) <= value * roundedAtMost && !(unit === "%" && said === 100);
  return tells && short !== precise
    ? [`${short}${unit}`, `${calculation} = ${precise}${unit}`]
    : [`${precise}${unit}`, calculation];
}

const roundedAtMost = 0.02;

// … of an amount in its unit: to a whole number, or to one digit behind the point of what is below ten; as it is to
// three digits, which is what "about" can promise.
function roundedAmount(value: number, unit: string, calculation: string): [string, string] {
  const precise = baseInWords(Number(value.toPrecision(3)), unit);
  const full = baseInWords(value, unit);
  const number = Number(/\d[\d,.]*/u.exec(full)?.[0].replaceAll(",", ""));
  const near = Number(number.toFixed(number < 10 ? 1 : 0));
  const short = full.replace(/\d[\d,.]*/u, grouped(near));
  const tells = near > 0 && Math.abs(near - number) <= number * roundedAtMost;
  return tells && short !== precise ? [short, `${calculation} = ${precise}`] : [precise, calculation];
}

/** A number in base units in words: 31.7e9 `USD` → `USD 31.7 billion`, 1.5e9 `W` → `1.5 GW`. */
export function baseInWords(value: number, unit: string): string {
  const scales: [number, string][] = [
    [1e12, "trillion"],
    [1e9, "billion"],
    [1e6, "million"],
  ];
  if (unit === "percent") return `${trim(value)}%`;
  if (unit === "W") return value >= 1e9 ? `${trim(value / 1e9)} GW` : `${trim(value / 1e6)} MW`;
  if (unit === "Wh") return value >= 1e12 ? `${trim(value / 1e12)} TWh` : `${trim(value / 1e9)} GWh`;
  if (unit === "FLOPS") return value >= 1e18 ? `${trim(value / 1e18)} EFLOPS` : `${trim(value / 1e15)} PFLOPS`;
  const scale = scales.find(([size]) => Math.abs(value) >= size);
  const number = scale
    ? `${trimNear(value / scale[0])} ${scale[1]}`
    : grouped(value >= 1e3 ? Math.round(value) : Number(value.toPrecision(Math.abs(value) < 1 ? 3 : 15)));
  if (/^[A-Z]{3}$/.test(unit)) return `${unit} ${number}`;
  const plural: Record<string, string> = {
    dollars: "dollars",
    gpu: "GPUs",
    people: "people",
    company: "companies",
    country: "countries",
  };
  return unit ? `${number} ${plural[unit] ?? (unit.endsWith("s") ? unit : `${unit}s`)}` : number;
}

function withUnit(value: number, unit: string): string {
  const [first, ...rest] = unit.split(" ");
  if (unit === "percent") return `${trim(value)}%`;
  if (first && /^[A-Z]{3}$/.test(first))
    return `${first} ${grouped(value)}${rest.length > 0 ? ` ${rest.join(" ")}` : ""}`;
  return `${grouped(value)} ${unit}`;
}

// Two digits behind the point, or three where two are too far off: 1.005 billion is not "1 billion".
function trimNear(value: number): string {
  return Math.abs(Number(trim(value)) - value) > Math.abs(value) * 0.002 ? trim(value, 3) : trim(value);
}

function trim(value: number, digits = 2): string {
  return String(Number(value.toFixed(digits)));
}

function grouped(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: 4 });
}
