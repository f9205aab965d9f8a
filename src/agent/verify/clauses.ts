import { sentencesOf } from "../../library/sentences.ts";
import { contentStems } from "../../library/words.ts";

const joints =
  /[;:—–]\s|,\s(?!\d)|\s\(|\)\s?|\s(?=(?:while|whereas|but|although|though|however|instead of|rather than|against|compared with|of which|with which|which|who)\s)/giu;

/** The clauses of a text, as they stand between its joints. */
export function clausesOf(text: string): string[] {
  return sentencesOf(text).flatMap(({ start, end }) =>
    text
      .slice(start, end)
      .split(joints)
      .map((clause) => clause.trim())
      .filter((clause) => clause.length > 2),
  );
}

/** For each clause of a claim the clause of the evidence that shares most with it, and the share of its words it has. */
export function alignedClauses(claim: string, evidence: string): { claim: string; evidence: string; share: number }[] {
  const theirs = clausesOf(evidence).map((clause) => ({ clause, stems: new Set(stemsOf(clause)) }));
  return clausesOf(claim).map((clause) => {
    const own = stemsOf(clause);
    const [best] = theirs
      .map((other) => {
        const both = own.filter((stem) => other.stems.has(stem)).length;
        return { evidence: other.clause, share: both / (own.length || 1), density: both / (other.stems.size || 1) };
      })
      .sort((a, b) => b.share - a.share || b.density - a.density);
    return { claim: clause, evidence: best?.evidence ?? "", share: best?.share ?? 0 };
  });
}

/** The sentence of the evidence that shares most with a claim. */
export function nearestSentence(claim: string, evidence: string): string {
  const own = new Set(stemsOf(claim));
  const [best] = sentencesOf(evidence)
    .map(({ start, end }) => evidence.slice(start, end))
    .map((sentence) => ({ sentence, both: [...new Set(stemsOf(sentence))].filter((stem) => own.has(stem)).length }))
    .sort((a, b) => b.both - a.both);
  return best?.sentence ?? evidence;
}

function stemsOf(text: string): string[] {
  return [...new Set(contentStems(text))];
}
