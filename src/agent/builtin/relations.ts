import type { Reading } from "./readings.ts";

/** How two numbers of one sentence stand to each other. */
export type Relation =
  /** … `goal` where the whole is what is wanted, and the part what there is of it. */
  | { kind: "part"; whole: Reading; part: Reading; goal?: boolean }
  | { kind: "change"; before: Reading; after: Reading }
  | { kind: "each"; single: Reading; count: Reading }
  | { kind: "beside" };

const amount = "(?:about |some |almost |nearly |roughly |more than |over |up to |only |just |at least |around )*";
const ofWhich = /\bof (?:which|them|it|these|those|this|that)\b/iu;
const partOf =
  /\b(?:including|among (?:them|these)|the first(?! (?:quarter|half|time|months?|year)\b)|at first|starting with|first (?:phase|stage|tranche))\b/iu;
const towards = /\b(?:towards?|against|of|for) (?:a |the |its |an )?(?:\p{L}+ )?(?:goal|target|aim)\b/iu;
const grows =
  /\b(?:(?:can|could|to|may|will|should|would) (?:grow|reach|rise|become|expand)|growing|rising|expanding|reaching|room (?:to|for)|(?<=[,;] |and )up to|by \d{4} and)\b/iu;
const earlier = /\b(?:before|earlier|ago|previous(?:ly)?|former(?:ly)?|until then|at the start)\b/iu;

/** The relation of two numbers that a sentence sets side by side, the first named first. */
export function relationOf(first: Reading, second: Reading): Relation {
  const { text } = first.candidate;
  const before = text.slice(0, first.start);
  // A percentage or another currency that only says the same again parts nothing.
  const between = text
    .slice(first.end, second.start)
    .replace(/,? ?\((?:[^()]*)\)|, (?:about |some |or |roughly )*[\d.]+%,/gu, "");
  const behind = text.slice(second.end, second.end + 16);
  const [larger, smaller] = first.value >= second.value ? [first, second] : [second, first];
  const apiece = /\b(?:each|apiece)\b/iu;
  if (apiece.test(between) && apiece.test(text.slice(first.end, first.end + 40)) && !apiece.test(behind))
    return { kind: "each", single: first, count: second };
  if (
    new RegExp(`^[^,;.()]{0,30}?${apiece.source}`, "iu").test(text.slice(second.end)) &&
    / (?:of|with|at|in) /u.test(between)
  )
    return { kind: "each", single: second, count: first };
  if (first.value > second.value) {
    if (ofWhich.test(between) || /^[^,;.()]{0,12}\bof (?:which|them|it|these|those)\b/iu.test(behind))
      return { kind: "part", whole: first, part: second };
    if (new RegExp(`(?:^|[;.] )Of (?:[^,;.\\d]* )?$`, "u").test(before))
      return { kind: "part", whole: first, part: second };
    if (partOf.test(between) || /^\s?\)?,? (?:for|in) (?:the|a) first (?:phase|stage)/iu.test(text.slice(second.end)))
      return { kind: "part", whole: first, part: second };
    if (/\btotal\b/iu.test(between) && / active\b/iu.test(behind)) return { kind: "part", whole: first, part: second };
    if (/\bparameters?\b/iu.test(text.slice(first.start, second.start)) && /\bactive\b/iu.test(behind))
      return { kind: "part", whole: first, part: second };
  } else {
    if (
      new RegExp(`^(?: \\p{L}+){0,2}(?: out)? of (?:the |its |all |these |an? )?(?:\\p{L}+ )??${amount}$`, "iu").test(
        between,
      ) ||
      towards.test(between)
    )
      return { kind: "part", whole: second, part: first, goal: towards.test(between) };
  }
  if (/\bfrom\b/iu.test(before.slice(-40)) && /\bto\b/iu.test(between))
    return { kind: "change", before: first, after: second };
  if (/\b(?:up|down|risen|fallen|rise|fall|grown|growth|increase) from\b/iu.test(between))
    return { kind: "change", before: second, after: first };
  // "First given as 647 and later corrected to 709": one thing told twice.
  if (/\b(?:correct|revis|restat|updat|amend)\w* (?:up |down )?to\b/iu.test(between))
    return { kind: "change", before: first, after: second };
  if (grows.test(between) && smaller === first) return { kind: "change", before: first, after: second };
  const [one, other] = [first.date, second.date];
  if (one && other && one !== other)
    return one < other
      ? { kind: "change", before: first, after: second }
      : { kind: "change", before: second, after: first };
  if (earlier.test(second.stretch) && !earlier.test(first.stretch))
    return { kind: "change", before: second, after: first };
  if (/\bafter\b/iu.test(between) && larger === first) return { kind: "change", before: second, after: first };
  return { kind: "beside" };
}

/** "Rose by USD 100 billion to USD 165 billion": one of the numbers is the change itself. */
export function isChangeItself({ candidate, start, end }: Reading): boolean {
  const before = candidate.text.slice(0, start);
  // "Passed by 63 votes to 47": a tally, and no change.
  if (/^ \p{L}+ (?:to|against) \d/u.test(candidate.text.slice(end))) return false;
  return (
    new RegExp(`\\b(?:by|a further|an additional|another|an extra) ${amount}$`, "iu").test(before) ||
    /^[^,;.()]{0,12}\b(?:more|less|fewer|higher|lower|above|below|increase|rise|growth|fall|decrease)\b(?! than)/iu.test(
      candidate.text.slice(end),
    )
  );
}
