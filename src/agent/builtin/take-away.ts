import { tokens } from "../../library/words.ts";
import type { Candidate } from "./candidates.ts";
import { remainderOf, type Operand } from "./compute.ts";
import type { Item } from "./enumerated.ts";
import { saysName } from "./features.ts";
import { optionsOf, type Option } from "./one-of-each.ts";
import type { Asked, Knowledge } from "./understanding.ts";
import { isOneValue } from "./restated.ts";
import type { Sentence } from "./sentence.ts";
import type { Weights } from "./weights.ts";
import { partIn } from "./whole-meant.ts";

const end = String.raw`(?=[:;?.!]|$|,? (?:what|how|came|comes?|is|are|was|were|went|from|in all)\b)`;
const separates = /,? (?:and|or|nor|plus|as well as) |, /u;
const forms: RegExp[] = [
  new RegExp(String.raw`\bneither (?<items>[^:;?.!]+? nor [^:;?.!,]+?)${end}`, "iu"),
  new RegExp(
    String.raw`\b(?:strip\w*|tak(?:e|en|ing)|leav(?:e|es|ing)|set(?:ting)?) (?:out|off|away|aside) (?<items>[^:;?!]+?)${end}`,
    "iu",
  ),
  /\b(?:tak(?:e|en|ing)|strip\w*|leav(?:e|es|ing)) (?<items>(?:(?!\b(?:out|off|away|aside)\b)[^:;?!])+?) (?:out|off|away|aside)\b/iu,
  /\b(?:once|after|when|if|with) (?<items>[^:;?!,]+?) (?:(?:is|are|was|were|has been|have been) )?(?:taken|subtracted|removed|deducted|stripped|knocked|carved) (?:off|out|away)\b/iu,
  new RegExp(
    String.raw`\b(?:subtract\w*|deduct\w*|minus|net of|without|not counting|exclud\w+|except(?: for)?|other than|apart from|aside from|beside) (?<items>[^:;?!]+?)${end}`,
    "iu",
  ),
];

/** The parts that a question takes away from a whole, each asked for by itself; none where it takes nothing away. */
export function takenAway(text: string): Item[] {
  for (const form of forms) {
    const match = form.exec(text);
    const items = match?.groups?.items?.split(separates).map((item) => item.trim()) ?? [];
    if (match && items.length > 0 && items.every((item) => /\p{L}/u.test(item)))
      return items.map((own) => ({ own, question: text.replace(match[0], own) }));
  }
  return [];
}

/**
 * What is left of a whole without the parts that the question names: of each part a record that tells it as a part of the
 * same whole. Empty where one of several is not told; undefined where the question takes away no more than one.
 */
export function leftWithout(
  asked: Asked,
  candidates: Candidate[],
  knowledge: Knowledge,
  weights: Weights,
): Sentence[] | undefined {
  const items = takenAway(asked.text);
  const [only] = items;
  if (items.length < 2) return only && leftBesideOne(asked, only, candidates, knowledge, weights);
  const found: { part: Operand; whole: Operand }[] = [];
  for (const item of items) {
    const options = optionsOf(asked, item, items, candidates, knowledge, weights).flatMap(({ operand }) => {
      const whole = partIn(operand, knowledge)?.whole;
      return whole && !found.some(({ part }) => isOneValue(part, operand)) ? [{ part: operand, whole }] : [];
    });
    const [best] = options.filter(({ whole }) => found.every((other) => isOneValue(other.whole, whole)));
    if (!best) return [];
    found.push(best);
  }
  const [first] = found;
  return first
    ? told(
        first.whole,
        found.map(({ part }) => part),
      )
    : [];
}

// "How much of the round came from others than X": the whole told in one record, the part of X in another.
function leftBesideOne(
  asked: Asked,
  part: Item,
  candidates: Candidate[],
  knowledge: Knowledge,
  weights: Weights,
): Sentence[] | undefined {
  const own =
    /\bhow (?:much|many) of (?<own>[^,:;?]+?) (?:came|comes?|is|are|was|were|went|goes|stems?|does|do|did)\b/iu.exec(
      asked.text,
    )?.groups?.own;
  if (!own) return undefined;
  const whole: Item = { own, question: own };
  const items = [whole, part];
  // What is told as a part of something else is neither the whole nor a part of this one.
  const optionsFor = (item: Item): Option[] =>
    optionsOf(asked, item, items, candidates, knowledge, weights).filter(
      ({ operand }) => partIn(operand, knowledge) === undefined,
    );
  const names = asked.nameGroups.filter((group) => group.every((stem) => own.toLowerCase().includes(stem)));
  const others = asked.nameGroups.filter((group) => !names.some((name) => name.some((stem) => group.includes(stem))));
  if (names.length === 0 || others.length === 0) return undefined;
  const [best] = optionsFor(whole).filter(({ entry }) => !others.some((group) => saysName(group, entry.candidate)));
  const [taken] = optionsFor(part).filter(
    ({ operand, entry }) =>
      names.every((group) => saysName(group, entry.candidate)) &&
      operand.unit === best?.operand.unit &&
      // Who gives is named before who is given to.
      others.some((group) => names.every((name) => placeOf(group, entry.candidate) < placeOf(name, entry.candidate))),
  );
  return best && taken ? told(best.operand, [taken.operand]) : undefined;
}

function placeOf(name: string[], { text }: Candidate): number {
  const at = tokens(text).find(({ stem }) => name.includes(stem))?.start;
  return at ?? text.length;
}

function told(whole: Operand, parts: Operand[]): Sentence[] {
  if (parts.reduce((sum, { value }) => sum + value, 0) >= whole.value) return [];
  const candidates = [...new Set([whole.candidate, ...parts.map(({ candidate }) => candidate)])];
  return [
    ...candidates.map(({ text, line }) => ({ text, evidence: [line.id] })),
    { text: remainderOf(whole, ...parts).text, evidence: candidates.map(({ line }) => line.id) },
  ];
}
