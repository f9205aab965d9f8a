import { toolNamed, type McpServer } from "./mcp-server.ts";
import { depth } from "./retrieval-scores.ts";
import type { SearchTarget } from "./run-retrieval.ts";
import { foundIn } from "./search-target.ts";

/**
 * The search tool of any MCP server, given `{query, limit}`. Results are read from its structured content, or from text
 * that is JSON. Throws `usage` where it has no such tool.
 */
export function mcpSearch(server: McpServer, tool: string): SearchTarget {
  const name = toolNamed(server, tool);
  return {
    name: `${name} of ${server.name}`,
    async search(query) {
      const { structured, texts } = await server.call(name, { query, limit: depth });
      return foundIn(structured ?? texts.map(jsonOf).find((value) => value !== undefined));
    },
  };
}

/** Text as JSON, or undefined where it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
