import { currencyOf, measureOf } from "../../domain/units.ts";
import { isStopWord, stemOf } from "../../library/words.ts";
import type { Candidate } from "./candidates.ts";
import { moves } from "./moves.ts";

/** What an answer must carry: one of these base units of `domain/units.ts`, or a word that must stand in the sentence. */
export interface Wanted {
  units: string[];
  word: string | null;
  /** Stems that may stand for the word. */
  near?: string[];
}

/** What "how much" asks as a sum of money, or by comparing: no mass that the answer must speak of. */
const asMoney =
  /^(?:money|cash|capital|funding|investment|funds?|aid|support|subsid\w*|budget|debt|equity|more|less|larger|bigger|higher|of|it|that|this|they|(?!(?:water|paper|copper|silver|timber)$)\p{L}+er)$/iu;
const durations = ["year", "month", "day", "hour"];
const measures = new Set(["W", "Wh", "FLOPS", "B", "m", "m2", "percent"]);

// Measures that the corpus seldom gives: an answer has to speak of them.
const bulk = /^(?:litres?|liters?|gallons?|tonnes?|tons|degrees|miles|acres|hectares|bytes|barrels)$/iu;

// "Petaflops of the machine at …", "Headcount at the institute": what a question without a verb opens with.
const opening =
  /^(?:(?:the|its|total|approximate|annual|yearly) )*(\p{L}+) (?:of|for|at|in|behind|on)\b(?![^?]*\b(?:is|are|was|were|does|did|has|have|will)\b[^?]*\?)/iu;
const staff = /^(?:headcount|staff|staffing|workforce|personnel|employees|jobs|workers|researchers)$/iu;

// The thing asked for: "what salary can …", "how much cooling water does …".
const askedFor =
  /\b(?:what|which|how much)\s+(?:\p{L}+\s+)?(\p{L}{3,})\s+(?:can|could|do|does|did|is|are|was|were|will|would|has|have|of)\b/iu;

/**
 * What a question counts or measures: "how many sites", "in litres", "how many exaflops"; null when it does not say.
 * A thing asked for that hardly a record has (`isStrange`), and a mass ("how much water"), has to be spoken of in the
 * answer too, else nothing answers.
 */
export function wantedOf(
  question: string,
  isStrange: (word: string) => boolean,
  nearTo: (word: string) => string[],
): Wanted | null {
  // Of two computers the stronger is the faster one; what grows faster is none.
  if (
    !moves.test(question) &&
    /\b(?:how much|how many times|times) (?:stronger|faster|more powerful)\b/iu.test(question)
  )
    return { units: ["FLOPS"], word: null };
  const counted = /\b(?:how many|(?:the )?number of) (?:of (?:its|the|their) )?((?:[\p{L}-]+ ){0,2}[\p{L}-]+)/iu.exec(
    question,
  )?.[1];
  const unit = unitOf(counted?.split(" ") ?? []);
  if (unit) return { units: [unit], word: null };
  const fragment = opening.exec(question)?.[1];
  const opened =
    fragment === undefined ? undefined : (measureOf(fragment)?.[0] ?? (staff.test(fragment) ? "people" : undefined));
  if (opened && (measures.has(opened) || opened === "people")) return { units: [opened], word: null };
  const volume = counted?.split(" ").find((word) => bulk.test(word));
  if (volume) return { units: [], word: volume };
  if (/^how long\b|\bhow long (?:will|must|does|do|did|is|has|have)\b/iu.test(question))
    return { units: durations, word: null };
  if (/\b(?:what|how much|which) power\b/iu.test(question)) return { units: ["W", "Wh"], word: null };
  const measured = /,? in ([a-z]+)(?=,|\?|$| (?:of|does|did|is|was|the))/iu.exec(question)?.[1];
  if (measured) {
    const unit = measureOf(measured)?.[0] ?? currencyOf(measured);
    if (unit && (measures.has(unit) || currencyOf(measured))) return { units: [unit], word: null };
    if (bulk.test(measured)) return { units: [], word: measured };
  }
  const noun = askedFor.exec(question)?.[1]?.toLowerCase();
  if (noun && /^(?:percentage|proportion|portion|fraction|share)$/.test(noun))
    return { units: ["percent"], word: null };
  // "In what sense", "what ballpark": how something is told, and not what.
  if (
    noun &&
    /^(?:sense|way|manner|respect|conduct|behaviou?r|practice|activity|danger|hope|complaint|condition|restriction|task|position|extent|degree|ballpark|light|regard|basis|role|tone|image|label|verdict)$/.test(
      noun,
    )
  )
    return null;
  // "What multiple is that": asked of a calculation, and no word of its answer.
  if (noun && /^(?:multiple|factor|ratio|margin|difference|gap|sum|total|average|remainder)$/.test(noun)) return null;
  // Of a mass the answer has to speak, however common it is: "how much water".
  const mass =
    /\bhow much (?:\p{L}+ )?(\p{L}{4,}) (?:do|does|did|is|are|was|were|will|would|has|have|can|could)\b/iu.exec(
      question,
    )?.[1];
  if (
    mass &&
    !asMoney.test(mass) &&
    !/^(?:power|energy|electricity|time|capacity|space|compute|computing)$/iu.test(mass)
  )
    return { units: [], word: mass, near: nearTo(mass) };
  // What is listed (a plural) or compared (a comparative) is not a thing measured.
  if (noun && !/(?:[^s]s|er)$/.test(noun) && isStrange(noun)) return { units: [], word: noun, near: nearTo(noun) };
  return null;
}

