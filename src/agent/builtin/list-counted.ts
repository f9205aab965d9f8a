import { contentStems } from "../../library/words.ts";
import type { Candidate } from "./candidates.ts";
import type { Sentence } from "./sentence.ts";
import type { Asked, Knowledge } from "./understanding.ts";

const counted = /\bhow many ((?:[\p{L}-]+ ){0,4}?[\p{L}-]+s)\b/iu;

/**
 * How many things a document lists, where the answer shows the whole list and each item is called what the question
 * counts: "That makes 4.". Empty where an item is missing, or the list is of something else.
 */
export function listCounted(
  asked: Asked,
  used: Candidate[],
  candidates: Candidate[],
  knowledge: Knowledge,
): Sentence[] {
  const [first] = used;
  const noun = contentStems(counted.exec(asked.text)?.[1] ?? "").at(-1);
  if (!first?.line.item || noun === undefined || used.length < 2) return [];
  const { passage } = first.line;
  const whole = candidates.filter(({ line }) => line.item && line.passage === passage);
  const isThere = ({ line }: Candidate): boolean => used.some((one) => one.line.id === line.id);
  const names = [noun, ...(knowledge.nearWords.get(noun) ?? [])];
  const isOne = ({ stems }: Candidate): boolean => names.some((stem) => stems.has(stem));
  if (used.length !== whole.length || !whole.every((item) => isThere(item) && isOne(item))) return [];
  return [{ text: `That makes ${whole.length}.`, evidence: used.map(({ line }) => line.id) }];
}
