import { z } from "zod";

import type { Together } from "../../domain/search.ts";
import { datesAgree } from "../../domain/dates.ts";
import { contentStems, stemOf } from "../../library/words.ts";
import { fits } from "./answer-type.ts";
import type { Candidate } from "./candidates.ts";
import type { Asked, Knowledge } from "./understanding.ts";
import { rarity } from "./rarity.ts";

/** What ranking looks at in a sentence, each as a number; the weights of `corpus/models/builtin.json` go by these names. */
export const Features = z.strictObject({
  /** Cosine to the question above .5. */
  similarity: z.number(),
  /** … to the nearest question predicted for it. */
  asked: z.number(),
  /** Share of the question's terms, by rarity, that one of its predicted questions has. */
  askedWords: z.number(),
  /** How much one of its predicted questions and the question are in the same words: F1 over their terms, by rarity. */
  askedAlike: z.number(),
  /** Share of the terms that the sentence, its context or any of its predicted questions has. */
  expanded: z.number(),
  /** Fused score of the search. */
  retrieval: z.number(),
  /** Share of the question's terms, by rarity, that the sentence has itself. */
  exact: z.number(),
  /** … of which it has a near word of the thesaurus only. */
  near: z.number(),
  /** … that stand in its heading, parties or source only. */
  context: z.number(),
  /** Share of the sentence's own terms that the question has. */
  density: z.number(),
  /** Share of the question's neighbouring pairs of terms that stand near each other in the sentence. */
  pairs: z.number(),
  /** For a date of the question that the sentence bears, and against one that it does not. */
  date: z.number(),
  country: z.number(),
  otherCountry: z.number(),
  source: z.number(),
  otherSource: z.number(),
  answerType: z.number(),
  /** Share of the question's names that are missing. */
  missingName: z.number(),
  /** Newness, where the question asks for the latest. */
  recency: z.number(),
  grade: z.number(),
  superseded: z.number(),
  fact: z.number(),
  /** Our own notes on a source, which are no statement of it. */
  caution: z.number(),
});
export type Features = z.infer<typeof Features>;

export interface Measured {
  features: Features;
  similarity: number;
  coverage: number;
  fitsType: boolean;
  missingNames: string[];
  /** The nearest to what is asked of the questions that it answers together with others. */
  together: Together | undefined;
  /** Share of the terms, by rarity, that neither the sentence nor its context nor a predicted question has, nor a near word. */
  unshared: number;
  /** How near what is asked is to a question that is known to have no answer: by meaning, above .5, and by words. */
  unanswered: { meaning: number; words: number };
}

/** What every candidate of one question is measured against, worked out once. */
export function measurer(asked: Asked, knowledge: Knowledge): (candidate: Candidate) => Measured {
  const codes = new Set(asked.countries.map((country) => country.country));
  const blocs = new Set(asked.countries.flatMap((country) => country.members));
  const idf = (stem: string): number =>
    rarity(stem, knowledge) * (lightVerbs.has(stem) || asked.describing.includes(stem) ? 0.3 : 1);
  const hasNear = (table: Map<string, Set<string>>, stem: string, stems: Set<string>): boolean =>
    [...(table.get(stem) ?? [])].some((other) => stems.has(other));
  const countryStems = new Set(
    asked.countries.flatMap((country) =>
      contentStems([country.name, ...country.aliases, ...country.adjectives, ...country.capitals].join(" ")),
    ),
  );
  const asksDates = asked.figures.flatMap((figure) => figure.date ?? []);
  const total = asked.terms.reduce((sum, stem) => sum + idf(stem), 0) || 1;
  const asksLatest = latest.test(asked.text);
  const shareOf = (stems: Set<string>): number =>
    asked.terms.reduce((sum, stem) => sum + (stems.has(stem) ? idf(stem) / total : 0), 0);
  const alikeness = (stems: Set<string>): number => {
    const own = [...stems].filter((stem) => !countryStems.has(stem)).reduce((sum, stem) => sum + idf(stem), 0);
    const shared = shareOf(stems) * total;
    return shared > 0 ? (2 * shared) / (own + total) : 0;
  };
  const unansweredWords = Math.max(0, ...knowledge.unanswered.map(alikeness));
  return (candidate) => {
    const { line } = candidate;
    const match = bestMatch(line.matches, [asked.query, asked.text]);
    const shares = { exact: 0, near: 0, context: 0 };
    const said = new Set([
      ...candidate.stems,
      ...candidate.context,
      ...candidate.askedAs.flatMap((stems) => [...stems]),
    ]);
    let unshared = 0;
    for (const stem of asked.terms) {
      const isSaid =
        said.has(stem) || [knowledge.nearWords, knowledge.synonyms].some((near) => hasNear(near, stem, said));
      if (!isSaid) unshared += idf(stem) / total;
      const share = idf(stem) / total;
      if (candidate.stems.has(stem)) shares.exact += share;
      else if (hasNear(knowledge.nearWords, stem, candidate.stems)) shares.near += share;
      else if (candidate.context.has(stem)) shares.context += share;
    }
    const own = [...candidate.stems].filter((stem) => idf(stem) > 0.15);
    const fitsType = fits(asked.intents, asked, candidate, knowledge);
    const missing = asked.nameGroups.filter((group) => !hasName(group, candidate));
    const missingNames = [...new Set(missing.flat())];
    const about = line.countries.some((code) => codes.has(code));
    const member = !about && line.countries.some((code) => blocs.has(code));
    const placeless = line.countries.length === 0 || line.countries.includes("GLB");
    const named = line.sourceId !== null && asked.sources.includes(line.sourceId);
    const features: Features = {
      similarity: Math.max(0, match.similarity - 0.5),
      asked: Math.max(0, match.asked - 0.5),
      askedWords: Math.max(0, ...candidate.askedAs.map(shareOf)),
      askedAlike: Math.max(0, ...candidate.askedAs.map(alikeness)),
      expanded: shareOf(new Set([...candidate.context, ...candidate.askedAs.flatMap((stems) => [...stems])])),
      retrieval: match.score,
      ...shares,
      density: own.filter((stem) => asked.terms.includes(stem)).length / (own.length || 1),
      pairs: pairsKept(asked.terms, candidate.text, candidate.stems),
      date: asksDates.length === 0 ? 0 : datesFit(asksDates, candidate) ? 1 : -1,
      country: Number(about),
      otherCountry: codes.size === 0 || about || member || besideCountries(asked, candidate) ? 0 : placeless ? 0.5 : 1,
      source: Number(named),
      otherSource: Number(asked.sources.length > 0 && !named),
      answerType: Number(fitsType),
      missingName: missing.length / (asked.nameGroups.length || 1),
      recency: asksLatest ? ageFit(line.asOf) : 0,
      grade: (7 - Number(line.grade?.charAt(1) ?? 6)) * 0.2,
      superseded: Number(line.supersededBy.length > 0),
      fact: Number(line.kind === "fact"),
      caution: Number(/^The corpus editors\b/.test(candidate.text)),
    };
    const coverage = shares.exact + 0.65 * shares.near + 0.6 * shares.context;
    return {
      features,
      similarity: match.similarity,
      coverage,
      fitsType,
      missingNames,
      unshared,
      together: match.together,
      unanswered: { meaning: Math.max(0, match.unanswered - 0.5), words: unansweredWords },
    };
  };
}

