import { stemOf } from "../../../library/words.ts";
import { lexiconRows } from "../../lexicon-rows.ts";
import type { Opposites } from "../opposites.ts";

/** How a word of a claim stands to a word of its evidence. `broader`: the claim's word is the more general one. */
export type Relation = "same" | "synonym" | "contrary" | "broader" | "narrower" | "sibling";

/** What is known of English words in general. */
export interface Lexicon {
  /** The forms under which a word is known, the likeliest first; the word itself where it is not. */
  lemmas(word: string): string[];
  /** How much a word tells, from 0 for the most frequent to 1 for one that is rare or not known. */
  weight(word: string): number;
  /** The form whose meaning a word has: without the ending of number or tense. */
  base(word: string): string;
  isKnown(word: string): boolean;
  /** Can the word be a form of a verb that is no plural of a noun at the same time? */
  isVerb(word: string): boolean;
  relation(claim: string, evidence: string): Relation | undefined;
}

interface Sense {
  synset: number;
  rank: number;
}

interface Synset {
  part: string;
  broader: number[];
  similar: number[];
}

/** So many relations are kept, for pairs of words come again. */
const mostKept = 200_000;
/** So many contraries in common make two words alike: one alone may be chance. */
const leastShared = 3;
/** Generality by so many steps still lets one word stand for the other. */
const mostSteps = 3;
/** Synsets so near the root ("entity", "object") stand above everything. */
const leastDepth = 4;
/** A base so many times rarer than its irregular form is not what the form means. */
const rarer = 3;
const endings: [RegExp, string[]][] = [
  [/ies$/, ["y"]],
  [/(?<=ch|sh|ss|x|z|o)es$/, [""]],
  [/s$/, [""]],
  [/ied$/, ["y"]],
  [/([b-df-hj-np-tv-z])\1(?:ed|ing|er|est)$/, ["$1"]],
  [/(?:ed|ing|er|est)$/, ["", "e"]],
];

