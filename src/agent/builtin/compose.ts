import { findFigures } from "../../domain/figures.ts";
import { dateInWords, datesAgree } from "../../domain/dates.ts";
import type { EvidenceLine } from "../evidence-lines.ts";
import { confidence } from "./answerable.ts";
import { aggregate, aggregateSides } from "./aggregate.ts";
import { isOfSide } from "./of-side.ts";
import { candidatesOf, leadInsOf, type Candidate } from "./candidates.ts";
import { alike, carries, choose } from "./choose.ts";
import { chooseSideBySide } from "./compare.ts";
import { premiseOf, silentOn, unsaid } from "./gaps.ts";
import { membersTold } from "./members-told.ts";
import { documentList } from "./document-lists.ts";
import { exposureSentences } from "./exposure-sentences.ts";
import { understand } from "./question.ts";
import type { Asked, Knowledge, Understood } from "./understanding.ts";
import { listCounted } from "./list-counted.ts";
import { measuresOfEach } from "./measures-asked.ts";
import { namesCounted } from "./names-counted.ts";
import { ofChosen } from "./of-chosen.ts";
import { ofSeveral } from "./of-several.ts";
import { namesMeant } from "./one-of-each.ts";
import { rank, type Ranked } from "./rank.ts";
import type { Sentence } from "./sentence.ts";
import { valuesAsked, workedOut } from "./worked-together.ts";
import { unspoken } from "./unspoken.ts";
import { standsTogether } from "./stands-together.ts";
import { togetherOf, withTogether } from "./together.ts";
import type { Weights } from "./weights.ts";

const explains = new Set(["why", "how", "definition"]);

/**
 * Writes an answer from evidence with no language model: picks the sentences that answer each thing asked, adds what
 * sources say otherwise, computes what is asked to be computed, and gives nothing when the evidence does not carry
 * the question. Every sentence is one of the evidence, or arithmetic over typed values of it.
 */
export function compose(message: string, evidence: EvidenceLine[], knowledge: Knowledge, weights: Weights): Sentence[] {
  const question = understand(message, knowledge);
  const { terms, countries } = question.whole;
  const asksSomething = countries.length > 0 || [...terms, ...question.whole.names].some((stem) => stem.length > 2);
  if (!question.text || !asksSomething) return [];
  const exposure = question.exposure ? exposureSentences(question, evidence) : [];
  if (exposure.length > 0) return exposure;
  const lines = evidence.filter((line) => line.part === undefined || line.part === null);
  const candidates = candidatesOf(lines, knowledge);
  const members = membersTold(question.whole, candidates);
  if (members.length > 0) return members;
  const names = namesCounted(question.whole, candidates, knowledge, weights);
  if (names.length > 0) return names;
  const groups = sideGroups(question, candidates, knowledge, weights);
  const ofSides = aggregateSides(question.whole, question.sides, groups, knowledge, weights);
  if (ofSides.length > 0 && standsTogether(question.whole, ofSides, candidates, knowledge.nearWords, weights))
    return ofSides;
  const together = togetherOf(question.whole, rank(question.whole, candidates, knowledge, weights), knowledge, weights);
  const worked = workedOut(question.whole, together, knowledge, weights);
  if (
    worked.length > 0 &&
    !isStated(question.whole, worked, [], candidates, knowledge, weights) &&
    standsTogether(valuesAsked(question.whole), worked, candidates, knowledge.nearWords, weights)
  )
    return worked;
  const several = ofSeveral(question.whole, candidates, knowledge, weights);
  if (several && several.length > 0) return several;
  const forValues = { ...valuesAsked(question.whole), nameGroups: namesMeant(question.whole, knowledge) };
  const forCalculation = rank(forValues, candidates, knowledge, weights);
  // What is not found for each of the things to be taken away is not worked out for some of them.
  const computed = several ? [] : aggregate(forValues, forCalculation, knowledge, weights);
  if (
    computed.length > 0 &&
    !isStated(question.whole, computed, forCalculation, candidates, knowledge, weights) &&
    standsTogether(forValues, computed, candidates, knowledge.nearWords, weights)
  )
    return computed;
  const chosen = withTogether(
    question,
    together,
    together?.sure ? [] : chooseParts(question, candidates, leadInsOf(lines, knowledge), groups, knowledge, weights),
    weights,
  );
  if (chosen.every((part) => part.entries.length === 0)) return [];
  const sentences: Sentence[] = [];
  const used: Candidate[] = [];
  for (const { part, entries } of chosen) {
    if (entries.length === 0) {
      sentences.push({ text: unsaid(part, knowledge), evidence: [] });
      continue;
    }
    for (const name of silentOn(part, candidates))
      sentences.push({ text: `The corpus has no information about ${name}.`, evidence: [] });
    const missing = premiseOf(part, entries);
    if (missing) sentences.push({ text: missing, evidence: [] });
    for (const { candidate: picked } of entries) {
      const candidate = current(picked, part, candidates);
      if (used.some((other) => alike(other, candidate))) continue;
      used.push(candidate);
      sentences.push({ text: dated(candidate), evidence: [candidate.line.id] });
      if (used.length > 1 || explains.has(part.intents[0] ?? "what")) continue;
      const most = part.intents[0] === "conflict" ? 4 : 2;
      for (const partner of partners(candidate, candidates).slice(0, most)) {
        used.push(partner);
        sentences.push({ text: dated(partner), evidence: [partner.line.id] });
      }
    }
  }
  sentences.push(
    ...ofChosen(question.whole, used, knowledge, weights),
    ...listCounted(question.whole, used, candidates, knowledge),
  );
  const missing = unspoken(question.whole, used);
  if (missing.length > 0)
    sentences.push({ text: `The evidence given here does not mention ${missing.join(" or ")}.`, evidence: [] });
  return sentences;
}

