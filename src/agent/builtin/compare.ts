import type { Candidate } from "./candidates.ts";
import { carries } from "./choose.ts";
import type { Asked } from "./understanding.ts";
import type { Ranked } from "./rank.ts";
import type { Weights } from "./weights.ts";

const considered = 8;

/**
 * One sentence a country (or a source), so chosen that they say the same kind of thing: "France's dependency is rated
 * Moderate" beside "India's dependency is rated High". Countries that only one side names ("US technology") fall out.
 */
export function chooseSideBySide(asked: Asked, groups: Ranked[][], weights: Weights): Ranked[] {
  const options = groups.map((group) => {
    const fewest = Math.min(...group.map((entry) => entry.missingNames.length));
    return group.filter((entry) => entry.missingNames.length === fewest).slice(0, considered);
  });
  const seeds = options.flatMap((group) => group);
  let best: { entries: Ranked[]; value: number } = { entries: [], value: Number.NEGATIVE_INFINITY };
  for (const seed of seeds) {
    const entries = options.flatMap((group) => {
      if (group.includes(seed)) return [seed];
      const partner = group
        .map((entry) => ({ entry, value: entry.score + parallel(seed, entry) }))
        .sort((a, b) => b.value - a.value)[0];
      return partner ? [partner.entry] : [];
    });
    const value =
      entries.reduce((sum, entry) => sum + entry.score + parallel(seed, entry), 0) / Math.max(1, entries.length);
    if (value > best.value) best = { entries, value };
  }
  const distinct = [...new Set(best.entries)];
  return distinct.filter((entry) => carries(asked, entry, weights));
}

/** Share of the words that two sentences have in common, of the longer one's. */
export function sharedWords(one: Pick<Candidate, "stems">, other: Pick<Candidate, "stems">): number {
  let shared = 0;
  for (const stem of one.stems) if (other.stems.has(stem)) shared += 1;
  return shared / Math.max(one.stems.size, other.stems.size, 1);
}

/** How far two sentences say the same kind of thing: shared words, and numbers of one unit. */
function parallel(one: Ranked, other: Ranked): number {
  if (one === other) return 0.6;
  const units = (entry: Ranked): string[] => entry.candidate.figures.map((figure) => figure.unit || figure.kind);
  const sameUnit = units(one).some((unit) => units(other).includes(unit));
  return sharedWords(one.candidate, other.candidate) + (sameUnit ? 0.2 : 0);
}
