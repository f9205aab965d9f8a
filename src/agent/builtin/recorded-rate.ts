import { contentStems, isStopWord } from "../../library/words.ts";
import { isAskingWord } from "./asking-words.ts";
import type { Candidate } from "./candidates.ts";
import { backOf, operandOf, rateOf, type Operand } from "./compute.ts";
import type { Asked, Knowledge } from "./understanding.ts";
import { rank } from "./rank.ts";
import { rarity } from "./rarity.ts";
import { isMeasure, readingsOf, type Reading } from "./readings.ts";
import type { Sentence } from "./sentence.ts";
import type { Weights } from "./weights.ts";

const rates = "(?:rule of thumb|rate|ratio|formula|factor|multiple)";
const applies = new RegExp(
  String.raw`\b(?:(?:appl(?:y|ies|ied|ying)|us(?:e|ing)|tak(?:e|ing)|follow(?:ing)?|going by)\b[^.?]*\b${rates}\b|if\b[^.?]*\b${rates}\b[^.?]*\b(?:holds?|held|is right|applies|applied)\b|(?:by|at|with) (?:that|this|the [^.?,]{0,40}) ?${rates}\b)`,
  "iu",
);
const asksBefore =
  /\bwhat (?:was|were|had been)\b[^?]*\b(?:(?:19|20)\d\d|previous|earlier|former|(?:last|prior) year|year before)\b|\bwhat (?:must|should|would|will|could|can)\b[^?]*\bhave been\b|\bhow (?:much|many|large|big|high)\b[^?]*\b(?:was|were)\b[^?]*\b(?:in (?:19|20)\d\d|previously|the year before|earlier)\b/iu;
const grown =
  /\b(?:above|below|over|under|more|less|higher|lower|up|down|gr[eo]w\w*|increas\w*|decreas\w*|fall\w*|fell|r[io]se\w*)\b/iu;

/** Does a question ask that a recorded rate be applied to a recorded sum ("if the rule of thumb holds, what would … take")? */
export function asksRate({ text }: Asked): boolean {
  return applies.test(text) && /\b(?:would|will|what|how (?:much|large|big))\b/iu.test(text);
}

/** Does a question ask what something was before it grew by what it says or a record does? */
export function asksFormer({ text }: Asked): boolean {
  return asksBefore.test(text) && grown.test(text.replace(/\bover \d{4}/gu, ""));
}

/** A rate that one record tells ("for each USD 1 billion … USD 125 million") on the sum of another of the same source. */
export function appliedRate(asked: Asked, candidates: Candidate[], knowledge: Knowledge, weights: Weights): Sentence[] {
  const near = rank({ ...asked, intents: ["count"], wanted: null }, candidates, knowledge, weights)
    .slice(0, weights.calculate.items.considered)
    .map(({ candidate }) => candidate);
  const [rate] = near.flatMap((candidate) => rateIn(candidate, knowledge) ?? []);
  if (!rate) return [];
  const { candidate: own } = rate.base;
  // What the question says of the rate does not say which sum is meant.
  const ofRate = new RegExp(String.raw`\b${rates} (?:for|of|on|in) [^,.?]*?(?= to\b| hold| appl|[,.?]|$)`, "iu");
  const open = contentStems(asked.text.replace(ofRate, " ")).filter(
    (stem) => !own.stems.has(stem) && !isAskingWord(stem),
  );
  const amounts = near
    .flatMap((candidate) => operandOf(candidate) ?? [])
    .filter(
      ({ candidate, unit }) =>
        candidate.line.sourceId === own.line.sourceId && candidate.text !== own.text && unit === rate.base.unit,
    )
    .filter(({ candidate }) => shared(rate.base, candidate) > 0)
    .map((operand) => ({
      operand,
      worth: worthOf(asked, open, operand, knowledge) + shared(rate.base, operand.candidate),
    }))
    .sort((a, b) => b.worth - a.worth);
  const [best, ...others] = amounts;
  // Which sum is meant, the question must say.
  const next = others.find(({ operand }) => operand.value !== best?.operand.value);
  if (!best || best.worth === 0 || (next && next.worth >= best.worth)) return [];
  return told([best.operand, rate.base], rateOf(best.operand, rate.single, rate.base).text);
}

// "For each USD 1 billion … USD 125 million": so much for so much.
function rateIn(candidate: Candidate, knowledge: Knowledge): { base: Reading; single: Reading } | undefined {
  const readings = readingsOf(candidate, knowledge);
  const base = readings.find(({ start }) =>
    /\b(?:for (?:each|every)|per|each|every) $/iu.test(candidate.text.slice(0, start)),
  );
  const others = readings.filter((reading) => reading !== base && reading.unit === base?.unit);
  const [single] = others;
  return base && single && others.length === 1 && isMeasure(base) && base.unit !== "percent"
    ? { base, single }
    : undefined;
}

// Of what the rate is told of an amount has to speak: "for each USD 1 billion spent on data centres".
function shared({ near }: Reading, { stems }: Candidate): number {
  const own = [...near].filter((stem) => /^\p{L}{3,}/u.test(stem) && !isStopWord(stem));
  return own.filter((stem) => stems.has(stem)).length / Math.max(1, own.length);
}

function worthOf(asked: Asked, open: string[], { candidate }: Operand, knowledge: Knowledge): number {
  const years = asked.figures.flatMap(({ date }) => date?.slice(0, 4) ?? []);
  const dated = years.filter((year) => candidate.text.includes(year)).length;
  const said = open.filter((stem) =>
    [stem, ...(knowledge.nearWords.get(stem) ?? [])].some((word) => candidate.stems.has(word)),
  );
  return dated + said.reduce((sum, stem) => sum + rarity(stem, knowledge), 0);
}

/** What was before: a record tells a sum and by how many per cent it is above or below that of a year. */
export function beforeGrowth(
  asked: Asked,
  candidates: Candidate[],
  knowledge: Knowledge,
  weights: Weights,
): Sentence[] {
  const named = asked.figures.filter(({ kind }) => kind === "quantity");
  const years = asked.figures.flatMap(({ date }) => date?.slice(0, 4) ?? []);
  const [best] = rank({ ...asked, intents: ["count"], wanted: null }, candidates, knowledge, weights);
  const readings = best ? readingsOf(best.candidate, knowledge) : [];
  const [change, ...changes] = readings.filter(({ unit }) => unit === "percent");
  const [whole, ...wholes] = readings.filter((reading) => isMeasure(reading) && reading.unit !== "percent");
  if (!change || !whole || changes.length + wholes.length > 0) return [];
  const behind = change.candidate.text.slice(change.end);
  const form =
    /^ (?<way>above|over|higher than|more than|up on|below|under|lower than|less than|down on) (?:that of |those of |the level of |in )?(?<year>\d{4}|last year|the (?:previous|prior) year|the year before)\b/iu.exec(
      behind,
    );
  const { way = "", year = "" } = form?.groups ?? {};
  // What the question says itself must be what the record says.
  const agrees = named.every(({ value }) => value === change.value || value === whole.value);
  if (!form || !agrees || (/\d/.test(year) && !years.every((one) => one === year))) return [];
  const falls = /below|under|lower|less|down/iu.test(way);
  return told([whole], backOf(whole, change, falls).text);
}

function told(operands: Operand[], text: string): Sentence[] {
  const evidence = operands.map(({ candidate }) => candidate.line.id);
  return [
    ...operands.map(({ candidate }) => ({ text: candidate.text, evidence: [candidate.line.id] })),
    { text, evidence },
  ];
}
