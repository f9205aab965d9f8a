import { McpServer, type CallToolResult, type ServerContext, type ToolAnnotations } from "@modelcontextprotocol/server";

import { callTool } from "../../kit/call-tool.ts";
import type { Desk } from "../../kit/desk.ts";
import { asAttacheError } from "../../kit/error.ts";
import type { Tool, ToolContext } from "../../kit/tool.ts";
import { listedInput, listedOutput } from "./listed-schema.ts";

type Progress = NonNullable<ToolContext["progress"]>;

export interface McpParts {
  version: string;
  tools: Tool[];
  /** Called by each tool call, never before: the server answers `initialize` and `tools/list` without a desk. */
  desk(): Promise<Desk>;
  /** Work that calls share, such as building the index: hands its progress on until the returned function is called. */
  watch?(progress: Progress): () => void;
}

const instructions = [
  "Attaché briefs on AI sovereignty: what each country builds, what it depends on, on whom, and how sure we are.",
  "Call search_corpus first for a question in words, country_profile for one country, compare_countries to set two to eight side by side, list_sources for who says so; find_countries settles what a name means, and read_passage gives the exact text behind an id.",
  "State no number, date or name that a tool result does not show; give each with its unit, its date and the id and source it stands under.",
  "Take every total, share or score from a tool and do no arithmetic yourself.",
  "Where sources conflict, show both sides with their grades; where nothing relevant is found, say that the corpus does not say.",
].join(" ");

/** An MCP server with every tool registered; one factory for both protocol eras and every transport. */
export function createMcpServer(parts: McpParts): McpServer {
  const server = new McpServer(
    { name: "attache", title: "Attaché", version: parts.version },
    { instructions, cacheHints: { "tools/list": { ttlMs: 3_600_000, cacheScope: "public" } } },
  );
  for (const tool of parts.tools) {
    server.registerTool(
      tool.name,
      {
        title: tool.title,
        description: tool.description,
        inputSchema: listedInput(tool.input),
        outputSchema: listedOutput(tool.output),
        annotations: annotationsOf(tool.effect),
      },
      (input, context) => answer(tool, input, context, parts),
    );
  }
  return server;
}

/** What a tool's effect means in the protocol's hints. No tool destroys, and none reaches beyond this machine. */
function annotationsOf(effect: Tool["effect"]): ToolAnnotations {
  const reads = effect === "reads-corpus";
  return { readOnlyHint: reads, idempotentHint: reads, destructiveHint: false, openWorldHint: false };
}

async function answer(tool: Tool, input: unknown, context: ServerContext, parts: McpParts): Promise<CallToolResult> {
  const progress = progressTo(context);
  const unwatch = progress && parts.watch?.(progress);
  try {
    const desk = await parts.desk();
    const output = await callTool(tool, input, { desk, signal: context.mcpReq.signal, progress });
    return { content: [{ type: "text", text: tool.render(output) }], structuredContent: output };
  } catch (thrown) {
    return { isError: true, content: [{ type: "text", text: asAttacheError(thrown).sentence }] };
  } finally {
    unwatch?.();
  }
}

// Only a client that sent a token may be told; its value must grow, so a step that does not advance is left out.
function progressTo(context: ServerContext): Progress | undefined {
  const token = context.mcpReq._meta?.progressToken;
  if (token === undefined) return undefined;
  let last = -1;
  return (done, total, message) => {
    if (done <= last || context.mcpReq.signal.aborted) return;
    last = done;
    const params = { progressToken: token, progress: done, message, ...(total === undefined ? {} : { total }) };
    // A client that has gone away needs no progress.
    context.mcpReq.notify({ method: "notifications/progress", params }).catch(() => undefined);
  };
}
