import { datesAgree } from "../../domain/dates.ts";
import { followsFrom } from "./derived.ts";
import { figuresAgree, findFigures, type Figure } from "../../domain/figures.ts";

export type NumberFault =
  | {
      kind: "wrong-number" | "wrong-scale" | "wrong-unit" | "wrong-date" | "bound-violated";
      claim: string;
      evidence: string;
    }
  | { kind: "bound-dropped" | "bound-added"; claim: string; evidence: string; bound: string }
  | { kind: "number-not-there" | "date-not-there"; claim: string };

type Bound = "more" | "less" | "up-to" | "about" | null;

const boundPatterns: [Bound, RegExp][] = [
  ["up-to", /\b(?:up to|at most|no more than|as many as|as much as|maximum(?: of)?)\s*$/iu],
  [
    "more",
    /\b(?:more than|over|above|exceed\w*|surpass\w*|at least|upwards of|no fewer than|greater than|higher than|well over|topp\w+|pass(?:ed|ing)?)\s*(?:the )?$/iu,
  ],
  ["less", /\b(?:less than|under|below|fewer than|lower than|almost|nearly|short of)\s*$/iu],
  ["about", /\b(?:about|around|approximately|roughly|some|circa|close to|an estimated)\s*$/iu],
];

/**
 * What is wrong with the numbers and dates of a claim, given evidence; empty when each follows: the same number, or one that
 * a bound lets follow ("more than two million" from 2.4 million). `more` are numbers and dates typed beside the evidence.
 */
export function numberFaults(
  claim: string,
  evidence: string,
  more: { figures: Pick<Figure, "value" | "unit">[]; dates: string[] },
): NumberFault[] {
  const own = findFigures(claim);
  const theirs = findFigures(evidence);
  const dates = [...theirs.flatMap((figure) => figure.date ?? []), ...more.dates];
  const quantities = theirs.filter((figure) => figure.kind === "quantity");
  return own.flatMap((figure): NumberFault[] => {
    if (figure.kind === "date") return dateFault(figure, dates, theirs);
    if (figure.kind === "name") return [];
    return quantityFault(figure, claim, evidence, quantities, more.figures);
  });
}

function dateFault(figure: Figure, dates: string[], theirs: Figure[]): NumberFault[] {
  const date = figure.date ?? "";
  // A claim may be coarser than its evidence, but not finer.
  if (dates.some((other) => other.length >= date.length && datesAgree(date, other))) return [];
  const given = theirs.filter((other) => other.kind === "date");
  const nearest = given.find((other) => other.date?.length === date.length) ?? given[0];
  if (nearest) return [{ kind: "wrong-date", claim: figure.text, evidence: nearest.text }];
  return [{ kind: "date-not-there", claim: figure.text }];
}

function quantityFault(
  figure: Figure,
  claim: string,
  evidence: string,
  quantities: Figure[],
  typed: Pick<Figure, "value" | "unit">[],
): NumberFault[] {
  const bound = boundBefore(claim, figure.start);
  const unitFits = (other: Pick<Figure, "unit">): boolean => !figure.unit || !other.unit || other.unit === figure.unit;
  const comparable = quantities.filter(unitFits);
  const same = comparable.filter((other) => figuresAgree(figure, other));
  const [first] = same;
  if (first) {
    const bounds = same.map((other) => boundBefore(evidence, other.start));
    if (bounds.some((other) => other === bound || keeps(bound, other))) return [];
    const [lost] = bounds;
    return lost
      ? [{ kind: "bound-dropped", claim: figure.text, evidence: first.text, bound: wordOf(lost) }]
      : [{ kind: "bound-added", claim: figure.text, evidence: first.text, bound: wordOf(bound) }];
  }
  if (typed.some((other) => unitFits(other) && figuresAgree(figure, { ...other, unit: other.unit }))) return [];
  const context = wordsNear(claim, figure);
  const ordered = [...comparable].sort(
    (a, b) => shared(context, wordsNear(evidence, b)) - shared(context, wordsNear(evidence, a)),
  );
  if (ordered.some((other) => follows(bound, figure.value, other.value, boundBefore(evidence, other.start)))) return [];
  if (followsFrom(figure.value, bound === "about", quantities)) return [];
  const scaled = comparable.find((other) => isScaled(figure.value, other.value) && (figure.unit || other.unit));
  if (scaled) return [{ kind: "wrong-scale", claim: figure.text, evidence: scaled.text }];
  const converted = quantities.find(
    (other) => !unitFits(other) && Math.abs(other.value - figure.value) <= 1e-9 * Math.abs(figure.value),
  );
  if (converted) return [{ kind: "wrong-unit", claim: figure.text, evidence: converted.text }];
  // A number that counts something else is no contradiction.
  const rival = ordered.find(
    (other) => (figure.unit !== "" && other.unit === figure.unit) || alike(claim, figure, evidence, other),
  );
  if (!rival) return [{ kind: "number-not-there", claim: figure.text }];
  const kind = bound === "more" || bound === "less" ? "bound-violated" : "wrong-number";
  return [{ kind, claim: figure.text, evidence: rival.text }];
}

/** Does a claim "more than c" follow from evidence that gives `value`, itself perhaps bounded? */
function follows(bound: Bound, claimed: number, value: number, theirs: Bound): boolean {
  if (bound === "more") return value > claimed && theirs !== "less" && theirs !== "up-to";
  if (bound === "less") return value < claimed && theirs !== "more" && value > claimed * 0.5;
  if (bound === "up-to") return value <= claimed && value > claimed * 0.5 && theirs !== "more";
  if (bound === "about") return Math.abs(value - claimed) <= 0.06 * Math.abs(claimed);
  return false;
}

// "About" may be left out or put in; "more than" in the evidence lets "about" stand.
function keeps(claim: Bound, evidence: Bound): boolean {
  return (claim === null && evidence === "about") || (claim === "about" && evidence !== "up-to");
}

function isScaled(one: number, other: number): boolean {
  if (one === 0 || other === 0) return false;
  const power = Math.log10(Math.abs(one / other));
  return Math.abs(power) >= 1 && Math.abs(power - Math.round(power)) < 1e-9;
}

function boundBefore(text: string, start: number): Bound {
  const before = text.slice(Math.max(0, start - 24), start);
  return boundPatterns.find(([, pattern]) => pattern.test(before))?.[0] ?? null;
}

function wordOf(bound: Bound): string {
  return { more: "more than", less: "less than", "up-to": "up to", about: "about" }[bound ?? "about"];
}

// The word behind the number says what is counted.
function alike(claim: string, own: Figure, evidence: string, other: Figure): boolean {
  const behind = (text: string, end: number): string[] =>
    text
      .slice(end, end + 30)
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .filter((word) => word.length > 2)
      .slice(0, 2)
      .map((word) => word.slice(0, 5));
  const counted = behind(claim, own.end);
  return behind(evidence, other.end).some((word) => counted.includes(word));
}

function wordsNear(text: string, figure: Figure): Set<string> {
  const around = text.slice(Math.max(0, figure.start - 50), figure.end + 50).toLowerCase();
  return new Set(around.split(/[^\p{L}]+/u).filter((word) => word.length > 3));
}

function shared(one: Set<string>, other: Set<string>): number {
  return [...one].filter((word) => other.has(word)).length;
}
