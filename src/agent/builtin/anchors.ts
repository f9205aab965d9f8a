import { saysName } from "./features.ts";
import type { Asked } from "./understanding.ts";
import type { Ranked } from "./rank.ts";

/** A thing the question names, of which an answer has to speak: a country, a body, a product. */
export interface Anchor {
  isIn(entry: Ranked): boolean;
}

/** The countries and names of a question; none where it names only one thing. */
export function anchorsOf(asked: Asked): Anchor[] {
  const countries = asked.countries
    .filter(({ country }) => !asked.modifiers.includes(country))
    .map(({ country, members }): Anchor => ({
      isIn: ({ candidate }) =>
        candidate.line.countries.some((code) => code === country || (members.length < 12 && members.includes(code))),
    }));
  const names = asked.nameGroups.map((group): Anchor => ({ isIn: ({ candidate }) => saysName(group, candidate) }));
  const anchors = [...countries, ...names];
  return anchors.length > 1 ? anchors : [];
}

/** The score of a sentence that is not blamed for the names it lacks: another sentence has those. */
export function scoreOfItsOwn(entry: Ranked, missingName: number): number {
  return entry.score - missingName * entry.features.missingName;
}
