import type { Egress } from "../kit/egress.ts";
import { AttacheError, quoted } from "../kit/error.ts";

/** Which server to measure, and how to reach it. */
export interface McpSetting {
  /** The hosts this process may call. */
  egress: Egress;
  /** A command with its arguments, as in a shell (no shell runs it), or an http address. */
  server: string;
  version: string;
  environment: Record<string, string | undefined>;
  signal: AbortSignal;
}

/** What a tool gave: structured content, if any, and its texts. */
export interface McpResult {
  structured: unknown;
  texts: string[];
}

/** An MCP server that somebody else wrote: its tools can be listed and called. */
export interface McpServer {
  /** As the user named it. */
  name: string;
  /** Name and version it gives of itself, in quotes. */
  identity: string;
  /** Its tools with the names of their arguments. */
  tools: { name: string; takes: string[] }[];
  /** Throws `usage` where the tool answers with an error, `network` where there is no answer. */
  call(tool: string, input: Record<string, unknown>): Promise<McpResult>;
  close(): Promise<void>;
}

/** An agent behind a tool may take its time over a question. */
const longestCall = 600_000;

/**
 * Connects to an MCP server: over standard input and output, where it is ended by `close`, or over HTTP, where only the
 * host of the address is called. Throws `usage` where nothing answers.
 */
export async function connectMcp(setting: McpSetting): Promise<McpServer> {
  const { server, signal } = setting;
  const client = await connected(setting);
  const listed = await answered(client.listTools(), setting);
  const { name, version } = client.getServerVersion() ?? { name: "", version: "" };
  return {
    name: server,
    identity: quoted(`${name} ${version}`.trim()),
    tools: listed.tools.map((tool) => ({ name: tool.name, takes: Object.keys(tool.inputSchema.properties ?? {}) })),
    close: () => client.close(),
    async call(tool, input) {
      const options = { signal, timeout: longestCall };
      const result = await answered(client.callTool({ name: tool, arguments: input }, options), setting);
      if (result.isError === true)
        throw new AttacheError("usage", `The tool ${quoted(tool)} answered with an error.`, {
          next: `See that it takes {${Object.keys(input).join(", ")}}.`,
        });
      const texts = result.content.flatMap((part) => (part.type === "text" ? [part.text] : []));
      return { structured: result.structuredContent, texts };
    },
  };
}

/** Is this the address of a server, and not a command? */
export function isAddress(server: string): boolean {
  return /^https?:\/\//i.test(server);
}

async function connected(setting: McpSetting): Promise<import("@modelcontextprotocol/client").Client> {
  const { server, version } = setting;
  const { Client } = await import("@modelcontextprotocol/client"); // takes its time to load, and is needed for this alone
  const client = new Client({ name: "attache-eval", version });
  try {
    await client.connect(isAddress(server) ? await overHttp(server, setting.egress) : await overPipes(setting));
    return client;
  } catch (cause) {
    if (cause instanceof AttacheError) throw cause;
    throw new AttacheError("usage", `${quoted(server)} does not answer as an MCP server.`, {
      next: isAddress(server)
        ? "Start it, and check the address: --mcp http://127.0.0.1:PORT/mcp"
        : 'Give --mcp a command that serves MCP over standard input and output, e.g. "attache mcp", or an http address.',
      cause,
    });
  }
}

async function overHttp(address: string, egress: Egress): Promise<import("@modelcontextprotocol/client").Transport> {
  const { StreamableHTTPClientTransport } = await import("@modelcontextprotocol/client");
  if (!URL.canParse(address))
    throw new AttacheError("usage", `${quoted(address)} is no address.`, {
      next: "Write --mcp http://127.0.0.1:PORT/mcp",
    });
  const url = new URL(address);
  if (url.username || url.password)
    throw new AttacheError("usage", "The address of a server must not hold a password.", {
      next: "Measure it at an address that asks for none.",
    });
  return new StreamableHTTPClientTransport(url, {
    fetch: egress.fetchFor(url, { name: "the MCP server", kind: "network" }),
  });
}

async function overPipes({
  server,
  environment,
}: McpSetting): Promise<import("@modelcontextprotocol/client").Transport> {
  const { StdioClientTransport } = await import("@modelcontextprotocol/client/stdio");
  const [command = "", ...args] = wordsOf(server);
  const env = Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  return new StdioClientTransport({ command, args, env, stderr: "ignore" });
}

async function answered<Result>(call: Promise<Result>, { server, signal }: McpSetting): Promise<Result> {
  try {
    return await call;
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof AttacheError) throw cause;
    throw new AttacheError("network", `The MCP server ${quoted(server)} did not answer a call.`, {
      next: "Look at the server's own log, and see that it still runs.",
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

/** The tool of a server by its name. Throws `usage` with the names there are. */
export function toolNamed({ tools }: Pick<McpServer, "tools">, name: string): string {
  if (tools.some((tool) => tool.name === name)) return name;
  throw new AttacheError("usage", `The server has no tool ${quoted(name)}.`, {
    next: `Name one of its tools with --tool: ${tools.map((tool) => quoted(tool.name)).join(", ")}.`,
  });
}
