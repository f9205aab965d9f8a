import type { Figure } from "../../domain/figures.ts";
import { carries } from "./choose.ts";
import type { Ranked } from "./rank.ts";
import type { Asked } from "./understanding.ts";
import type { Weights } from "./weights.ts";

/** What a question may want of each thing it compares, by the words that ask for it. */
const measures: [RegExp, (figure: Figure) => boolean][] = [
  [
    /\b(?:money|sums?|budgets?|fund(?:s|ing)|costs?|invest\w*|capital|dollars?|euros?|spend\w*)\b/iu,
    ({ unit }) => /^(?:[A-Z]{3}|dollars)$/u.test(unit),
  ],
  [
    /\b(?:power(?! (?:prices?|costs?|bills?|grids?|networks?))|wattage|(?:giga|mega)watts?|[GM]W)\b/iu,
    ({ unit }) => unit === "W",
  ],
  [/\b(?:GPUs?|chips|accelerators)\b/iu, ({ unit }) => unit === "gpu"],
  [/\b(?:peta|exa)flops?\b/iu, ({ unit }) => unit === "FLOPS"],
  [/\b(?:when|which year|what year|dates?)\b/iu, ({ kind }) => kind === "date"],
];

/**
 * "Money and power for each": of each thing that is compared the best sentence with each measure that is asked for and that
 * nothing chosen for it has.
 */
export function measuresOfEach(asked: Asked, chosen: Ranked[], groups: Ranked[][], weights: Weights): Ranked[] {
  const wanted = measures.filter(([words]) => words.test(asked.text)).map(([, is]) => is);
  const has = ({ candidate }: Ranked, is: (figure: Figure) => boolean): boolean => candidate.figures.some(is);
  const lenient = { ...weights, answer: { ...weights.answer, from: weights.answer.beside } };
  const added: Ranked[] = [];
  for (const group of groups)
    for (const is of wanted) {
      const own = [...chosen, ...added].filter((entry) => group.includes(entry));
      if (own.length === 0 || own.some((entry) => has(entry, is))) continue;
      const best = group.find((entry) => has(entry, is) && carries({ ...asked, nameGroups: [] }, entry, lenient));
      if (best) added.push(best);
    }
  return added;
}
