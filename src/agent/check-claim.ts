import type { Claim, Evidence } from "../domain/answer.ts";
import { foldForQuote } from "../domain/text.ts";
import type { Desk } from "../kit/desk.ts";
import { contentStems } from "../library/words.ts";
import type { Ledger } from "./ledger.ts";
import { besideCalculation, verifyArithmetic } from "./verify/arithmetic.ts";
import { verify } from "./verify/verify.ts";

const capitalised = /(?<=[\p{L}\d,;] )\p{Lu}[\p{L}\d-]+/gu;

/**
 * The gate: a sentence with the evidence ids a model named, checked; `claim` is what may be shown or why not. What the
 * question calls by a name is a name at the opening of a sentence too.
 */
export function checkClaim(text: string, ids: string[], ledger: Ledger, desk: Desk, question = ""): Claim {
  const sentence = text
    .replace(/\s*\[[^\]]{0,12}\]/g, "")
    .replace(/\s+/g, " ")
    .trim();
  const known = [...new Set(ids)].filter((id) => ledger.get(id));
  const evidence = known.flatMap((id) => ledger.get(id) ?? []);
  const broken = evidence.find((item) => !quoteHolds(item, desk));
  if (broken)
    return {
      text: sentence,
      evidence: known,
      verdict: "not-found",
      reason: `the quote of ${broken.id} is not in its source`,
    };
  const arithmetic = verifyArithmetic(sentence, evidence);
  if (!arithmetic && isFragment(sentence))
    return { text: sentence, evidence: known, verdict: "not-found", reason: "it is no sentence" };
  const names = new Set([...question.matchAll(capitalised)].flatMap(([name]) => contentStems(name)));
  const isName = (stem: string): boolean => names.has(stem);
  // A calculation that holds bears out itself, and nothing that is said around it.
  const beside = arithmetic?.verdict === "supported" ? besideCalculation(sentence) : "";
  const around = beside ? verify(beside, evidence, desk.gazetteer, isName) : undefined;
  const judgement =
    around && around.verdict !== "supported"
      ? around
      : (arithmetic ?? verify(sentence, evidence, desk.gazetteer, isName));
  return { text: sentence, evidence: known, ...judgement };
}

// "2026-05" holds against any record with that date, and "Mistral Compute" against any that bears the name: neither says
// anything.
function isFragment(sentence: string): boolean {
  const words = sentence.match(/\p{L}{2,}/gu) ?? [];
  return (
    words.length < leastWords || contentStems(sentence.replace(/[\d\p{P}\p{S}]+/gu, " ")).length < leastContentWords
  );
}

const leastWords = 3;
const leastContentWords = 2;

/** Is the quote exactly what stands in the source, after NFKC and white-space folding? */
export function quoteHolds(item: Evidence, desk: Desk): boolean {
  const id = item.data?.id;
  if (item.kind === "computed" || typeof id !== "string") return item.kind === "computed";
  if (item.kind === "fact") return foldForQuote(desk.library.fact(id)?.claim ?? "") === foldForQuote(item.quote);
  if (item.start === undefined || item.end === undefined) return false;
  const { document } = desk.library.passage(id);
  return foldForQuote(document.text.slice(item.start, item.end)) === foldForQuote(item.quote);
}

const sayings = new Set(
  contentStems(
    "corpus evidence source record say part state tell contain mention give answer question information found",
  ),
);

/** May this sentence without evidence stand as a gap? Only when it adds no word of its own to the question. */
export function isGap(sentence: string, question: string): boolean {
  const asked = new Set(contentStems(question));
  return (
    /\b(?:corpus|evidence|sources?|records?)\b/i.test(sentence) &&
    /\b(?:not|no|nothing)\b/i.test(sentence) &&
    contentStems(sentence).every((stem) => asked.has(stem) || sayings.has(stem))
  );
}
