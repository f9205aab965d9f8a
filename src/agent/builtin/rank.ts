import { datesAgree, monthNumber } from "../../domain/dates.ts";
import type { Figure } from "../../domain/figures.ts";
import { currencyOf, measureOf } from "../../domain/units.ts";
import { stemOf, tokens } from "../../library/words.ts";
import type { Candidate } from "./candidates.ts";
import type { Intent } from "./intent.ts";
import type { Asked, Knowledge } from "./question.ts";
import { carriesWanted } from "./wanted.ts";
import type { Weights } from "./weights.ts";

export interface Ranked {
  candidate: Candidate;
  score: number;
  coverage: number;
  similarity: number;
  fitsType: boolean;
  /** Names of the question that neither the sentence nor its context has. */
  missingNames: string[];
}

/** Ranks candidates for one thing asked: meaning, words, entities, answer type, grade. */
export function rank(asked: Asked, candidates: Candidate[], knowledge: Knowledge, weights: Weights): Ranked[] {
  const codes = new Set(asked.countries.map((country) => country.country));
  const blocs = asked.countries.flatMap((country) => country.members);
  const idf = (stem: string): number => rarity(stem, knowledge) * (lightVerbs.has(stem) ? 0.3 : 1);
  const nearTo = (stem: string, stems: Set<string>): boolean =>
    [...(knowledge.nearWords.get(stem) ?? [])].some((other) => stems.has(other));
  const asksDates = asked.figures.flatMap((figure) => figure.date ?? []);
  const total = asked.terms.reduce((sum, stem) => sum + idf(stem), 0) || 1;
  return candidates
    .map((candidate): Ranked => {
      const { line } = candidate;
      const match = bestMatch(line.matches, asked.query);
      const covered = asked.terms.reduce(
        (sum, stem) =>
          sum +
          idf(stem) *
            (candidate.stems.has(stem)
              ? 1
              : nearTo(stem, candidate.stems)
                ? weights.near
                : candidate.context.has(stem)
                  ? 0.6
                  : 0),
        0,
      );
      const coverage = covered / total;
      const own = [...candidate.stems].filter((stem) => idf(stem) > 0.15);
      const density = own.filter((stem) => asked.terms.includes(stem)).length / (own.length || 1);
      const fitsType = fits(asked.intents, asked, candidate, knowledge);
      const missingNames = asked.names.filter((stem) => !candidate.context.has(stem) && !joinedIn(stem, candidate));
      let score =
        weights.similarity * Math.max(0, match.similarity - 0.5) +
        weights.retrieval * match.score +
        weights.coverage * coverage +
        weights.density * density +
        weights.answerType * Number(fitsType) +
        weights.grade * (7 - Number(line.grade?.charAt(1) ?? 6)) * 0.2;
      if (codes.size > 0) {
        const about = line.countries.some((code) => codes.has(code));
        const member = !about && line.countries.some((code) => blocs.includes(code));
        score += about
          ? weights.country
          : member
            ? 0
            : line.countries.length === 0 || line.countries.includes("GLB")
              ? weights.otherCountry / 2
              : weights.otherCountry;
      }
      if (asked.sources.length > 0)
        score += line.sourceId && asked.sources.includes(line.sourceId) ? weights.source : weights.otherSource;
      if (asked.names.length > 0) score += (weights.missingName * missingNames.length) / asked.names.length;
      if (asksDates.length > 0) score += datesFit(asksDates, candidate) ? weights.date : -weights.date;
      if (latest.test(asked.text)) score += weights.recency * ageFit(line.asOf);
      if (line.supersededBy.length > 0) score += weights.superseded;
      if (line.kind === "fact") score += weights.fact;
      if (/^The corpus editors\b/.test(candidate.text)) score += weights.caution;
      return { candidate, score, coverage, similarity: match.similarity, fitsType, missingNames };
    })
    .sort((a, b) => b.score - a.score || a.candidate.line.id.localeCompare(b.candidate.line.id));
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

/** Rarity of a stem in the corpus, 0 (everywhere) to 1 (unknown): inverse document frequency over its maximum. */
export function rarity(stem: string, knowledge: Pick<Knowledge, "vocabulary" | "unitCount">): number {
  const count = knowledge.vocabulary.get(stem) ?? 0;
  return Math.log((knowledge.unitCount + 1) / (count + 1)) / Math.log(knowledge.unitCount + 1);
}

function bestMatch(matches: Candidate["line"]["matches"], query: string): { score: number; similarity: number } {
  const own = matches.filter((match) => match.query === query);
  const pool = own.length > 0 ? own : matches;
  return {
    score: Math.max(0, ...pool.map((match) => match.score)),
    similarity: Math.max(0, ...pool.map((match) => match.similarity)),
  };
}

// "G42" in "g42's", "euro-3c" in "euro 3c": names are compared without their hyphens too.
function joinedIn(stem: string, candidate: Candidate): boolean {
  const bare = stem.replaceAll(/[^\p{L}\p{N}]/gu, "");
  return (
    bare.length > 2 &&
    candidate.text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]/gu, "")
      .includes(bare)
  );
}

