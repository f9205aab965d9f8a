import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

import { onTestFinished } from "vitest";

/** One call as the server saw it. */
export interface SeenCall {
  path: string;
  body: {
    messages?: { role: string; content: unknown }[];
    tools?: unknown[];
    response_format?: unknown;
    stream?: boolean;
  };
}

/** Tokens that a server may report. */
interface Reported {
  usage?: { in: number; out: number };
}

/** What a scripted model says to a call: text, a tool call, or an HTTP failure. */
export type Reply =
  | ({ text: string } & Reported)
  | ({ tool: string; input: unknown } & Reported)
  | { status: number; body: string }
  | { raw: string };

/**
 * An OpenAI-compatible server on loopback that answers by script; stopped when the test is over. `about` is what it
 * says of itself, by path.
 */
export async function scriptedModel(
  reply: (call: SeenCall, index: number) => Reply,
  about: { [path: string]: unknown } = {},
): Promise<{ model: string; calls: SeenCall[] }> {
  const calls: SeenCall[] = [];
  const told: { [path: string]: unknown } = { "/v1/models": { data: [{ id: "scripted" }] }, ...about };
  const server = createServer((request, response) => {
    const known = told[request.url ?? ""];
    if (known !== undefined || !request.url?.endsWith("/chat/completions")) {
      response.writeHead(known === undefined ? 404 : 200, { "content-type": "application/json" });
      response.end(JSON.stringify(known ?? {}));
      return;
    }
    void bodyOf(request).then((text) => {
      const call: SeenCall = { path: request.url ?? "", body: JSON.parse(text || "{}") as SeenCall["body"] };
      calls.push(call);
      const said = reply(call, calls.length - 1);
      if ("status" in said) {
        response.writeHead(said.status, { "content-type": "text/plain" }).end(said.body);
        return;
      }
      if ("raw" in said) {
        response
          .writeHead(200, { "content-type": call.body.stream ? "text/event-stream" : "application/json" })
          .end(said.raw);
        return;
      }
      if (call.body.stream) {
        response.writeHead(200, { "content-type": "text/event-stream" });
        for (const chunk of chunksOf(said)) response.write(`data: ${JSON.stringify(chunk)}\n\n`);
        response.end("data: [DONE]\n\n");
      } else response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(wholeOf(said)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { model: `http://127.0.0.1:${port}/v1#scripted`, calls };
}

/** The ids of the evidence in a write prompt whose line has all these words. */
export function evidenceIds(call: SeenCall, ...words: string[]): string[] {
  return promptOf(call)
    .split("\n")
    .filter((line) => line.startsWith('{"id"') && words.every((word) => line.includes(word)))
    .map((line) => (JSON.parse(line) as { id: string }).id);
}

/** Is this the call that writes the answer? */
export function writes(call: SeenCall): boolean {
  return promptOf(call).includes("Evidence, one JSON object a line:");
}

/** The text of the last user message. */
export function promptOf(call: SeenCall): string {
  const content = call.body.messages?.findLast((message) => message.role === "user")?.content;
  return typeof content === "string" ? content : JSON.stringify(content ?? "");
}

type Said = Extract<Reply, Reported>;

const base = { id: "chat-1", created: 1, model: "scripted" };

function messageOf(said: { text: string } | { tool: string; input: unknown }): Record<string, unknown> {
  if ("text" in said) return { role: "assistant", content: said.text };
  const call = { id: "call-1", type: "function", function: { name: said.tool, arguments: JSON.stringify(said.input) } };
  return { role: "assistant", content: null, tool_calls: [call] };
}

function wholeOf(said: Said): unknown {
  const finish_reason = "text" in said ? "stop" : "tool_calls";
  const choices = [{ index: 0, message: messageOf(said), finish_reason }];
  return { ...base, object: "chat.completion", choices, ...usageOf(said) };
}

function usageOf({ usage }: Reported): object {
  if (!usage) return {};
  const { in: prompt_tokens, out: completion_tokens } = usage;
  return { usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens } };
}

function chunksOf(said: Said): unknown[] {
  const object = "chat.completion.chunk";
  const chunk = (delta: unknown, finish_reason: string | null = null): unknown => ({
    ...base,
    object,
    choices: [{ index: 0, delta, finish_reason }],
  });
  const last = said.usage ? [{ ...base, object, choices: [], ...usageOf(said) }] : [];
  if ("tool" in said) return [chunk(messageOf(said)), chunk({}, "tool_calls"), ...last];
  const pieces = said.text.match(/[\s\S]{1,24}/g) ?? [];
  return [...pieces.map((content) => chunk({ role: "assistant", content })), chunk({}, "stop"), ...last];
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request) text += String(part);
  return text;
}
