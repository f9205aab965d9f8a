import type { Hit } from "./search.ts";
import type { SearchSettings } from "./search-settings.ts";

/**
 * Lifts all that answers together the question nearest to the query, where it is near enough, and puts what is still late
 * in the place of the last others: half of what only together is an answer is none. `hits` may come in any order.
 */
export function togetherFirst(hits: Hit[], { near, bonus, within }: SearchSettings["together"]): Hit[] {
  const [nearest] = hits.flatMap((hit) => hit.together ?? []).sort((a, b) => b.asked - a.asked);
  const question = nearest && nearest.asked >= near ? nearest.question : undefined;
  const isOfIt = (hit: Hit): boolean => question !== undefined && hit.together?.question === question;
  const lifted = hits
    .map((hit) => (isOfIt(hit) ? { ...hit, score: hit.score + bonus } : hit))
    .sort((a, b) => b.score - a.score || a.id.localeCompare(b.id));
  const [first, rest] = [lifted.slice(0, within), lifted.slice(within)];
  const late = rest.filter(isOfIt);
  if (late.length === 0) return lifted;
  const moved = first.filter((hit) => !isOfIt(hit)).slice(-late.length);
  return [...first.filter((hit) => !moved.includes(hit)), ...late, ...moved, ...rest.filter((hit) => !isOfIt(hit))];
}
