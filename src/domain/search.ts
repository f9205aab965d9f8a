import { z } from "zod";

import { Citation } from "./answer.ts";

/** A question that several answer together, by its number, and its cosine to the query. */
export const Together = z.object({ question: z.string(), asked: z.number() });
export type Together = z.infer<typeof Together>;

/** A sentence of a passage that matches the query; offsets are into the stored document text. */
export const Highlight = z.object({
  text: z.string().max(4000),
  start: z.number().int(),
  end: z.number().int(),
  score: z.number(),
  asked: z.number().optional(),
  together: Together.optional(),
  /** An item of a list. */
  item: z.boolean().optional(),
});
export type Highlight = z.infer<typeof Highlight>;

/**
 * One search result; `score` is the fused score, 0–1 within the query; `similarity` the cosine to the query, `asked` that
 * of the nearest question predicted for it; `together` is the same for all that answer a question together.
 */
export const SearchResult = z.object({
  id: z.string().max(200),
  kind: z.enum(["passage", "fact"]),
  score: z.number(),
  similarity: z.number().optional(),
  asked: z.number().optional(),
  together: Together.optional(),
  source: Citation,
  quote: z.string().max(20_000),
  countries: z.array(z.string().max(3)).max(60),
  heading: z.string().max(400).optional(),
  page: z.number().int().optional(),
  start: z.number().int().optional(),
  end: z.number().int().optional(),
  locator: z.string().max(300).optional(),
  highlights: z.array(Highlight).max(20).optional(),
  data: z.record(z.string(), z.unknown()).optional(),
});
export type SearchResult = z.infer<typeof SearchResult>;

/** What a search may be narrowed to. */
export interface SearchFilters {
  countries?: string[] | undefined;
  topics?: string[] | undefined;
  kinds?: ("passage" | "fact")[] | undefined;
  sources?: string[] | undefined;
  /** The weakest reliability letter accepted, `C` accepts A to C. */
  grade?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
}

export interface SearchPage {
  results: SearchResult[];
  /** Units that matched at all, before paging. */
  matched: number;
  next: number | null;
  /** Cosine to the nearest question that is known to have no answer here. */
  unanswered?: number;
  /** False when no result has both a word and a meaning in common with the query. */
  relevant: boolean;
}