// "how many state AI schemes": schemes are counted, not states, so that a plural goes before what stands before it.
function unitOf(words: string[]): string | undefined {
  const nouns = words.filter((word) => !isStopWord(word));
  const plural = nouns.find((word) => /[^s]s$/.test(word));
  const head = plural === undefined ? nouns : [plural];
  return head.flatMap((word) => measureOf(word)?.[0] ?? [])[0];
}

/** Does a sentence carry what is counted or measured? */
export function carriesWanted(wanted: Wanted, candidate: Candidate): boolean {
  if (wanted.word)
    return [stemOf(wanted.word.toLowerCase()), ...(wanted.near ?? [])].some(
      (stem) => candidate.stems.has(stem) || candidate.askedAs.some((stems) => stems.has(stem)),
    );
  const is = (unit: string | undefined): boolean => unit !== undefined && wanted.units.includes(unit);
  const typed = candidate.line.quantity?.unit.split(" ").some((word) => is(measureOf(word)?.[0]) || is(word));
  if (typed) return true;
  if (candidate.figures.some((figure) => is(figure.unit))) return true;
  // "more than 270 operating sites": the counted word stands behind an adjective.
  return candidate.figures.some((figure) => {
    if (figure.kind !== "quantity" || figure.unit) return false;
    const behind = candidate.text
      .slice(figure.end, figure.end + 40)
      .split(/[\s,.;]+/)
      .slice(0, 4);
    return behind.some((word) => is(measureOf(word)?.[0]));
  });
}

const supplied =
  /\b(?:whose|who (?:supplies|makes|provides|sells|builds|delivers)(?: the| its| their)?|which (?:company|firm|vendor|supplier|maker)'?s?)\s+(?:\p{L}+\s+){0,2}?(chips?|GPUs?|processors?|accelerators?|silicon|clouds?|models?)\b/iu;

/** The layer whose supplier a question asks for: "whose chips", "who makes the models"; null when it does not. */
export function suppliedLayerOf(question: string): "silicon" | "cloud" | "models" | null {
  const noun = supplied.exec(question)?.[1]?.toLowerCase();
  if (!noun) return null;
  if (noun.startsWith("cloud")) return "cloud";
  return noun.startsWith("model") ? "models" : "silicon";
}
