import type { Highlight, SearchResult } from "../../src/domain/search.ts";
import type { EvidenceItem } from "../../src/kit/tool.ts";

/** Search results as evidence: a fact whole; of a passage its matching sentences, else its text. */
export function searchEvidence(results: SearchResult[], unanswered = 0): EvidenceItem[] {
  return results.flatMap((result): EvidenceItem[] => {
    if (result.kind === "fact") {
      return [
        {
          key: `fact:${result.id}`,
          kind: "fact",
          source: result.source,
          quote: result.quote,
          ...(result.locator === undefined ? {} : { locator: result.locator }),
          data: {
            ...result.data,
            score: result.score,
            similarity: result.similarity ?? 0,
            asked: result.asked ?? 0,
            unanswered,
            ...(result.together === undefined ? {} : { together: result.together }),
          },
        },
      ];
    }
    const spans: Highlight[] = result.highlights?.length
      ? result.highlights
      : [
          {
            text: result.quote,
            start: result.start ?? 0,
            end: result.end ?? 0,
            score: result.similarity ?? 0,
            asked: 0,
          },
        ];
    return spans.map((span) => ({
      key: `passage:${result.id}:${span.start}`,
      kind: "passage",
      source: result.source,
      quote: span.text,
      start: span.start,
      end: span.end,
      data: {
        id: result.id,
        heading: result.heading ?? null,
        countries: result.countries,
        score: result.score,
        similarity: span.score,
        asked: span.asked ?? 0,
        unanswered,
        ...(span.together === undefined ? {} : { together: span.together }),
        ...(span.item ? { item: true } : {}),
      },
    }));
  });
}
