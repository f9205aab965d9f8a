import { z } from "zod";

import type { OpenDesk } from "../desk.ts";
import { callTool } from "../kit/call-tool.ts";
import { AttacheError } from "../kit/error.ts";
import { depth, type Found } from "./retrieval-scores.ts";
import type { SearchTarget } from "./run-retrieval.ts";

const Result = z.object({
  id: z.string(),
  kind: z.string().optional(),
  source: z.union([z.string(), z.object({ id: z.string() })]).nullish(),
});

/** Our own `search_corpus`, called as every face calls it. */
export function ownSearch(desk: OpenDesk, signal: AbortSignal): SearchTarget {
  const tool = desk.tools.find((candidate) => candidate.name === "search_corpus");
  if (!tool) throw new AttacheError("internal", "There is no tool search_corpus.", { next: "Restore tools/." });
  return {
    name: tool.name,
    search: async (query) => foundIn(await callTool(tool, { query, limit: depth }, { desk, signal })),
  };
}

/** The results in what a search tool gave: its first list of things with an id. None where there is no such list. */
export function foundIn(output: unknown): Found[] {
  if (Array.isArray(output)) return output.flatMap(foundOf);
  if (typeof output !== "object" || output === null) return [];
  const lists = Object.values(output).filter((value) => Array.isArray(value));
  return lists.map((list) => list.flatMap(foundOf)).find((results) => results.length > 0) ?? [];
}

function foundOf(item: unknown): Found[] {
  const parsed = Result.safeParse(item);
  if (!parsed.success) return [];
  const { id, kind = "passage", source = null } = parsed.data;
  return [{ id, kind, source: typeof source === "string" || source === null ? source : source.id }];
}
