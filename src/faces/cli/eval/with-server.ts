import type { EvalSurroundings } from "../../../evals/run.ts";
import { packageVersion } from "../../../home.ts";
import { AttacheError } from "../../../kit/error.ts";
import type { CommandContext } from "../command.ts";

interface ServerOptions {
  suites: string[];
  model?: string | undefined;
  bare: boolean;
  mcp?: string | undefined;
  tool?: string | undefined;
  argument?: string | undefined;
}

/** What of another server is measured: its search, or a tool that answers questions. */
type Other = Pick<EvalSurroundings, "target" | "answerer">;

/**
 * Works with another MCP server, or with none where none is named; the server is ended afterwards. The suite retrieval is
 * put to its search; suites of questions to a tool that answers them.
 */
export async function withServer<Result>(
  options: ServerOptions,
  context: CommandContext,
  work: (suites: string[], other: Other) => Promise<Result>,
): Promise<Result> {
  const { suites, mcp } = options;
  if (mcp === undefined) {
    refuseWithoutServer(options);
    return work(suites, {});
  }
  const searches = isSearch(options);
  const { connectMcp } = await import("../../../evals/mcp-server.ts");
  const server = await connectMcp({
    server: mcp,
    version: packageVersion(),
    environment: context.environment,
    egress: context.egress,
    signal: context.signal,
  });
  try {
    if (searches) {
      const { mcpSearch } = await import("../../../evals/mcp-search.ts");
      return await work(["retrieval"], { target: mcpSearch(server, options.tool ?? "search_corpus") });
    }
    const [{ mcpAnswers }, { abstentionIn, readAbstentions }] = await Promise.all([
      import("../../../evals/mcp-answers.ts"),
      import("../../../evals/abstention.ts"),
    ]);
    const wanted = { tool: options.tool, argument: options.argument ?? "question" };
    return await work(suites, { answerer: mcpAnswers(server, wanted, abstentionIn(readAbstentions())) });
  } finally {
    await server.close();
  }
}

function refuseWithoutServer(options: ServerOptions): void {
  for (const name of ["tool", "argument"] as const)
    if (options[name] !== undefined)
      throw new AttacheError("usage", `--${name} belongs to --mcp.`, {
        next: "Name the server too: --mcp COMMAND or --mcp http://HOST:PORT/mcp",
      });
}

// Without a suite the search is measured, which every server with documents has.
function isSearch({ suites, model, bare, argument }: ServerOptions): boolean {
  if (model !== undefined || bare)
    throw new AttacheError("usage", "With --mcp the server answers, and no model is asked.", {
      next: `Leave ${bare ? "--bare" : "--model"} out.`,
    });
  const searches = suites.length === 0 || suites.includes("retrieval");
  if (searches && suites.length > 1)
    throw new AttacheError("usage", "The suite retrieval is put to another tool than questions are.", {
      next: "Run them one after the other: attache eval retrieval --mcp SERVER, then attache eval articles --mcp SERVER",
    });
  if (searches && argument !== undefined)
    throw new AttacheError("usage", "--argument goes with suites of questions: a search is given query and limit.", {
      next: "Leave it out, or name a suite: attache eval articles --mcp SERVER --argument NAME",
    });
  return searches;
}
