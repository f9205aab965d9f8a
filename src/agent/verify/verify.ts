import type { Evidence, Verdict } from "../../domain/answer.ts";
import { datesAgree } from "../../domain/dates.ts";
import { figuresAgree, findFigures, type Figure } from "../../domain/figures.ts";
import { toBase, type BaseQuantity } from "../../domain/units.ts";
import { fold } from "../../domain/text.ts";
import type { Gazetteer } from "../../kit/desk.ts";
import { contentStems, isStopWord, tokens } from "../../library/words.ts";
import { boundsKept } from "./bounds.ts";
import { strangeSubject } from "./strange-subject.ts";

export interface Judgement {
  verdict: Verdict;
  reason: string;
}

/** Share of a sentence's content words that its evidence must have, at least. */
const leastSupport = 0.6;
const negation = /\b(?:not|no|never|none|neither|nor|without|cannot|can't|n't|lacks?|fails? to|nobody|nothing)\b/giu;

/**
 * Checks one sentence against the evidence it names: every number with unit and date, every country and name, the
 * polarity, the bounds ("up to", "planned") and the words. Arithmetic is checked as arithmetic elsewhere (`arithmetic.ts`).
 * `isName` tells of a word that opens a sentence, where every word has a capital, whether it is a name.
 */
export function verify(
  sentence: string,
  evidence: Evidence[],
  gazetteer: Gazetteer,
  isName: (stem: string) => boolean = () => false,
): Judgement {
  if (evidence.length === 0) return { verdict: "not-found", reason: "names no evidence" };
  const texts = evidence.map(evidenceText);
  const joint = texts.join("\n");
  const figure = unsupportedFigure(sentence, evidence, joint);
  if (figure) return { verdict: "contradicted", reason: `"${figure}" is not in the evidence` };
  const country = unsupportedCountry(sentence, evidence, joint, gazetteer);
  if (country) return { verdict: "contradicted", reason: `${country} is not in the evidence` };
  const name = unsupportedName(sentence, joint) ?? strangeSubject(sentence, joint, gazetteer, (stem) => !isName(stem));
  if (name) return { verdict: "not-found", reason: `"${name}" is not in the evidence` };
  const support = supportOf(sentence, joint);
  if (support < leastSupport)
    return { verdict: "not-found", reason: `only ${Math.round(support * 100)}% of its words are in the evidence` };
  if (!polarityAgrees(sentence, evidence))
    return { verdict: "contradicted", reason: "says no where the evidence says yes, or the reverse" };
  const bound = boundsKept(sentence, joint);
  if (bound) return { verdict: "partly", reason: bound };
  return { verdict: "supported", reason: "numbers, names, polarity and words are in the evidence" };
}

/** Quote, heading, parties, dates and source of evidence: where its names and dates may stand. */
function evidenceText(item: Evidence): string {
  const { heading, parties, quantity, asOf, targetDate } = item.data ?? {};
  const of = (quantity as { of?: string } | undefined)?.of;
  return [
    item.quote,
    heading,
    ...(Array.isArray(parties) ? parties : []),
    of,
    asOf,
    targetDate,
    item.source?.title,
    item.source?.publisher,
  ]
    .filter((part) => typeof part === "string")
    .join("\n");
}

function unsupportedFigure(sentence: string, evidence: Evidence[], joint: string): string | undefined {
  const known = evidence.flatMap((item) => findFigures(item.quote));
  const typed = evidence.flatMap((item) => typedFigures(item));
  const dates = [...known.flatMap((figure) => figure.date ?? []), ...evidence.flatMap((item) => metadataDates(item))];
  const folded = fold(joint);
  for (const figure of findFigures(sentence)) {
    const holds =
      figure.kind === "date"
        ? dates.some((date) => date.length >= (figure.date ?? "").length && datesAgree(date, figure.date ?? ""))
        : figure.kind === "name"
          ? folded.includes(fold(figure.text)) && known.some((other) => other.value === figure.value)
          : agreesWithAny(figure, [...known.filter((other) => other.kind === "quantity"), ...typed]);
    if (!holds) return figure.text;
  }
  return undefined;
}

function agreesWithAny(figure: Figure, known: BaseQuantity[]): boolean {
  return known.some(
    (other) => figuresAgree(figure, other) && (!figure.unit || other.unit === figure.unit || !other.unit),
  );
}

function typedFigures(item: Evidence): BaseQuantity[] {
  const quantity = item.data?.quantity as { value?: number; low?: number; high?: number; unit?: string } | undefined;
  if (!quantity?.unit) return [];
  return [quantity.value, quantity.low, quantity.high].flatMap((value) =>
    typeof value === "number" && quantity.unit ? [toBase(value, quantity.unit)] : [],
  );
}

function metadataDates(item: Evidence): string[] {
  return [item.data?.asOf, item.data?.targetDate, item.source?.published].filter((date) => typeof date === "string");
}

function unsupportedCountry(
  sentence: string,
  evidence: Evidence[],
  joint: string,
  gazetteer: Gazetteer,
): string | undefined {
  const known = new Set(gazetteer.mentions(joint).map((mention) => mention.country.country));
  for (const item of evidence)
    for (const code of Array.isArray(item.data?.countries) ? (item.data.countries as string[]) : []) known.add(code);
  return gazetteer.mentions(sentence).find((mention) => !known.has(mention.country.country))?.text;
}

function unsupportedName(sentence: string, joint: string): string | undefined {
  const known = new Set(tokens(joint).map((token) => token.stem));
  const folded = fold(joint);
  const dates = findFigures(sentence).filter((figure) => figure.kind === "date");
  return [...sentence.matchAll(/(?<=[\p{L}\d,;:)] (?:["“'(]*))\p{Lu}[\p{L}\d.&-]*/gu)]
    .filter((match) => !dates.some((date) => match.index >= date.start && match.index < date.end))
    .map((match) => match[0].replace(/['’]s$/, "").replace(/[.,-]+$/, ""))
    .find((name) => name.length > 1 && !known.has(tokens(name)[0]?.stem ?? "") && !folded.includes(fold(name)));
}

function supportOf(sentence: string, joint: string): number {
  const known = new Set(contentStems(joint));
  const own = contentStems(sentence).filter((stem) => !isStopWord(stem) && stem !== "as-of");
  if (own.length === 0) return 1;
  return own.filter((stem) => known.has(stem)).length / own.length;
}

// Compared with the one item that shares most words: the others may say other things.
function polarityAgrees(sentence: string, evidence: Evidence[]): boolean {
  const nearest = evidence
    .map((item) => ({ item, support: supportOf(sentence, item.quote) }))
    .sort((a, b) => b.support - a.support)[0]?.item;
  if (!nearest) return true;
  const odd = (text: string): boolean => (text.match(negation) ?? []).length % 2 === 1;
  return odd(sentence) === odd(nearest.quote) || evidence.some((item) => odd(item.quote) === odd(sentence));
}