// A share that a sentence states need not be worked out, unless what it is worked out from answers better.
function isStated(
  asked: Asked,
  computed: Sentence[],
  forCalculation: Ranked[],
  candidates: Candidate[],
  knowledge: Knowledge,
  weights: Weights,
): boolean {
  if (asked.arithmetic !== "share" && !asked.wanted?.units.includes("percent")) return false;
  const stated = rank(asked, candidates, knowledge, weights)[0];
  if (!stated?.fitsType || confidence(asked, stated, weights) < weights.answer.stated) return false;
  const worked = forCalculation.find(({ candidate }) => candidate.text === computed[0]?.text);
  const nearness = ({ coverage, similarity }: Ranked): number => coverage + similarity;
  return !worked || nearness(stated) >= nearness(worked);
}

function chooseParts(
  question: Understood,
  candidates: Candidate[],
  leadIns: Candidate[],
  groups: Ranked[][],
  knowledge: Knowledge,
  weights: Weights,
): { part: Asked; entries: Ranked[] }[] {
  const beside = namedSides(question, groups, weights);
  if (beside.length > 1)
    return [
      {
        part: question.whole,
        entries: [...beside, ...measuresOfEach(question.whole, beside, groups, weights)],
      },
    ];
  const chosenOf = (part: Asked, weights: Weights): Ranked[] => {
    const ranked = ofSources(part, rank(part, candidates, knowledge, weights));
    if (part.intents[0] === "conflict") {
      const [disputed] = ranked.filter(({ candidate }) => differs(candidate));
      const nearest = ranked[0]?.score ?? 0;
      if (disputed && disputed.score >= 0.8 * nearest && carries(part, disputed, weights)) return [disputed];
    }
    const groups = sides(part, ranked);
    if (groups.length > 1) {
      const entries = chooseSideBySide(part, groups, weights);
      if (entries.length > 1) {
        const measured = [...entries, ...measuresOfEach(part, entries, groups, weights)];
        return [...measured, ...beyond(part, measured, ranked, weights)];
      }
    }
    const listed = documentList(part, ranked, rank(part, leadIns, knowledge, weights), weights);
    return listed ?? choose(part, ranked, knowledge, weights);
  };
  const chosen = question.parts.map((part) => {
    const entries = chosenOf(part, weights);
    if (entries.length > 0) return { part, entries };
    // What is to be worked out need not stand in the sentences that it is worked out from.
    const operands = part.arithmetic === null ? [] : chosenOf(valuesAsked(part), weights);
    const used = operands.map(({ candidate }) => candidate);
    return { part, entries: ofChosen(part, used, knowledge, weights).length > 0 ? operands : [] };
  });
  if (chosen.every(({ entries }) => entries.length === 0)) return chosen;
  // Where the corpus answers one part of a question, less is needed to believe that it answers the other.
  const lenient = { ...weights, answer: { ...weights.answer, from: weights.answer.beside } };
  return chosen.map(({ part, entries }) => ({
    part,
    entries: entries.length > 0 ? entries : chosenOf(part, lenient),
  }));
}

// Who asks what a document says is not told what others say, unless they are to be held against each other.
function ofSources({ sources, intents }: Asked, ranked: Ranked[]): Ranked[] {
  if (sources.length === 0 || intents.includes("conflict")) return ranked;
  const own = ranked.filter(({ candidate }) => sources.includes(candidate.line.sourceId ?? ""));
  return own.length > 0 ? own : ranked;
}

