import { measureOf } from "../../domain/units.ts";
import { contentStems, stemOf } from "../../library/words.ts";
import { averageOf, portionOf, productOf, quotientOf } from "./compute.ts";
import { tiesOf } from "./pairs.ts";
import type { Asked, Knowledge } from "./understanding.ts";
import { isMeasure, type Reading } from "./readings.ts";
import { relationOf } from "./relations.ts";

/** So many of which each has so much: "twelve nodes with eight GPUs each", "2 million chips at USD 27,000 each". */
export function productWithin(readings: Reading[]): string[] | undefined {
  const products = readings.flatMap((one, at) =>
    readings.slice(at + 1, at + 2).flatMap((other) => {
      const relation = relationOf(one, other);
      if (relation.kind !== "each") return [];
      const { single, count } = relation;
      const counts = !isMeasure(count) && single.unit !== "percent" && single.value > 0;
      return counts ? [productOf(count, single).text] : [];
    }),
  );
  return products.length === 1 ? products : undefined;
}

/**
 * What falls to one of a number: so much power for so many sites, so many chips in so many nodes, so much in so many
 * years. What it is divided by is named by the question, or is the only number that counts.
 */
export function averageWithin(asked: Asked, readings: Reading[]): string[] | undefined {
  if (
    readings.some(({ candidate, end }) =>
      /^[^,;.()]{0,20}\b(?:each|apiece|on average)\b/iu.test(candidate.text.slice(end)),
    )
  )
    return undefined;
  const per = dividedBy(asked.text);
  const isDuration = ({ unit }: Reading): boolean => /^(?:year|month|day|hour|times)$/.test(unit);
  const counts = readings.filter((reading) => !isMeasure(reading) && !isDuration(reading));
  const measures = readings.filter(isMeasure).filter(({ unit }) => unit !== "percent");
  if (per && /^(?:year|month|day)$/.test(per)) {
    const [span, ...more] = readings.filter(({ unit, value }) => unit === per && value > 1);
    const [whole, ...others] = measures;
    return span && whole && more.length + others.length === 0 ? [averageOf(whole, span).text] : undefined;
  }
  if (per === "W" || per === "Wh") {
    const [base, ...bases] = readings.filter(({ unit }) => unit === per);
    const [amount, ...amounts] = measures.filter(({ unit }) => unit !== per);
    return base && amount && bases.length + amounts.length === 0
      ? [quotientOf(amount, base, asked.text).text]
      : undefined;
  }
  const named = counts.filter(({ nouns }) => per !== undefined && nouns.includes(per));
  const wanted = (asked.wanted?.units ?? []).filter((unit) => unit !== per);
  const [measure] = measures.filter(({ unit }) => wanted.length === 0 || wanted.includes(unit));
  const [single] = named.length === 1 ? named : [];
  const count = single ?? (per === undefined ? counts[0] : undefined);
  const ofWords = (text: string): Reading[] => {
    const stems = new Set(contentStems(text).flatMap((stem) => [stem, measureOf(stem)?.[0] ?? stem]));
    return counts.filter((one) => one !== single && one.nouns.some((noun) => stems.has(noun) && noun !== per));
  };
  const spreads = ([whole, ...others]: Reading[]): string[] | undefined =>
    single && whole && others.length === 0 && whole.value > single.value && single.value > 1
      ? [averageOf(whole, single).text]
      : undefined;
  // "How many servers to a rack", where the sentence tells the power of the racks too.
  const asksCount = /\bhow many ((?:[\p{L}-]+ ){1,3})/iu.exec(asked.text)?.[1];
  const counted = asksCount === undefined ? undefined : spreads(ofWords(asksCount));
  if (counted) return counted;
  // "10 square miles (26 km2)": one measure told twice.
  if (measure && /^m2?$/.test(measure.unit) && count?.nouns.some((noun) => /^(?:squar|mile|acr|hectar)/.test(noun)))
    return undefined;
  if (measure && count && count.value > 1) return [averageOf(measure, count).text];
  // "Kids for one teacher", of pupils and teachers: the only other thing that is counted, unless the question counts GPUs.
  const units = (asksCount ?? "").split(" ").flatMap((word) => measureOf(word)?.[0] ?? []);
  const [other, ...more] = counts.filter((one) => one !== single);
  const fits = more.length === 0 && other && units.every((unit) => unit === other.unit || other.nouns.includes(unit));
  return spreads(ofWords(asked.text)) ?? (fits ? spreads([other]) : undefined);
}

/** "Per node", "in a single node", "yearly": the measure or the stem of the word that a question divides by. */
export function dividedBy(text: string): string | undefined {
  if (/\b(?:yearly|annual(?:ly)?|a year|spread[^?]*\byears)\b/iu.test(text)) return "year";
  const words =
    /\b(?:per|each|every|(?:for|to|in) (?:an?|one)(?= )|an? single) (?:single )?((?:[\p{L}\d-]+ ){0,2}?\p{L}+)(?= (?:of|in|for|at|on average)\b|[,.?]|$| \p{L}+['’]s?| (?:do|does|did|is|are|was|were|would|have|has|hold|carry|get|cost|need)\b)/u.exec(
      text,
    )?.[1];
  const noun = words?.split(" ").at(-1)?.toLowerCase();
  if (!noun || /^(?:average|total|year-end)$/.test(noun)) return undefined;
  return measureOf(noun)?.[0] ?? stemOf(noun);
}

/** So many per cent of a number that stands beside them, told as a number: "half of the 1,000 MW". */
export function portionWithin(asked: Asked, readings: Reading[], knowledge: Knowledge): string[] | undefined {
  const shares = readings.filter(({ unit }) => unit === "percent");
  const named = (reading: Reading): boolean =>
    asked.figures.some((figure) => figure.kind === "quantity" && figure.value === reading.value);
  const wholes = readings.filter(({ unit, value }) => unit !== "percent" && value > 1);
  const whole = wholes.find(named) ?? (wholes.length === 1 ? wholes[0] : undefined);
  const [share] = [...shares].sort((a, b) => tiesOf(asked, b, knowledge).size - tiesOf(asked, a, knowledge).size);
  if (!share || !whole || (shares.length > 1 && tiesOf(asked, share, knowledge).size === 0)) return undefined;
  return [portionOf(share, whole).text];
}
