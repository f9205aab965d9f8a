import { AttacheError, quoted } from "../kit/error.ts";
import { depth } from "./retrieval-scores.ts";
import type { SearchTarget } from "./run-retrieval.ts";
import { foundIn } from "./search-target.ts";

/** A server to start, and its tool that is given `{query, limit}`. */
export interface McpSearch {
  /** The command with its arguments, as in a shell; no shell runs it. */
  command: string;
  tool: string;
  version: string;
  environment: Record<string, string | undefined>;
  signal: AbortSignal;
}

/**
 * The search tool of any MCP server over standard input and output. Results are read from its structured content, or
 * from text that is JSON. `close` ends the server. Throws `usage` where it cannot be started or has no such tool.
 */
export async function mcpSearch(options: McpSearch): Promise<SearchTarget & { close(): Promise<void> }> {
  const { tool, signal } = options;
  const client = await connected(options);
  const { tools } = await client.listTools();
  if (!tools.some(({ name }) => name === tool)) {
    await client.close();
    throw new AttacheError("usage", `The server has no tool ${quoted(tool)}.`, {
      next: `Name one of its tools with --tool: ${tools.map(({ name }) => quoted(name)).join(", ")}.`,
    });
  }
  return {
    name: `${tool} of ${options.command}`,
    close: () => client.close(),
    async search(query) {
      const answer = await client.callTool({ name: tool, arguments: { query, limit: depth } }, { signal });
      if (answer.isError === true)
        throw new AttacheError("usage", `The tool ${quoted(tool)} answered with an error.`, {
          next: "See that it takes {query, limit}.",
        });
      const texts = answer.content.flatMap((part) => (part.type === "text" ? [part.text] : []));
      return foundIn(answer.structuredContent ?? texts.map(jsonOf).find((value) => value !== undefined));
    },
  };
}

async function connected(options: McpSearch): Promise<import("@modelcontextprotocol/client").Client> {
  const [command = "", ...args] = wordsOf(options.command);
  const { Client, StdioClientTransport } = await clientLibrary();
  const client = new Client({ name: "attache-eval", version: options.version });
  const env = Object.fromEntries(
    Object.entries(options.environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  try {
    await client.connect(new StdioClientTransport({ command, args, env, stderr: "ignore" }));
    return client;
  } catch (cause) {
    throw new AttacheError("usage", `${quoted(options.command)} does not answer as an MCP server.`, {
      next: 'Give --mcp a command that serves MCP over standard input and output, e.g. "attache mcp".',
      cause,
    });
  }
}

// Needed for this alone, and so not installed with Attaché.
async function clientLibrary(): Promise<{
  Client: typeof import("@modelcontextprotocol/client").Client;
  StdioClientTransport: typeof import("@modelcontextprotocol/client/stdio").StdioClientTransport;
}> {
  try {
    const [{ Client }, { StdioClientTransport }] = await Promise.all([
      import("@modelcontextprotocol/client"),
      import("@modelcontextprotocol/client/stdio"),
    ]);
    return { Client, StdioClientTransport };
  } catch (cause) {
    throw new AttacheError("usage", "Measuring another MCP server needs a package that is not installed.", {
      next: "Run: npm install @modelcontextprotocol/client",
      cause,
    });
  }
}

/** A command line in words: parted at blanks, but for what stands in quotes. */
export function wordsOf(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? "",
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
