/** One of the things that a question lists: its own words, and the question as it would be asked of it alone. */
export interface Item {
  own: string;
  question: string;
}

const least = 3;
const joint = String.raw`(?:and|plus|as well as|&)`;
const list = new RegExp(String.raw`^(?<first>(?:[^,]+, )*[^,]+?),? ${joint} (?<last>[^,]+)(?<tail>,.*)?$`, "u");
const verbs =
  /^.*?\b(?:do|does|did|have|has|(?:add|sum|tot|total|tally|count|reckon)(?:s|ing|ting|ling|ming)?(?: up| together)?|between)\s+|^(?:[^,]*\b)?of\s+/iu;
const closes =
  /\s+(?:together|combined|added|put together|taken together|jointly|altogether|in total|in all|all told|come|comes|came|make|makes|amount|amounts|have|has|had|is|are|was|were|as)\b.*$/iu;
const bare = String.raw`(?:the )?\p{Lu}[\p{L}\d&.-]*(?: (?:\p{Lu}|\d)[\p{L}\d&.-]*)*(?: \([^()]*\))?`;
const asking = /\b(?:what|which|who|whose|how|when|where|why)\b/iu;

/**
 * The things that a question lists ("A, B and C"), each to be asked for by itself with what the question says of all of
 * them: behind a colon, behind a word that adds, or bare names in the middle of it. Two are the sides of `sides.ts`.
 */
export function enumerationOf(text: string): Item[] {
  const sentences = text.split(/(?<=[.?!;])\s+/u);
  for (const [at, sentence] of sentences.entries()) {
    const around = (inside: string): string =>
      [...sentences.slice(0, at), inside, ...sentences.slice(at + 1)].join(" ");
    const [head = "", ...behind] = sentence.replace(/[.?!;]+$/u, "").split(/:\s+/u);
    const regions = behind.length > 0 ? [behind.join(": "), head] : [head];
    for (const region of regions) {
      const items = itemsOf(region);
      const rest = regions.filter((other) => other !== region).join(" ");
      if (items.length >= least)
        return items.map(({ own, question }) => ({ own, question: around(`${rest} ${question}`) }));
    }
  }
  return [];
}

function itemsOf(region: string): Item[] {
  // A comma in brackets parts nothing.
  const masked = region.replace(/\([^()]*\)/gu, (group) => group.replaceAll(",", " "));
  const { first, last, tail = "" } = list.exec(masked)?.groups ?? {};
  if (!first || !last) return [];
  const segments = [...first.split(", "), last];
  return ofNames(segments, tail) ?? ofPhrases(segments, tail);
}

// "… to Japan (2026 only), the Emirates, Singapore and Thailand …"
function ofNames(segments: string[], tail: string): Item[] | undefined {
  const before = new RegExp(`(?<=^|\\s)${bare}$`, "u").exec(segments[0] ?? "");
  const after = new RegExp(`^${bare}`, "u").exec(segments.at(-1) ?? "");
  const middle = segments.slice(1, -1);
  if (!before || !after || !middle.every((segment) => new RegExp(`^${bare}$`, "u").test(segment))) return undefined;
  const prefix = (segments[0] ?? "").slice(0, before.index);
  const suffix = (segments.at(-1) ?? "").slice(after[0].length) + tail;
  return [before[0], ...middle, after[0]].map((own) => ({ own, question: `${prefix}${own}${suffix}` }));
}

// "Add up A's strategy, the B deal and the C centre."
function ofPhrases(segments: string[], tail: string): Item[] {
  const [start = ""] = segments;
  const lead = verbs.exec(start)?.[0] ?? "";
  const end = segments.at(-1) ?? "";
  const close = closes.exec(end)?.[0] ?? "";
  const items = [start.slice(lead.length), ...segments.slice(1, -1), end.slice(0, end.length - close.length)];
  if (items.some((own) => asking.test(own) || own.trim() === "" || own.split(" ").length > 9)) return [];
  return items.map((own) => ({ own, question: `${lead}${own}${close}${tail}` }));
}

const years =
  /(?<!\b(?:between|from|over|during|in) )(?<one>\b(?:19|20)\d\d) (?:and|plus|with) (?:(?:that|those|the ones?) (?:of|from|in) |(?:in|of) )?(?<other>(?:19|20)\d\d)\b/u;

/** Two years of one thing that a question names side by side ("the 2024 and 2026 announcements"). */
export function yearsListed(text: string): Item[] {
  const match = years.exec(text);
  const { one, other } = match?.groups ?? {};
  if (!match || !one || !other) return [];
  return [one, other].map((own) => ({ own, question: text.replace(match[0], own) }));
}
