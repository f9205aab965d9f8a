import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { Client as Client2025 } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as StdioTransport2025 } from "@modelcontextprotocol/sdk/client/stdio.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { discoverTools } from "../../src/discover-tools.ts";
import { initialize, mcpServerCommand, startRawServer } from "../support/mcp-process.ts";
import { tokensOf } from "../support/tool-conformance.ts";

const tools = await discoverTools();

interface Result {
  isError?: boolean;
  content: { type: string; text?: string }[];
  structuredContent?: unknown;
}

interface AnyClient {
  listTools(): Promise<{ tools: { name: string; annotations?: object }[] }>;
  callTool(call: { name: string; arguments?: Record<string, unknown> }): Promise<unknown>;
  getInstructions(): string | undefined;
  close(): Promise<void>;
}

function textOf(result: Result): string {
  return result.content.map((part) => part.text ?? "").join("");
}

const me = { name: "attache-test", version: "1" };

async function openCurrent(mode: "legacy" | "auto" | { pin: string }): Promise<AnyClient> {
  const client = new Client(me, { versionNegotiation: { mode } });
  await client.connect(new StdioClientTransport({ ...mcpServerCommand(), stderr: "ignore" }));
  return client;
}

async function open2025(): Promise<AnyClient> {
  const client = new Client2025(me);
  await client.connect(new StdioTransport2025({ ...mcpServerCommand(), stderr: "ignore" }));
  return client;
}

describe.for([
  ["the current client, opening as of 2025", () => openCurrent("legacy")],
  ["the current client, negotiating", () => openCurrent("auto")],
  ["the current client, pinned to 2026-07-28", () => openCurrent({ pin: "2026-07-28" })],
  ["the client of the 2025 line", open2025],
] as const)("%s", ([, open]) => {
  let client: AnyClient;
  beforeAll(async () => {
    client = await open();
  });
  afterAll(() => client.close());
  const call = async (name: string, input: Record<string, unknown>): Promise<Result> =>
    (await client.callTool({ name, arguments: input })) as Result;

  it("lists every tool in order, read-only ones as such, and is told how to use them", async () => {
    const listed = (await client.listTools()).tools;
    expect(listed.map((tool) => tool.name)).toEqual(tools.map((tool) => tool.name));
    for (const tool of listed) expect(tool.annotations).toMatchObject({ destructiveHint: false, openWorldHint: false });
    expect(client.getInstructions()).toContain("search_corpus");
  });

  it("spends at most 5,000 tokens on the list", async () => {
    expect(tokensOf(JSON.stringify((await client.listTools()).tools))).toBeLessThanOrEqual(5000);
  });

  it.for(tools)("calls $name", async (tool) => {
    const result = await call(tool.name, tool.example);
    expect(result.isError ?? false).toBe(false);
    const output = tool.output.parse(result.structuredContent);
    expect(textOf(result)).toBe(tool.render(output));
  });

  it("is told the nearest country for one that is unknown", async () => {
    const result = await call("country_profile", { country: "Wakandia" });
    expect(result.isError).toBe(true);
    expect(textOf(result)).toMatch(/^Unknown country "Wakandia"\. Did you mean .+\?$/);
  });

  it("is shown the example after bad arguments, and goes on", async () => {
    const result = await call("country_profile", { country: 7 });
    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain('Example: {"country":"FRA"');
    expect((await call("country_profile", { country: "KSA" })).isError ?? false).toBe(false);
  });

  it("is refused a tool that does not exist", async () => {
    const outcome = await client.callTool({ name: "launch_satellite", arguments: {} }).catch((error: unknown) => error);
    expect(outcome).toMatchObject(outcome instanceof Error ? { code: -32602 } : { isError: true });
  });
});

describe("the server process", () => {
  it("answers initialize without opening a corpus, an index or a model", async () => {
    const server = startRawServer("/nonexistent/attache");
    server.send(initialize);
    expect(await server.reply(1)).toMatchObject({ result: { serverInfo: { name: "attache", title: "Attaché" } } });
    server.closeInput();
    expect(await server.exit).toEqual({ code: 0, signal: null });
  });

  it("writes nothing but the protocol to stdout", async () => {
    const server = startRawServer();
    server.send(initialize);
    await server.reply(1);
    server.send({ jsonrpc: "2.0", method: "notifications/initialized" });
    server.send("this is no message");
    server.send({
      jsonrpc: "2.0",
      id: 2,
      method: "tools/call",
      params: { name: "search_corpus", arguments: { query: "chips" } },
    });
    expect(await server.reply(2)).toMatchObject({ result: { structuredContent: { relevant: expect.any(Boolean) } } });
    server.send({ jsonrpc: "2.0", id: 3, method: "ping" });
    await server.reply(3);
    server.closeInput();
    await server.exit;
    expect(server.lines.map((line) => (JSON.parse(line) as { jsonrpc: unknown }).jsonrpc)).toEqual([
      "2.0",
      "2.0",
      "2.0",
    ]);
  });

  it.for(["SIGTERM", "SIGINT"] as const)("ends with code 0 on %s", async (signal) => {
    const server = startRawServer();
    server.send(initialize);
    await server.reply(1);
    server.kill(signal);
    expect(await server.exit).toEqual({ code: 0, signal: null });
  });

  it("ends with code 0 after a message too long to read", async () => {
    const server = startRawServer();
    server.send("x".repeat(11_000_000));
    expect(await server.exit).toEqual({ code: 0, signal: null });
  });

  it("ends with code 0 when its input closes in the middle of a call", async () => {
    const server = startRawServer();
    server.send(initialize);
    await server.reply(1);
    server.send({
      jsonrpc: "2.0",
      id: 2,
      method: "tools/call",
      params: { name: "search_corpus", arguments: { query: "chips" } },
    });
    server.closeInput();
    expect(await server.exit).toEqual({ code: 0, signal: null });
  });
});
