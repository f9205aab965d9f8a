import { findFigures } from "../../../domain/figures.ts";
import type { Cues, CueKind } from "./cues.ts";

export type QuantifierFinding = "clash" | "holds" | "open" | undefined;

type Share = "all" | "most" | "few" | "none" | "some";

const outOf = /\b(?<part>\w+)\s+of\s+(?:the\s+|its\s+|their\s+)?(?<whole>\d[\d,]*|\w+)\b/giu;
const half = 50;

/** Shares that follow from another: of "all" it follows that "most" and "some" are so. */
const follows: Record<Share, Share[]> = {
  all: ["all"],
  most: ["most", "all"],
  some: ["some", "most", "all", "few"],
  few: ["few", "none"],
  none: ["none"],
};

/**
 * Does the share that a claim speaks of ("all", "most", "none") follow from what its evidence says of how many: in words, in percent,
 * or as so many of so many? Of what the evidence says the weakest is taken, for a claim has to hold of the whole.
 */
export function quantifierFinding(claim: string, evidence: string, cues: Cues): QuantifierFinding {
  const own = shareOf(claim, cues);
  if (own === undefined) return undefined;
  const theirs = [...wordShares(evidence, cues), ...countedShares(evidence)];
  if (theirs.length === 0) return "open";
  if (theirs.some((share) => follows[own].includes(share))) return "holds";
  return "clash";
}

const kinds: [CueKind, Share][] = [
  ["none", "none"],
  ["all", "all"],
  ["few", "few"],
  ["most", "most"],
];

function wordShares(text: string, cues: Cues): Share[] {
  const found = kinds.flatMap(([kind, share]) => (isShare(kind, text, cues) ? [share] : []));
  const limited = cues.exceptions(text).length > 0 || cues.only(text).length > 0;
  return [
    ...found.map((share) => (share === "all" && limited ? "most" : share)),
    ...(cues.some(text).length > 0 ? ["some" as const] : []),
  ];
}

function shareOf(text: string, cues: Cues): Share | undefined {
  const [found] = kinds.filter(([kind]) => isShare(kind, text, cues));
  return found?.[1];
}

// "The most famous" is no share; "not all" is no "all".
function isShare(kind: CueKind, text: string, cues: Cues): boolean {
  return cues[kind](text).some(({ start, text: written }) => {
    const before = text.slice(0, start);
    if (kind === "all") return !/(?:\b(?:not|at|of|after|above)|n['’]t)\s+$/iu.test(before);
    return !(written.toLowerCase() === "most" && /\b(?:the|at|his|her|its|their|second|s)\s+$/iu.test(before));
  });
}

function countedShares(text: string): Share[] {
  const percents = findFigures(text)
    .filter(({ kind, unit }) => kind === "quantity" && unit === "percent")
    .map(({ value }) => shareOfPercent(value));
  const counted = [...text.matchAll(outOf)].flatMap(({ groups }) => {
    const [part, whole] = [numberOf(groups?.part ?? ""), numberOf(groups?.whole ?? "")];
    return part !== undefined && whole && part <= whole ? [shareOfPercent((100 * part) / whole)] : [];
  });
  return [...percents, ...counted];
}

function shareOfPercent(percent: number): Share {
  if (percent >= 100) return "all";
  if (percent > half) return "most";
  return percent === 0 ? "none" : "few";
}

const spelled = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];

function numberOf(word: string): number | undefined {
  const place = spelled.indexOf(word.toLowerCase());
  if (place >= 0) return place;
  const value = Number(word.replaceAll(",", ""));
  return /^\d/.test(word) && Number.isFinite(value) ? value : undefined;
}
