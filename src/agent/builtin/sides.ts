import { contentStems } from "../../library/words.ts";

/** Two things that a question sets side by side, and what it asks of both. */
export interface Sides {
  sides: [string, string];
  /** The question without the two. */
  rest: string;
}

const end = "(?=[,:;?.!]|$)";
const forms: RegExp[] = [
  /(?<one>[^,:;?]+?)\s+(?:vs\.?|versus)\s+(?<other>[^,:;?]+)/iu,
  new RegExp(String.raw`\bbetween\s+(?<one>[^,:;?]+?)\s+and\s+(?<other>[^,:;?]+?)${end}`, "iu"),
  new RegExp(
    String.raw`\b(?:set|put|hold|place|stack|match|pit|weigh|measure)\s+(?<one>[^,:;?]+?)\s+(?:beside|against|next to|alongside)\s+(?<other>[^,:;?]+?)${end}`,
    "iu",
  ),
  new RegExp(String.raw`\bcompar\w+\s+(?<one>[^,:;?]+?)\s+(?:with|to|and|against)\s+(?<other>[^,:;?]+?)${end}`, "iu"),
  new RegExp(
    String.raw`\b(?:does|do|did|is|are|was|were)\s+(?<one>[^,:;?]+?)\s+differ(?:ent)?\s+from\s+(?<other>[^,:;?]+?)${end}`,
    "iu",
  ),
  /^(?<one>\p{Lu}[^,:;?]*?)\s+or\s+(?<other>\p{Lu}[^,:;?]*?)(?=:)/u,
  new RegExp(String.raw`(?<=[,:;?]\s*)(?<one>[^,:;?]+?)\s+or\s+(?<other>[^,:;?]+?)${end}`, "iu"),
];

/** Forms that put two things together only where something is to be computed of them. */
const joined: RegExp[] = [
  new RegExp(
    String.raw`\b(?:is|was|are|were|does|do|did|has|have|will|would)\s+(?<one>[^,:;?]+?)\s+(?:be\s+)?than\s+(?<other>[^,:;?]+?)${end}`,
    "iu",
  ),
  new RegExp(
    String.raw`\b(?:do|does|did)\s+(?<one>[^,:;?]+?)\s+(?:lead|exceed|outpace|beat|outnumber|outweigh|surpass|trail|lag(?: behind)?|outstrip|top)\s+(?<other>[^,:;?]+?)${end}`,
    "iu",
  ),
  /(?:^|[,:;]\s*)(?<one>[^,:;?]+?)\s+plus\s+(?<other>[^,:;?]+?)(?=,\s+(?:how|what)\b|[:;?.]|$)/iu,
  // "If A and B are built, how many gigawatts is that?"
  /\b(?:if|suppose|assuming|when)\s+(?<one>[^,:;?]+?)\s+and\s+(?<other>[^,:;?]+?),(?=\s+(?:how|what)\b)/iu,
  /\b(?:do|does|did|of|for|by|have|has|from)\s+(?<one>[^,:;?]+?)\s+and\s+(?<other>[^,:;?]+?)(?=\s+(?:have|has|hold|give|make|add|spend|plan|together|combined|jointly|taken|in all|altogether)\b|[,:;?.]|$)/iu,
];

/** "Google's growth against Azure's": what is asked of both stands behind the first. */
const possessive =
  /(?<one>\p{Lu}[\p{L}\p{N}. -]*?['’]s)\s+(?<noun>[^,:;?]+?)\s+(?:against|versus|vs\.?|beside|next to|and|or|than)\s+(?<other>\p{Lu}[\p{L}\p{N}. -]*?['’]s)(?=[,:;?.!]|$)/u;

/** The two things a question compares by name, or computes something of; undefined where it names no two. */
export function sidesOf(text: string, computes: boolean): Sides | undefined {
  const owned = computes ? null : possessive.exec(text);
  const { one: first, other: second, noun } = owned?.groups ?? {};
  if (owned && first && second && noun) {
    const rest = `${text.slice(0, owned.index)} ${text.slice(owned.index + owned[0].length)}`
      .replace(/\s+/g, " ")
      .trim();
    return { sides: [`${first} ${noun}`, `${second} ${noun}`], rest };
  }
  for (const form of computes ? [...forms, ...joined] : forms) {
    const match = form.exec(text);
    const { one, other } = match?.groups ?? {};
    if (!match || !one || !other || /\b(?:vs\.?|versus)\s/iu.test(other)) continue; // of three each stands for itself
    const [left, right] = [contentStems(one), contentStems(other)];
    const apart = (own: string[], their: string[]): boolean =>
      own.some((stem) => stem.length > 2 && !their.includes(stem));
    if (left.length > 12 || right.length > 12 || !apart(left, right) || !apart(right, left)) continue;
    const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`
      .replace(/\s+/g, " ")
      .trim();
    // Behind one of the two, the first word of the sentence is no name.
    const lowered = match.index > 0 ? rest.charAt(0).toLowerCase() + rest.slice(1) : rest;
    return { sides: [one.trim(), other.trim()], rest: lowered };
  }
  return undefined;
}
