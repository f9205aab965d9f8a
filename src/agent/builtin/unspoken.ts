import { tokens } from "../../library/words.ts";
import type { Candidate } from "./candidates.ts";
import { hasName } from "./features.ts";
import type { Asked } from "./understanding.ts";

/**
 * Of the countries and names that a question sets side by side or calculates with, those that the chosen sentences do not
 * speak of, as the question writes them: half an answer must not look like a whole one.
 */
export function unspoken(asked: Asked, chosen: Candidate[]): string[] {
  const sideBySide = asked.arithmetic !== null || asked.intents.includes("comparison");
  const countries = asked.countries.filter(({ country }) => !asked.modifiers.includes(country));
  if (!sideBySide || countries.length + asked.nameGroups.length < 2 || chosen.length === 0) return [];
  const silent = countries.filter(({ country, members }) =>
    chosen.every(({ line }) => !line.countries.some((code) => code === country || members.includes(code))),
  );
  const unnamed = asked.nameGroups.filter((group) => chosen.every((candidate) => !hasName(group, candidate)));
  return [...silent.map(({ name }) => name), ...unnamed.flatMap((group) => written(group, asked.text))].slice(0, 3);
}

function written(group: string[], text: string): string[] {
  const words = tokens(text).filter(({ stem }) => group.includes(stem));
  const [first, last] = [words[0], words.at(-1)];
  return first && last && last.end - first.start < 60 ? [text.slice(first.start, last.end)] : [];
}