// "export controls", "cloud market": words that stand side by side in the question, and near each other in the sentence.
function pairsKept(terms: string[], text: string, stems: Set<string>): number {
  if (terms.length < 2) return 0;
  const places = new Map<string, number>();
  let place = 0;
  for (const stem of stems) places.set(stem, (place += 1));
  let kept = 0;
  for (const [index, stem] of terms.slice(1).entries()) {
    const [one, other] = [places.get(terms[index] ?? ""), places.get(stem)];
    if (one !== undefined && other !== undefined && Math.abs(one - other) <= 3) kept += 1;
  }
  return text ? kept / (terms.length - 1) : 0;
}

const latest = /\b(?:latest|newest|most recent|current(?:ly)?|now|today|at present|as things stand)\b/iu;

// 0 for 2020 and before, 1 for 2026 and later.
function ageFit(asOf: string | null | undefined): number {
  const year = Number(asOf?.slice(0, 4) ?? 2020) + Number(asOf?.slice(5, 7) ?? 0) / 12;
  return Math.min(1, Math.max(0, (year - 2020) / 6.5));
}

// Verbs that carry little of what is asked.
const lightVerbs = new Set(
  "run use make take put go come get work stand play keep let set turn mean look need do"
    .split(" ")
    .map((word) => stemOf(word)),
);

function datesFit(asked: string[], candidate: Candidate): boolean {
  const { asOf, targetDate } = candidate.line;
  const own = [...candidate.figures.flatMap((figure) => figure.date ?? []), asOf, targetDate].filter(
    (date) => typeof date === "string",
  );
  return asked.some((date) => own.some((other) => datesAgree(date, other)));
}

function bestMatch(matches: Candidate["line"]["matches"], queries: string[]) {
  const own = matches.filter((match) => queries.includes(match.query));
  const pool = own.length > 0 ? own : matches;
  const most = (value: (match: (typeof pool)[number]) => number): number => Math.max(0, ...pool.map(value));
  return {
    score: most((match) => match.score),
    similarity: most((match) => match.similarity),
    asked: most((match) => match.asked),
    unanswered: most((match) => match.unanswered),
    together: pool
      .flatMap((match) => match.together ?? [])
      .sort((a, b) => b.asked - a.asked)
      .at(0),
  };
}

/** Does a sentence, its context or a question predicted for it have a name: most of its words, where it has several? */
export function hasName(group: string[], candidate: Candidate): boolean {
  return (
    named(group, candidate, candidate.context) || candidate.askedAs.some((stems) => named(group, candidate, stems))
  );
}

/** "Is the UAE's campus larger than Humain's?": what is set against a thing of a country by name may be anywhere. */
export function besideCountries(asked: Asked, candidate: Candidate): boolean {
  const compares =
    asked.arithmetic === "difference" || asked.arithmetic === "ratio" || asked.intents.includes("comparison");
  return compares && asked.nameGroups.some((group) => saysName(group, candidate));
}

/** … or the sentence itself? */
export function saysName(group: string[], candidate: Candidate): boolean {
  return named(group, candidate, candidate.stems);
}

function named(group: string[], candidate: Candidate, stems: Set<string>): boolean {
  const found = group.filter((stem) => stems.has(stem) || joinedIn(stem, candidate));
  return found.length * 2 > group.length || (group.length === 2 && found.length === 1);
}

// "G42" in "g42's", "euro-3c" in "euro 3c": names are compared without their hyphens too.
function joinedIn(stem: string, candidate: Candidate): boolean {
  const bare = stem.replaceAll(/[^\p{L}\p{N}]/gu, "").replace(/(?<=\d)s$/u, "");
  return (
    bare.length > 2 &&
    candidate.text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]/gu, "")
      .includes(bare)
  );
}
