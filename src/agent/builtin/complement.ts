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
    String.raw`\bhow much of\b[^?]*\b(?:not|\w+n['’]t)\b`,
    String.raw`\bnot (?:supplied|made|provided|run|held|owned|served) by\b`,
    String.raw`\b(?:share|percentage|portion|proportion|fraction|slice|chunk|per ?cent)\b[^?]*\b${verb}(?: not|n['’]t)\b`,
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

/** What several shares of one whole that a sentence tells leave for the rest; undefined where it tells anything else. */
export function restBesideSeveral({ text }: Asked, candidate: Candidate, knowledge: Knowledge): string | undefined {
  const readings = readingsOf(candidate, knowledge);
  const values = readings.map(({ value }) => value);
  const total = values.reduce((sum, value) => sum + value, 0);
  const shares = readings.length > 1 && readings.every(({ unit }) => unit === "percent") && total < 100;
  // Shares at two times, or of one another, are not of one whole.
  const apart = /\b(?:from|up|down|after|before|than|of (?:which|them|it)|including|later|earlier)\b/iu;
  if (!rest.test(text) || !shares || apart.test(candidate.text) || new Set(values).size < values.length)
    return undefined;
  return complementOf(...readings).text;
}

const rest =
  /\b(?:the rest|every(?:one|body) else|all (?:the )?others|the (?:others|remainder)|left over|left for)\b/iu;

/** A sentence that tells one share of a whole, with what it leaves; undefined where it tells more, or a bound. */
export function restBeside(candidate: Candidate, knowledge: Knowledge): Sentence[] | undefined {
  const [share, ...more] = readingsOf(candidate, knowledge);
  if (share?.unit !== "percent" || more.length > 0 || share.value >= 100) return undefined;
  // A rise by so many per cent, or a share told as a bound, leaves nothing that can be named.
  const isShare =
    /^ of\b/u.test(candidate.text.slice(share.end)) ||
    /\b(?:stake|share|part|portion) (?:is|was|of) (?:about |roughly |some )?$/iu.test(
      candidate.text.slice(0, share.start),
    );
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