const moneyUnits = /^[A-Z]{3}$/;
const causes =
  /\b(?:because|so that|since|therefore|due to|owing to|reason|caus\w+|driv\w+|led to|leads to|forced|after|in order to|so|citing|without|lets?|allow\w*|makes?|harm\w*|risk\w*|could)\b/iu;

function fits(intents: Intent[], asked: Asked, candidate: Candidate, knowledge: Knowledge): boolean {
  const first = intents[0] ?? "what";
  if (asked.wanted && first !== "why") return carriesWanted(asked.wanted, candidate);
  const has = (test: (figure: Figure) => boolean): boolean => candidate.figures.some(test);
  switch (first) {
    case "amount":
      return (
        has((figure) => moneyUnits.test(figure.unit)) ||
        /\b(?:millions|billions|trillions) of dollars\b/.test(candidate.text)
      );
    case "count":
      if (asked.wanted) return carriesWanted(asked.wanted, candidate);
      return has((figure) => figure.kind === "quantity") || candidate.line.quantity != null;
    case "share":
      return has((figure) => figure.unit === "percent") || /\b\d+ (?:out )?of (?:the |its )?\d+\b/.test(candidate.text);
    case "date":
      return has((figure) => figure.kind === "date") || candidate.line.asOf != null;
    case "why":
      return causes.test(candidate.text);
    case "definition":
      return (
        opensWith(asked, candidate) &&
        /\b(?:is|are|means|mean|refers? to|asks|describes|stands for|holds?|introduc\w+)\b/.test(candidate.text)
      );
    case "who":
      if (asked.suppliedLayer) return supplies(asked.suppliedLayer, candidate, knowledge);
      return candidate.line.parties.length > 0 || newNames(asked, candidate) > 0;
    case "list":
      return (candidate.text.match(/,| and | or /g) ?? []).length >= 2 || candidate.line.parties.length > 1;
    case "comparison":
    case "conflict":
      return candidate.figures.length > 0 || candidate.line.conflictsWith.length > 0;
    case "yes-no":
    case "how":
    case "what":
      return true;
  }
}

// "Whose chips": the sentence has to name a maker of chips.
function supplies(layer: string, candidate: Candidate, knowledge: Knowledge): boolean {
  return knowledge.suppliers
    .mentions(candidate.text)
    .some(({ supplier }) => supplier.layers.some((own) => own === layer));
}

// A definition opens with what it defines.
function opensWith(asked: Asked, candidate: Candidate): boolean {
  const opening = new Set(
    tokens(candidate.text)
      .slice(0, asked.terms.length + 3)
      .map((token) => token.stem),
  );
  return asked.terms.every((stem) => opening.has(stem));
}

// Names the question does not have: no units, currencies, months or abbreviations of the field.
function newNames(asked: Asked, candidate: Candidate): number {
  const names = candidate.text.match(/(?<=\s)\p{Lu}[\p{L}\d-]+/gu) ?? [];
  return names.filter(
    (name) =>
      !asked.text.includes(name) &&
      !asked.countries.some((country) => [country.name, ...country.adjectives].includes(name)) &&
      !/^(?:AI|ML|HPC|LLM)s?$/.test(name) &&
      measureOf(name) === undefined &&
      currencyOf(name) === undefined &&
      monthNumber(name) === undefined,
  ).length;
}
