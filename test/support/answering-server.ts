import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { onTestFinished } from "vitest";

interface Request {
  id?: number;
  method: string;
  params?: { name?: string; arguments?: Record<string, string> };
}

type Said = { text?: string; structured?: unknown; isError?: true };

const takes = (...names: string[]): object => ({
  type: "object",
  properties: Object.fromEntries(names.map((name) => [name, { type: "string" }])),
});
const tools = [
  { name: "ask", inputSchema: takes("question") },
  { name: "consult", inputSchema: takes("query", "depth") },
];

/**
 * A server that is not ours, by hand: `ask` answers by a script, `consult` takes its question as `query`. What is said of a
 * text stands behind the text's last colon: `Q: don't know` is answered with "don't know".
 */
export function reply({ id, method, params = {} }: Request, say: (asked: string) => Said = echo): object | undefined {
  if (id === undefined) return undefined;
  const answer = (result: object): object => ({ jsonrpc: "2.0", id, result });
  if (method === "initialize")
    return answer({
      protocolVersion: "2025-06-18",
      capabilities: { tools: {} },
      serverInfo: { name: "stranger\u001b[2J", version: "7" },
    });
  if (method === "tools/list") return answer({ tools });
  if (method !== "tools/call") return { jsonrpc: "2.0", id, error: { code: -32_601, message: "no such method" } };
  const asked = params.arguments?.question ?? params.arguments?.query ?? "";
  const { text, structured, isError } = say(asked);
  return answer({
    content: text === undefined ? [] : [{ type: "text", text }],
    ...(structured === undefined ? {} : { structuredContent: structured }),
    ...(isError ? { isError } : {}),
  });
}

function echo(asked: string): Said {
  return { text: asked.split(":").at(-1)?.trim() ?? "" };
}

/** The server over HTTP on loopback; stopped when the test is over. `/moved` redirects to another host. */
export async function answeringServer(
  say?: (asked: string) => Said,
): Promise<{ address: string; asked: string[]; moved: string }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      let text = "";
      for await (const part of request) text += String(part);
      if (request.url === "/moved") {
        response.writeHead(307, { location: "http://other.invalid/mcp" }).end();
        return;
      }
      if (request.method !== "POST") {
        response.writeHead(405).end();
        return;
      }
      const message = JSON.parse(text) as Request;
      const words = message.params?.arguments;
      if (message.method === "tools/call") asked.push(words?.question ?? words?.query ?? "");
      const answer = reply(message, say);
      if (answer) response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
      else response.writeHead(202).end();
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { address: `${host}/mcp`, asked, moved: `${host}/moved` };
}
