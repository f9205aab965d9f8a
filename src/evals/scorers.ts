import type { Answer } from "../domain/answer.ts";
import type { EvalCase } from "../domain/eval.ts";
import { foldForQuote } from "../domain/text.ts";
import type { GivenAnswer } from "./answerer.ts";
import { citationScores, markersThatLead, type Judge } from "./citations.ts";
import type { StoredText } from "./gate.ts";
import { foldForMatch, nuggetFound, occurs, withoutMarkers } from "./match.ts";
import type { MetricName } from "./metrics.ts";
import { numbersInEvidence } from "./numbers.ts";
import { sentencesOf } from "./sentences.ts";
import { none, one, type Share } from "./share.ts";

export interface Score {
  /** `refused` abstained where an answer was there, `unaware` answered where none was, `failed` threw. */
  outcome: "passed" | "wrong" | "refused" | "unaware" | "forbidden" | "failed";
  missing: string[];
  forbidden: string[];
  shares: Record<MetricName, Share>;
}

/** What else was seen while an answer was made; what is left out is not scored. */
export interface Seen {
  /** The judge of support, for citation recall and precision. */
  judge?: Judge;
  toolCalls?: number;
  tokens?: number;
}

/**
 * Scores one answer by the rules of `evals/README.md`. An answer of null is a run that failed; of one that is text alone
 * nothing is counted that is about citations.
 */
export function score(
  testCase: EvalCase,
  answer: GivenAnswer | null,
  seconds: number,
  stored: StoredText,
  { judge, toolCalls, tokens }: Seen = {},
): Score {
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
  const cites = answered && !answer.textOnly;
  const citations = cites && judge ? citationScores(answer, judge) : { recall: none, precision: none };
  return {
    outcome,
    missing: testCase.abstain ? [] : missing.map((nugget) => nugget.text),
    forbidden,
    shares: {
      pass: one(outcome === "passed"),
      vitalRecall: testCase.abstain ? none : { right: vital.length - missing.length, of: vital.length },
      citationPresent: cites ? sentencesWithEvidence(answer) : none,
      citationValid: cites ? markersThatLead(answer) : none,
      citationRecall: citations.recall,
      citationPrecision: citations.precision,
      sourceCited: cites && !testCase.abstain && testCase.sources.length > 0 ? one(citesAny()) : none,
      quoteFidelity: cites ? exactQuotes(answer, stored) : none,
      numericAccuracy: cites ? numbersInEvidence(answer) : none,
      forbidden: one(forbidden.length > 0),
      abstentionPrecision: abstained ? one(testCase.abstain) : none,
      abstentionRecall: testCase.abstain ? one(silent) : none,
      overAbstention: testCase.abstain ? none : one(abstained),
      toolCalls: amount(answer && toolCalls),
      tokens: amount(answer && tokens),
      words: answered ? { right: wordsOf(answer.text), of: 1 } : none,
      seconds: amount(answer && seconds),
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

function sentencesWithEvidence(answer: Answer): Share {
  const sentences = sentencesOf(answer);
  return { right: sentences.filter(({ evidence }) => evidence.length > 0).length, of: sentences.length };
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

function amount(value: number | null | undefined): Share {
  return typeof value === "number" ? { right: value, of: 1 } : none;
}
