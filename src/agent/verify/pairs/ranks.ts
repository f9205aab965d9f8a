import type { Cues } from "./cues.ts";
import type { Lexicon } from "./lexicon.ts";

interface Ranked {
  /** What it is first or second in. */
  by: string;
  rank: string;
}

/** "The second longest" beside "the longest": the same superlative with another place in the order. */
export function rankClash(claim: string, evidence: string, cues: Cues, lexicon: Lexicon): boolean {
  const theirs = ranksIn(evidence, cues, lexicon);
  return ranksIn(claim, cues, lexicon).some((own) => {
    const same = theirs.filter(({ by }) => by === own.by || ["contrary"].includes(lexicon.relation(own.by, by) ?? ""));
    return same.length > 0 && !same.some(({ by, rank }) => by === own.by && rank === own.rank);
  });
}

function ranksIn(text: string, cues: Cues, lexicon: Lexicon): Ranked[] {
  const listed = cues.superlative(text);
  const formed = [...text.matchAll(/\b\p{L}{3,}est\b/giu)]
    .filter(([word]) => lexicon.lemmas(word.toLowerCase()).some((lemma) => !lemma.endsWith("est")))
    .map((match) => ({ text: match[0], start: match.index }));
  return [...listed, ...formed].flatMap(({ text: written, start }): Ranked[] => {
    const by = written.toLowerCase();
    if (by === "most" && /\bof\b/u.test(text.slice(start, start + 8))) return [];
    const [last] = cues.ordinal(text.slice(0, start)).slice(-1);
    const isNear = last && /^\s*$/u.test(text.slice(last.end, start));
    return [{ by, rank: isNear ? last.text.toLowerCase() : "first" }];
  });
}
