import type { SearchTarget } from "../../../evals/run-retrieval.ts";
import { packageVersion } from "../../../home.ts";
import { AttacheError } from "../../../kit/error.ts";
import type { CommandContext } from "../command.ts";

/**
 * Works with the search of another MCP server, or with none where none is named; the server is ended afterwards. Only the
 * suite retrieval can be run over it.
 */
export async function withSearch<Result>(
  { suites, mcp, tool }: { suites: string[]; mcp?: string | undefined; tool?: string | undefined },
  context: CommandContext,
  work: (suites: string[], target: SearchTarget | undefined) => Promise<Result>,
): Promise<Result> {
  if (mcp === undefined && tool !== undefined)
    throw new AttacheError("usage", "--tool belongs to --mcp.", { next: "Name the server too: --mcp COMMAND." });
  if (mcp === undefined) return work(suites, undefined);
  if (suites.some((suite) => suite !== "retrieval"))
    throw new AttacheError("usage", "--mcp goes with the suite retrieval alone.", {
      next: "Example: attache eval retrieval --mcp COMMAND",
    });
  const { mcpSearch } = await import("../../../evals/mcp-search.ts");
  const target = await mcpSearch({
    command: mcp,
    tool: tool ?? "search_corpus",
    version: packageVersion(),
    environment: context.environment,
    signal: context.signal,
  });
  try {
    return await work(["retrieval"], target);
  } finally {
    await target.close();
  }
}