/** Reads `corpus/models/lexicon`, which `scripts/write-lexicon.ts` derives from WordNet (Miller 1995). */
export function readLexicon(folder: string, opposites: Opposites): Lexicon {
  const rows = (name: string): string[][] => lexiconRows(folder, name);
  const ranks = new Map(rows("words.txt").map(([word = ""], index) => [word, index]));
  const irregular = grouped(rows("irregular.tsv"));
  const antonyms = bothWays(rows("antonyms.tsv"));
  const derived = bothWays(rows("derived.tsv"));
  const senses = new Map<string, Sense[]>();
  const synsets = rows("synsets.tsv").map(([part = "", words = "", broader = "", similar = ""], synset): Synset => {
    for (const entry of words.split(" ").filter(Boolean)) {
      const [word = "", rank = "1"] = entry.split(".");
      senses.set(word, [...(senses.get(word) ?? []), { synset, rank: Number(rank) }]);
    }
    return { part, broader: numbersOf(broader), similar: numbersOf(similar) };
  });
  const depths = new Map<number, number>();
  const depthOf = (synset: number): number => {
    const known = depths.get(synset);
    if (known !== undefined) return known;
    depths.set(synset, 0);
    const above = synsets[synset]?.broader ?? [];
    const depth = above.length === 0 ? 0 : 1 + Math.min(...above.map(depthOf));
    depths.set(synset, depth);
    return depth;
  };
  const above = (synset: number): number[] => {
    const found: number[] = [];
    let layer = [synset];
    for (let step = 0; step < mostSteps; step += 1) {
      layer = layer.flatMap((one) => synsets[one]?.broader ?? []);
      found.push(...layer.filter((one) => depthOf(one) >= leastDepth));
    }
    return found;
  };
  const lemmasOf = (word: string): string[] => {
    const bases = endings.flatMap(([ending, replacements]) =>
      ending.test(word) ? replacements.map((replacement) => word.replace(ending, replacement)) : [],
    );
    const found = [...(irregular.get(word) ?? []), ...bases.filter((base) => base.length > 1 && senses.has(base))];
    const all = [...(senses.has(word) ? [word] : []), ...found];
    return all.length > 0 ? [...new Set(all)] : [word];
  };
  const lemmaCache = new Map<string, string[]>();
  const lemmas = (word: string): string[] => {
    const cached = lemmaCache.get(word) ?? lemmasOf(word);
    if (lemmaCache.size > 20_000) lemmaCache.clear();
    lemmaCache.set(word, cached);
    return cached;
  };
  const sensesOf = (forms: string[], most: number): Sense[] =>
    forms.flatMap((form) => senses.get(form) ?? []).filter(({ rank }) => rank <= most);
  const linked = (links: Map<string, Set<string>>, one: string[], other: string[]): boolean =>
    one.some((form) => other.some((second) => links.get(form)?.has(second)));
  const listed = (one: string, other: string): boolean => opposites.get(stemOf(one))?.has(stemOf(other)) ?? false;
  // Words with a contrary in common: "suppress" and "inhibit" both stand against "induce".
  const listedAlike = (one: string[], other: string[]): boolean =>
    one.some((form) => other.some((second) => sharesSide(stemOf(form), stemOf(second), opposites)));
  const contrary = (one: string[], other: string[]): boolean =>
    linked(antonyms, one, other) || one.some((form) => other.some((second) => listed(form, second)));
  const relations = new Map<string, Relation | undefined>();
  const relationOf = (claim: string, evidence: string): Relation | undefined => {
    const [own, theirs] = [lemmas(claim), lemmas(evidence)];
    if (claim === evidence || own.some((form) => theirs.includes(form))) return "same";
    if (contrary([claim, ...own], [evidence, ...theirs])) return "contrary";
    if (stemOf(claim) === stemOf(evidence) || linked(derived, own, theirs)) return "same";
    const [mine, others] = [sensesOf(own, 4), sensesOf(theirs, 4)];
    if (mine.some((one) => others.some((two) => two.synset === one.synset && one.rank + two.rank <= 5)))
      return "synonym";
    const [first, second] = [mine, others].map((all) =>
      all.filter(({ rank }) => rank <= 2).map(({ synset }) => synset),
    );
    if (!first || !second) return undefined;
    if (second.some((synset) => above(synset).some((one) => first.includes(one)))) return "broader";
    if (first.some((synset) => above(synset).some((one) => second.includes(one)))) return "narrower";
    if (first.some((synset) => synsets[synset]?.similar.some((one) => second.includes(one)))) return "synonym";
    const kin = new Set(first.flatMap((synset) => above(synset)));
    if (second.some((synset) => above(synset).some((one) => kin.has(one)))) return "sibling";
    return listedAlike([claim, ...own], [evidence, ...theirs]) ? "synonym" : undefined;
  };
  return {
    lemmas,
    base(word) {
      const [form] = irregular.get(word) ?? [];
      const rank = ranks.get(word) ?? ranks.size;
      // "ground" is seldom what was ground.
      if (form !== undefined) return (ranks.get(form) ?? ranks.size) > rank * rarer ? word : form;
      return /(?:er|est)$/.test(word) ? word : (lemmas(word).at(-1) ?? word);
    },
    isVerb(word) {
      const parts = lemmas(word).flatMap((lemma) => sensesOf([lemma], 4).map(({ synset }) => synsets[synset]?.part));
      return parts.includes("v") && (parts[0] === "v" || word.endsWith("ed") || irregular.has(word));
    },
    isKnown: (word) => lemmas(word).some((lemma) => senses.has(lemma)),
    weight(word) {
      const rank = Math.min(...[word, ...lemmas(word)].map((form) => ranks.get(form) ?? ranks.size));
      return Math.log(1 + rank) / Math.log(1 + ranks.size);
    },
    relation(claim, evidence) {
      const key = `${claim} ${evidence}`;
      if (relations.has(key)) return relations.get(key);
      if (relations.size > mostKept) relations.clear();
      const relation = relationOf(claim, evidence);
      relations.set(key, relation);
      return relation;
    },
  };
}

function sharesSide(one: string, other: string, opposites: Opposites): boolean {
  const [mine, theirs] = [opposites.get(one), opposites.get(other)];
  if (!mine || !theirs) return false;
  const common = [...mine].filter((stem) => theirs.has(stem)).length;
  return common >= leastShared;
}

function numbersOf(text: string): number[] {
  return text
    .split(" ")
    .filter(Boolean)
    .map((digits) => Number.parseInt(digits, 36));
}

function grouped(pairs: string[][]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [from = "", to = ""] of pairs) groups.set(from, [...(groups.get(from) ?? []), to]);
  return groups;
}

function bothWays(pairs: string[][]): Map<string, Set<string>> {
  const links = new Map<string, Set<string>>();
  const link = (from: string, to: string): void => {
    links.set(from, (links.get(from) ?? new Set()).add(to));
  };
  for (const [one = "", other = ""] of pairs) {
    link(one, other);
    link(other, one);
  }
  return links;
}
