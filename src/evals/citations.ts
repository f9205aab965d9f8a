import type { Answer, Evidence } from "../domain/answer.ts";
import { sentencesOf } from "./sentences.ts";
import { none, type Share } from "./share.ts";

/** Does the evidence, taken together, support the sentence? */
export type Judge = (sentence: string, evidence: Evidence[]) => boolean;

/** Of the markers in the text, those that lead to an item of evidence with a source or a computed basis. */
export function markersThatLead({ text, evidence }: Answer): Share {
  const numbers = [...text.matchAll(/\[(\d+)\]/g)].map((match) => Number(match[1]));
  return { right: numbers.filter((number) => hasBasis(evidence[number - 1])).length, of: numbers.length };
}

function hasBasis(item: Evidence | undefined): boolean {
  if (!item) return false;
  if (item.source) return true;
  return item.kind === "computed" && (item.quote.trim() !== "" || Object.keys(item.data ?? {}).length > 0);
}

/**
 * Citation recall and precision of ALCE (Gao et al., EMNLP 2023, section 3.3). Recall: of the sentences, those that
 * cite something and that all they cite supports, taken together. Precision: of the citations, those of a supported
 * sentence that support it alone, or without which the others do not support it any more. A citation of something that is
 * not there supports nothing.
 */
export function citationScores(answer: Answer, supports: Judge): { recall: Share; precision: Share } {
  const sentences = sentencesOf(answer);
  let [supported, cited, needed] = [0, 0, 0];
  for (const { text, evidence, unknown } of sentences) {
    cited += evidence.length + unknown;
    if (evidence.length === 0 || unknown > 0 || !supports(text, evidence)) continue;
    supported += 1;
    needed += evidence.filter((item) => isNeeded(item, text, evidence, supports)).length;
  }
  return {
    recall: { right: supported, of: sentences.length },
    precision: cited === 0 ? none : { right: needed, of: cited },
  };
}

function isNeeded(item: Evidence, sentence: string, evidence: Evidence[], supports: Judge): boolean {
  if (evidence.length === 1 || supports(sentence, [item])) return true;
  return !supports(
    sentence,
    evidence.filter((other) => other !== item),
  );
}
