import { findFigures } from "../../domain/figures.ts";

export type MannerFault =
  | {
      kind: "planned-told-as-done" | "announced-told-as-spent" | "projected-told-as-fact";
      claim: string;
      evidence: string;
    }
  | { kind: "exaggerated"; claim: string }
  | { kind: "contrary"; claim: string; evidence: string };

const planned =
  /\b(?:plan(?:s|ned|ning)?|target(?:s|ed|ing)?|aim(?:s|ed|ing)?|(?:is|are|was|were) to\b(?! the)|to be|will|would|shall|expect(?:s|ed)?|propos(?:es|ed|al)|intend(?:s|ed)?|goals?|hopes?|due to|set to|under construction|scheduled|could|may|might)\b/iu;
const projected =
  /\b(?:project(?:s|ed|ions?)|forecasts?|forecasted|estimat(?:e|es|ed)|predict(?:s|ed)|expect(?:s|ed)|by 20[2-9]\d|outlook|is likely|could)\b/iu;
const announced =
  /\b(?:announc\w+|pledg\w+|commit\w+|promis\w+|earmark\w+|allocat\w+|envelope|budget\w*|agreed to)\b/iu;
const spent = /\b(?:spent|spends|paid|disbursed|invested|has put|have put|poured)\b/iu;
const done =
  /\b(?:(?:has|have|had) (?:already |now |since |so far )?\w+(?:ed|en|ilt|nt|un|ade)|built|opened|completed|delivered|installed|deployed|launched|(?:is|are) (?:now |already )?(?:operational|operating|in operation|running|online|in force)|runs|operates|already)\b/iu;
const wholes =
  /(?<!\b(?:in|at|above|first of|after) )\b(?:all|every|each|always|entirely|entire|wholly|completely|fully|solely|exclusively|only|none|never|no one|everyone|everywhere|most)\b|\b(?:first|largest|biggest|highest|smallest|lowest|best|worst|earliest|latest|oldest|newest)\b/giu;
const negation =
  /\b(?:not|no|never|none|neither|nor|without|cannot|nobody|nothing|hardly|lack(?:s|ed|ing)?|fail(?:s|ed)? to|refus(?:es|ed) to|declin(?:es|ed) to|denie[sd]|unable)\b|n['’]t\b/giu;

/** How a claim says it more surely, more widely or the other way round than its evidence. */
export function mannerFaults(claim: string, evidence: string): MannerFault[] {
  const faults: MannerFault[] = [];
  const shown = (pattern: RegExp, text: string): string => pattern.exec(text)?.[0] ?? "";
  if (spent.test(claim) && !spent.test(evidence) && announced.test(evidence))
    faults.push({ kind: "announced-told-as-spent", claim: shown(spent, claim), evidence: shown(announced, evidence) });
  else if (done.test(claim) && !planned.test(claim) && planned.test(evidence) && !done.test(evidence))
    faults.push({ kind: "planned-told-as-done", claim: shown(done, claim), evidence: shown(planned, evidence) });
  else if (
    projected.test(evidence) &&
    !projected.test(claim) &&
    !planned.test(claim) &&
    findFigures(claim).some((one) => one.kind === "quantity")
  )
    faults.push({ kind: "projected-told-as-fact", claim: "", evidence: shown(projected, evidence) });
  const said = (text: string): Set<string> => new Set((text.match(wholes) ?? []).map((word) => word.toLowerCase()));
  const [exaggerated] = [...said(claim)].filter((word) => !said(evidence).has(word));
  if (exaggerated) faults.push({ kind: "exaggerated", claim: exaggerated });
  const odd = (text: string): boolean => (text.match(negation) ?? []).length % 2 === 1;
  if (odd(claim) !== odd(evidence)) {
    const [own, theirs] = [claim.match(negation)?.[0], evidence.match(negation)?.[0]];
    faults.push({ kind: "contrary", claim: own ?? "", evidence: theirs ?? "" });
  }
  return faults;
}
