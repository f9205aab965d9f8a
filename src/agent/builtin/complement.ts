import { confidence } from "./answerable.ts";
import type { Candidate } from "./candidates.ts";
import { complementOf } from "./compute.ts";
import type { Asked, Knowledge } from "./understanding.ts";
import { rank } from "./rank.ts";
import { readingsOf } from "./readings.ts";
import type { Sentence } from "./sentence.ts";
import type { Weights } from "./weights.ts";

const verb = "(?:is|are|was|were|do|does|did|has|have)";
const others = new RegExp(
  [
    String.raw`\b(?:somebody|someone|any(?:body|one)|others|those|firms|companies|vendors|suppliers|makers|sources|hands) other than\b`,
    String.raw`\bnot (?:supplied|made|provided|run|held|owned|served) by\b`,
    String.raw`\b(?:share|percentage|portion|proportion|fraction|per ?cent)\b[^?]*\b${verb}(?: not|n['’]t)\b`,
    String.raw`\b(?:leaves?|left|remains?|goes|go|falls?)\b[^?]*\b(?:every(?:one|body) else|(?:all )?(?:the )?others?|the rest|anyone else)\b`,
  ].join("|"),
  "iu",
);

/** Does a question ask what a share leaves for all the others? */
export function asksOthers({ text }: Asked): boolean {
  return others.test(text);
}

/** What is left of the whole beside the one share that a sentence tells which surely answers; undefined where it tells more. */
export function complement(
  asked: Asked,
  candidates: Candidate[],
  knowledge: Knowledge,
  weights: Weights,
): Sentence[] | undefined {
  const [best] = rank({ ...asked, intents: ["share"] }, candidates, knowledge, weights);
  if (!best || confidence(asked, best, weights) < weights.answer.stated) return undefined;
  return restBeside(best.candidate, knowledge);
}

/** A sentence that tells one share of a whole, with what it leaves; undefined where it tells more, or a bound. */
export function restBeside(candidate: Candidate, knowledge: Knowledge): Sentence[] | undefined {
  const [share, ...more] = readingsOf(candidate, knowledge);
  if (share?.unit !== "percent" || more.length > 0 || share.value >= 100) return undefined;
  // A rise by so many per cent, or a share told as a bound, leaves nothing that can be named.
  const isShare = /^ of\b/u.test(candidate.text.slice(share.end));
  const bounded = /\b(?:more|less|over|under|at least|at most|up to)\b[^,]{0,8}$/iu.test(
    candidate.text.slice(0, share.start),
  );
  if (!isShare || bounded) return undefined;
  const evidence = [candidate.line.id];
  return [
    { text: candidate.text, evidence },
    { text: complementOf(share).text, evidence },
  ];
}