// What is set side by side may need more than a sentence each: the best of the rest, unless a comparison is all that is asked.
function beyond(part: Asked, entries: Ranked[], ranked: Ranked[], weights: Weights): Ranked[] {
  if (part.intents.includes("comparison")) return [];
  const { most, gap } = weights.choose.broad;
  const least = Math.min(...entries.map((entry) => entry.score)) - gap / 2;
  return ranked
    .filter((entry) => entry.score >= least && carries(part, entry, weights))
    .filter((entry) => !entries.some((other) => alike(other.candidate, entry.candidate)))
    .slice(0, Math.max(0, most - entries.length));
}

// Of each of two named things the sentences about it, best first; none where one of them has nothing.
function sideGroups(
  { sides }: Understood,
  candidates: Candidate[],
  knowledge: Knowledge,
  weights: Weights,
): Ranked[][] {
  const groups = sides.map((side, index) =>
    rank(side, candidates, knowledge, weights).filter(
      ({ candidate }) => isOfSide(candidate, side, sides[1 - index]) && !isOfSide(candidate, sides[1 - index], side),
    ),
  );
  return groups.every((group) => group.length > 0) ? groups : [];
}

// Of each of two named things the sentence that answers for it.
function namedSides({ sides }: Understood, groups: Ranked[][], weights: Weights): Ranked[] {
  const [first] = sides;
  if (!first || groups.length < 2) return [];
  const entries = chooseSideBySide({ ...first, names: [], unknownNames: [], countries: [] }, groups, weights);
  // What is asked of both has to stand in what is said of each.
  return entries.length > 1 && entries.every((entry) => entry.coverage >= leastOfSide) ? entries : [];
}

const leastOfSide = 0.25;

/** What a question sets side by side: countries it names, else sources it names. */
function sides(part: Asked, ranked: Ranked[]): Ranked[][] {
  const first = part.intents[0] ?? "what";
  const beside = part.intents.includes("comparison") || /\b(?:each|both|respectively|either)\b/iu.test(part.text);
  const joint = ranked.some(({ candidate }) =>
    part.countries.every(({ country }) => candidate.line.countries.includes(country)),
  );
  const asked = part.countries.filter((country) => !part.modifiers.includes(country.country));
  if (asked.length > 1 && (beside || (!joint && first !== "definition"))) {
    const others = asked.map((country) => country.country);
    return asked.map(({ country }) =>
      ranked.filter(({ candidate }) => {
        const { countries } = candidate.line;
        return countries.includes(country) && countries.filter((code) => others.includes(code)).length === 1;
      }),
    );
  }
  if (part.sources.length > 1)
    return part.sources.map((source) => ranked.filter(({ candidate }) => candidate.line.sourceId === source));
  return [];
}

// The record that supersedes this one, unless the question asks for the time of the older.
function current(candidate: Candidate, part: Asked, candidates: Candidate[]): Candidate {
  const { supersededBy, asOf } = candidate.line;
  const [newer] = candidates.filter(({ line }) => line.fact && supersededBy.includes(line.fact));
  const dates = part.figures.flatMap((figure) => figure.date ?? []);
  const asksOlder = asOf && dates.some((date) => datesAgree(date, asOf));
  return newer && !asksOlder ? newer : candidate;
}

// What other sources say of the same quantity: shown beside it, never merged.
function partners(candidate: Candidate, candidates: Candidate[]): Candidate[] {
  const { fact, conflictsWith, conflictSets } = candidate.line;
  return candidates
    .filter(({ line }) => line.fact && line.fact !== fact)
    .filter(
      ({ line }) =>
        conflictsWith.includes(line.fact ?? "") || line.conflictSets.some((id) => conflictSets.includes(id)),
    )
    .sort(
      (a, b) => Number(conflictsWith.includes(b.line.fact ?? "")) - Number(conflictsWith.includes(a.line.fact ?? "")),
    );
}

function differs({ line }: Candidate): boolean {
  return line.conflictsWith.length + line.conflictSets.length > 0;
}

/** The sentence with its as-of date, where it gives a figure and no date of its own. */
function dated(candidate: Candidate): string {
  const { asOf, kind } = candidate.line;
  if (kind !== "fact" || !asOf || !candidate.line.quantity) return candidate.text;
  if (findFigures(candidate.text).some((figure) => figure.kind === "date")) return candidate.text;
  return `${candidate.text.replace(/\.$/, "")} (as of ${dateInWords(asOf)}).`;
}
