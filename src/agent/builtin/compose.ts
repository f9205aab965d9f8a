import { findFigures } from "../../domain/figures.ts";
import { dateInWords } from "../../domain/dates.ts";
import type { EvidenceLine } from "../evidence-lines.ts";
import { aggregate } from "./aggregate.ts";
import { candidatesOf, type Candidate } from "./candidates.ts";
import { alike, carries, choose } from "./choose.ts";
import { understand, type Asked, type Knowledge, type Understood } from "./question.ts";
import { rank, type Ranked } from "./rank.ts";
import type { Weights } from "./weights.ts";

/** One sentence of an answer with the evidence it names; without evidence it says what the corpus does not tell. */
export interface Sentence {
  text: string;
  evidence: string[];
}

/**
 * Writes an answer from evidence with no language model: picks the sentences that answer each thing asked, adds what
 * sources say otherwise, computes what is asked to be computed, and gives nothing when the evidence does not carry
 * the question. Every sentence is one of the evidence, or arithmetic over typed values of it.
 */
export function compose(message: string, evidence: EvidenceLine[], knowledge: Knowledge, weights: Weights): Sentence[] {
  const question = understand(message, knowledge);
  if (
    !question.text ||
    question.whole.terms.length + question.whole.names.length + question.whole.countries.length === 0
  )
    return [];
  const candidates = candidatesOf(evidence);
  const computed = aggregate(question.whole, rank(question.whole, candidates, knowledge, weights), weights);
  if (computed.length > 0) return computed;
  const chosen = chooseParts(question, candidates, knowledge, weights);
  if (chosen.every((part) => part.entries.length === 0)) return [];
  const sentences: Sentence[] = [];
  const used: Candidate[] = [];
  for (const { part, entries } of chosen) {
    if (entries.length === 0) {
      sentences.push({ text: `The corpus does not say: ${part.text.replace(/[?.!\s]+$/, "")}.`, evidence: [] });
      continue;
    }
    for (const { candidate } of entries) {
      if (used.some((other) => alike(other, candidate))) continue;
      used.push(candidate);
      sentences.push({ text: dated(candidate), evidence: [candidate.line.id] });
      for (const partner of partners(candidate, candidates)) {
        if (used.includes(partner)) continue;
        used.push(partner);
        sentences.push({ text: dated(partner), evidence: [partner.line.id] });
      }
    }
  }
  return sentences;
}

function chooseParts(
  question: Understood,
  candidates: Candidate[],
  knowledge: Knowledge,
  weights: Weights,
): { part: Asked; entries: Ranked[] }[] {
  return question.parts.map((part) => {
    const ranked = rank(part, candidates, knowledge, weights);
    const compares = part.intents[0] === "comparison" || part.countries.length > 1;
    if (compares && part.countries.length > 1) {
      const each = part.countries.flatMap((country) => {
        const about = ranked.filter((entry) => entry.candidate.line.countries.includes(country.country));
        const single = { ...part, countries: [country] };
        const best = about[0];
        return best && carries(single, best, weights) ? [best] : [];
      });
      const distinct = [...new Set(each)];
      if (distinct.length > 0) return { part, entries: distinct };
    }
    return { part, entries: choose(part, ranked, knowledge, weights) };
  });
}

// What other sources say of the same quantity: shown beside it, never merged.
function partners(candidate: Candidate, candidates: Candidate[]): Candidate[] {
  const { conflictsWith, certainty } = candidate.line;
  if (conflictsWith.length === 0) return [];
  return candidates
    .filter((other) => other.line.fact && conflictsWith.includes(other.line.fact))
    .slice(0, certainty === "disputed" ? 2 : 1);
}

/** The sentence with its as-of date, where it gives a figure and no date of its own. */
function dated(candidate: Candidate): string {
  const { asOf, kind } = candidate.line;
  if (kind !== "fact" || !asOf || !candidate.line.quantity) return candidate.text;
  if (findFigures(candidate.text).some((figure) => figure.kind === "date")) return candidate.text;
  return `${candidate.text.replace(/\.$/, "")} (as of ${dateInWords(asOf)}).`;
}
