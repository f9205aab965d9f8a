import type { Answer, Evidence } from "../domain/answer.ts";
import type { EvalCase } from "../domain/eval.ts";
import { foldForQuote } from "../domain/text.ts";
import { foldForMatch, nuggetFound, occurs, withoutMarkers } from "./match.ts";

/** What counts, and how much of it was right. */
export interface Share {
  right: number;
  of: number;
}

export const metricNames = [
  "pass",
  "vitalRecall",
  "citationPresent",
  "citationValid",
  "quoteFidelity",
  "forbidden",
  "abstentionPrecision",
  "abstentionRecall",
  "overAbstention",
  "words",
  "seconds",
] as const;
export type MetricName = (typeof metricNames)[number];

export interface Score {
  /** `refused` abstained where an answer was there, `unaware` answered where none was, `failed` threw. */
  outcome: "passed" | "wrong" | "refused" | "unaware" | "forbidden" | "failed";
  missing: string[];
  forbidden: string[];
  shares: Record<MetricName, Share>;
}

/** The stored text an evidence's quote must equal, or undefined where the corpus has none. */
export type StoredText = (evidence: Evidence) => string | undefined;

const none: Share = { right: 0, of: 0 };

/** Scores one answer by the rules of `evals/README.md`. An answer of null is a run that failed. */
export function score(testCase: EvalCase, answer: Answer | null, seconds: number, stored: StoredText): Score {
  const text = foldForMatch(withoutMarkers(answer?.text ?? ""));
  const abstained = answer?.status === "abstained";
  const answered = answer !== null && !abstained;
  const found = testCase.nuggets.filter((nugget) => nuggetFound(nugget, text));
  const vital = testCase.nuggets.filter((nugget) => nugget.vital);
  const missing = vital.filter((nugget) => !found.includes(nugget));
  const forbidden = testCase.forbidden.filter((form) => occurs(foldForMatch(form), text));
  // A false premise that is put right is as good as silence.
  const silent = abstained || (answered && found.length > 0);
  const outcome = outcomeOf();
  return {
    outcome,
    missing: testCase.abstain ? [] : missing.map((nugget) => nugget.text),
    forbidden,
    shares: {
      pass: one(outcome === "passed"),
      vitalRecall: testCase.abstain ? none : { right: vital.length - missing.length, of: vital.length },
      citationPresent: answered ? claimsWithEvidence(answer) : none,
      citationValid: answered && !testCase.abstain && testCase.sources.length > 0 ? one(citesAny()) : none,
      quoteFidelity: answered ? exactQuotes(answer, stored) : none,
      forbidden: one(forbidden.length > 0),
      abstentionPrecision: abstained ? one(testCase.abstain) : none,
      abstentionRecall: testCase.abstain ? one(silent) : none,
      overAbstention: testCase.abstain ? none : one(abstained),
      words: answered ? { right: wordsOf(answer.text), of: 1 } : none,
      seconds: answer ? { right: seconds, of: 1 } : none,
    },
  };

  function outcomeOf(): Score["outcome"] {
    if (!answer) return "failed";
    if (forbidden.length > 0) return "forbidden";
    if (testCase.abstain) return silent ? "passed" : "unaware";
    if (abstained) return "refused";
    return missing.length === 0 ? "passed" : "wrong";
  }

  function citesAny(): boolean {
    const cited = answer ? citedIds(answer) : new Set<string>();
    return testCase.sources.some((id) => cited.has(id));
  }
}

function claimsWithEvidence({ claims, evidence, text }: Answer): Share {
  if (claims.length === 0) return { right: 0, of: text.trim() ? 1 : 0 };
  const known = new Set(evidence.map((entry) => entry.id));
  return { right: claims.filter((claim) => claim.evidence.some((id) => known.has(id))).length, of: claims.length };
}

// Ids of sources and facts behind what the claims cite; evidence that no claim names is not cited.
function citedIds({ claims, evidence }: Answer): Set<string> {
  const cited = new Set(claims.flatMap((claim) => claim.evidence));
  return new Set(
    evidence
      .filter((entry) => cited.has(entry.id))
      .flatMap(({ source, data }) => [source?.id, data?.id].filter((id) => typeof id === "string")),
  );
}

function exactQuotes({ evidence }: Answer, stored: StoredText): Share {
  const quotes = evidence.filter((entry) => entry.kind !== "computed");
  const exact = quotes.filter((entry) => {
    const text = stored(entry);
    return text !== undefined && foldForQuote(text) === foldForQuote(entry.quote);
  });
  return { right: exact.length, of: quotes.length };
}

function wordsOf(text: string): number {
  return withoutMarkers(text).split(/\s+/).filter(Boolean).length;
}

function one(right: boolean): Share {
  return { right: Number(right), of: 1 };
}
