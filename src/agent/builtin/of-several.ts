import { contentStems } from "../../library/words.ts";
import type { Candidate } from "./candidates.ts";
import { asksOthers, complement } from "./complement.ts";
import { differenceOf, sumOf, type Operand } from "./compute.ts";
import { enumerationOf, yearsListed, type Item } from "./enumerated.ts";
import { saysWhat } from "./operands.ts";
import { namesMeant, oneOfEach } from "./one-of-each.ts";
import type { Asked, Knowledge } from "./understanding.ts";
import { appliedRate, asksFormer, asksRate, beforeGrowth } from "./recorded-rate.ts";
import { readingsOf } from "./readings.ts";
import type { Sentence } from "./sentence.ts";
import { standsTogether } from "./stands-together.ts";
import { leftWithout } from "./take-away.ts";
import type { Weights } from "./weights.ts";

/**
 * What is to be computed of several things that the question lists or takes away: a record for each of them, or nothing.
 * Undefined where the question lists nothing, so that its calculation is looked for otherwise.
 */
export function ofSeveral(
  asked: Asked,
  candidates: Candidate[],
  knowledge: Knowledge,
  weights: Weights,
): Sentence[] | undefined {
  const meant = { ...asked, nameGroups: namesMeant(asked, knowledge) };
  const together = (sentences: Sentence[]): Sentence[] | undefined =>
    standsTogether(meant, sentences, candidates, knowledge.nearWords, weights) ? sentences : undefined;
  const added = (items: Item[]): Sentence[] | undefined => {
    if (items.length < 2 || !saysOfWhat(asked, items) || toldInOne(items, candidates, knowledge)) return undefined;
    const found = oneOfEach(asked, items, candidates, knowledge, weights)?.map(({ operand }) => operand);
    return found && together(told(asked, found));
  };
  const applied = asksRate(asked) && together(appliedRate(asked, candidates, knowledge, weights));
  if (applied) return applied;
  const former = asksFormer(asked) && together(beforeGrowth(asked, candidates, knowledge, weights));
  if (former) return former;
  if (asked.arithmetic === "sum") return added(yearsListed(asked.text)) ?? added(enumerationOf(asked.text));
  if (asked.arithmetic === "difference") return added(yearsListed(asked.text));
  if (asksOthers(asked)) {
    const rest = complement(asked, candidates, knowledge, weights);
    if (rest) return rest;
  }
  if (asked.arithmetic !== "remainder") return undefined;
  const left = leftWithout(asked, candidates, knowledge, weights);
  return left && (together(left) ?? []);
}

// Where one sentence tells of what is listed, with a number for each, that is the one to be reckoned with.
function toldInOne(items: Item[], candidates: Candidate[], knowledge: Knowledge): boolean {
  const says = (stem: string, { stems }: Candidate): boolean =>
    [stem, ...(knowledge.nearWords.get(stem) ?? [])].some((word) => stems.has(word));
  return candidates.some((candidate) => {
    const told = items.filter(({ own }) => contentStems(own).every((stem) => says(stem, candidate)));
    const units = readingsOf(candidate, knowledge).map(({ unit }) => unit);
    return (
      told.length > 1 &&
      told.length >= items.length - 1 &&
      units.some((unit) => units.filter((other) => other === unit).length >= items.length)
    );
  });
}

// "What do X, Y and Z come to?": nobody says in what.
function saysOfWhat(asked: Asked, items: Item[]): boolean {
  const own = new Set(items.flatMap((item) => contentStems(item.own)));
  const described = items.some((item) => /(?:^|\s)(?!the\b)\p{Ll}{3,}/u.test(item.own));
  return described || saysWhat({ ...asked, terms: asked.terms.filter((term) => !own.has(term)) });
}

function told(asked: Asked, operands: Operand[]): Sentence[] {
  const evidence = operands.map(({ candidate }) => candidate.line.id);
  const [one, other] = operands;
  if (!one || !other) return [];
  return [
    ...operands.map(({ candidate }) => ({ text: candidate.text, evidence: [candidate.line.id] })),
    { text: asked.arithmetic === "sum" ? sumOf(operands).text : differenceOf(one, other).text, evidence },
  ];
}
