import { measureOf } from "../../domain/units.ts";
import { confidence } from "./answerable.ts";
import type { Candidate } from "./candidates.ts";
import { rank } from "./rank.ts";
import type { Sentence } from "./sentence.ts";
import type { Asked, Knowledge } from "./understanding.ts";
import type { Weights } from "./weights.ts";

const name = String.raw`(?:the )?\p{Lu}[\p{L}\p{N}&.-]*(?: \p{Lu}[\p{L}\p{N}&.-]*)*`;
const listed = new RegExp(String.raw`(?<![\p{L}\p{N}-])(?:${name}, )+${name},? and ${name}`, "gu");
const asksCount =
  /\b(?:how many|(?:the |what )number of|head ?count(?: of)?:?|count (?:up )?the)(?: (?<things>(?:[\p{L}-]+ ){0,4}?[\p{L}-]+s)\b)?/iu;
/** What has names of its own; people, chips and years are counted otherwise. */
const named = new Set(["company", "country", "site", "project", "language"]);

/**
 * How many there are of what one sentence lists by name, where it surely answers and tells no number itself: "That makes 3
 * (Baidu, Alibaba, DeepSeek)." Empty where the question asks for no count, or the sentence has several lists.
 */
export function namesCounted(
  asked: Asked,
  candidates: Candidate[],
  knowledge: Knowledge,
  weights: Weights,
): Sentence[] {
  const { things } = asksCount.exec(asked.text)?.groups ?? {};
  const unit = measureOf(things?.split(" ").at(-1) ?? "")?.[0];
  if (things === undefined || (unit !== undefined && !named.has(unit))) return [];
  const [best] = rank({ ...asked, intents: ["list"], wanted: null }, candidates, knowledge, weights);
  if (!best || confidence({ ...asked, intents: ["list"] }, best, weights) < weights.answer.stated) return [];
  const { text, figures, line } = best.candidate;
  const [list, ...others] = text.match(listed) ?? [];
  if (!list || others.length > 0 || figures.some(({ kind }) => kind === "quantity")) return [];
  const names = list.split(/, (?:and )?| and /u);
  const evidence = [line.id];
  return [
    { text, evidence },
    { text: `That makes ${names.length} (${names.join(", ")}).`, evidence },
  ];
}
