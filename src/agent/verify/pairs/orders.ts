import { findFigures, type Figure } from "../../../domain/figures.ts";
import type { Aligned } from "./align.ts";
import type { Cues } from "./cues.ts";
import type { Read, Word } from "./words.ts";

export type OrderFinding = "holds" | "clash" | undefined;

/** "More than 40" bounds a number and compares nothing. */
const bounding = /^than\s+(?:an?|half|one|two|three|four|five|six|seven|eight|nine|ten|twice|\p{Sc}?\d)\b/iu;
/** A figure belongs to a word no farther away than so many characters. */
const farthest = 60;

/**
 * "A before B", "more in A than in B": what stands on either side is looked up in the evidence, where each has a date or a number beside
 * it; their order says whether the claim's holds.
 */
export function orderFinding(claim: Read, evidence: Read, aligned: Aligned[], cues: Cues): OrderFinding {
  const parts = /^(?<left>.+?)\b(?<word>than|before|after)\b(?<right>.+)$/isu.exec(claim.text)?.groups;
  if (!parts?.left || !parts.word || !parts.right || bounding.test(`${parts.word}${parts.right}`)) return undefined;
  const { left, word } = parts;
  const isTime = word !== "than" || cues.dated(left).length > 0;
  const direction =
    word === "before"
      ? -1
      : word === "after"
        ? 1
        : cues.more(left).length > 0
          ? 1
          : cues.less(left).length > 0
            ? -1
            : 0;
  if (direction === 0) return undefined;
  const figures = findFigures(evidence.text).filter(({ kind }) => kind === (isTime ? "date" : "quantity"));
  const border = left.length;
  const own = aligned.filter(({ likeness, other }) => likeness >= 0.85 && other);
  const sides = [own.filter(({ own: one }) => one.start < border), own.filter(({ own: one }) => one.start > border)];
  const shared = (one: Aligned): boolean => sides.every((side) => side.some(({ other }) => other === one.other));
  const [a, b] = sides.map((side) =>
    nearestFigure(
      side
        .filter((one) => !shared(one))
        .filter(({ other }) => isUnique(other, evidence))
        .flatMap(({ other }) => other ?? []),
      figures,
      evidence,
    ),
  );
  if (!a || !b || a === b || (!isTime && a.unit !== "" && b.unit !== "" && a.unit !== b.unit)) return undefined;
  const order = isTime ? Math.sign((a.date ?? "").localeCompare(b.date ?? "")) : Math.sign(a.value - b.value);
  if (order === 0) return undefined;
  return order === direction ? "holds" : "clash";
}

function isUnique(word: Word | undefined, { words }: Read): boolean {
  return words.filter((other) => other.word === word?.word).length === 1;
}

function nearestFigure(words: Word[], figures: Figure[], { text }: Read): Figure | undefined {
  const [best] = figures
    .flatMap((figure) =>
      words.map((word) => {
        const [from, to] = word.end <= figure.start ? [word.end, figure.start] : [figure.end, word.start];
        const between = text.slice(from, to);
        const distance =
          to < from
            ? 0
            : between.length +
              (/[.;]\s/u.test(between) ? 1000 : 0) +
              15 * (between.match(/,|\band\b|\bbut\b/gu) ?? []).length;
        return { figure, distance };
      }),
    )
    .filter(({ distance }) => distance <= farthest)
    .sort((one, other) => one.distance - other.distance);
  return best?.figure;
}
