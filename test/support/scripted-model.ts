import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { onTestFinished } from "vitest";

/** One call as the server saw it. */
export interface SeenCall {
  path: string;
  body: {
    messages?: { role: string; content: unknown }[];
    tools?: { function: { name: string; parameters: unknown } }[];
    response_format?: unknown;
    stream?: boolean;
    max_tokens?: number;
  };
  authorization?: string | undefined;
  /** When the connection was gone before the reply was whole: milliseconds since the call came. */
  leftAfter?: number;
}

interface Said {
  /** Why it ends; null sends no end at all. */
  finish?: string | null;
  usage?: { prompt_tokens: number; completion_tokens: number };
  /** Characters of one chunk. */
  piece?: number;
  /** What comes after the last piece in place of a proper end. */
  ending?: "cut" | "hang";
}

/** What a scripted model says to a call: text, a tool call, an HTTP failure, or bytes of its own. */
export type Reply =
  | ({ text: string } & Said)
  | ({ tool: string; input: unknown } & Said)
  | { status: number; body: string; headers?: Record<string, string> }
  | { raw: string | Uint8Array; type?: string; ending?: "cut" | "hang" };

/**
 * An OpenAI-compatible server on loopback that answers by script; stopped when the test is over. `about` is what it
 * says of itself, by path, after `slowness` milliseconds.
 */
export async function scriptedModel(
  reply: (call: SeenCall, index: number) => Reply,
  about: { [path: string]: unknown } = {},
  slowness = 0,
): Promise<{ model: string; calls: SeenCall[]; asked: { path: string; authorization: string | undefined }[] }> {
  const calls: SeenCall[] = [];
  const asked: { path: string; authorization: string | undefined }[] = [];
  const told: { [path: string]: unknown } = { "/v1/models": { data: [{ id: "scripted" }] }, ...about };
  const server = createServer((request, response) => {
    const { authorization } = request.headers;
    asked.push({ path: request.url ?? "", authorization });
    const known = told[request.url ?? ""];
    if (known !== undefined || !request.url?.endsWith("/chat/completions")) {
      response.writeHead(known === undefined ? 404 : 200, { "content-type": "application/json" });
      setTimeout(() => response.end(JSON.stringify(known ?? {})), slowness);
      return;
    }
    void bodyOf(request).then((text) => {
      const body = JSON.parse(text || "{}") as SeenCall["body"];
      const call: SeenCall = { path: request.url ?? "", body, authorization };
      const came = performance.now();
      response.on("close", () => {
        if (!response.writableFinished) call.leftAfter = performance.now() - came;
      });
      calls.push(call);
      void answer(response, reply(call, calls.length - 1), body.stream === true);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { model: `http://127.0.0.1:${port}/v1#scripted`, calls, asked };
}

async function answer(response: ServerResponse, said: Reply, stream: boolean): Promise<void> {
  if ("status" in said) {
    response.writeHead(said.status, { "content-type": "text/plain", ...said.headers }).end(said.body);
    return;
  }
  const type = "raw" in said ? said.type : undefined;
  response.writeHead(200, { "content-type": type ?? (stream ? "text/event-stream" : "application/json") });
  response.flushHeaders();
  if ("raw" in said) response.write(said.raw);
  else if (!stream) response.write(JSON.stringify(wholeOf(said)));
  else
    for (const chunk of chunksOf(said)) {
      if (response.destroyed) return;
      if (!response.write(`data: ${JSON.stringify(chunk)}\n\n`))
        await new Promise<void>((resolve) => {
          response.once("drain", resolve);
          response.once("close", resolve);
        });
    }
  if (said.ending === "hang") return;
  if (said.ending === "cut") {
    await new Promise((resolve) => setTimeout(resolve, 30)); // so that what was written is read before the reset
    response.destroy();
    return;
  }
  response.end("raw" in said || !stream ? undefined : "data: [DONE]\n\n");
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

const base = { id: "chat-1", created: 1, model: "scripted" };

type Spoken = Extract<Reply, { text: string } | { tool: string }>;

function messageOf(said: Spoken): Record<string, unknown> {
  if ("text" in said) return { role: "assistant", content: said.text };
  const written = typeof said.input === "string" ? said.input : JSON.stringify(said.input);
  const call = { index: 0, id: "call-1", type: "function", function: { name: said.tool, arguments: written } };
  return { role: "assistant", content: null, tool_calls: [call] };
}

function wholeOf(said: Spoken): unknown {
  const finish_reason = said.finish ?? ("text" in said ? "stop" : "tool_calls");
  const choices = [{ index: 0, message: messageOf(said), finish_reason }];
  return { ...base, object: "chat.completion", choices, ...(said.usage ? { usage: said.usage } : {}) };
}

function* chunksOf(said: Spoken): Generator {
  const chunk = (delta: unknown, finish_reason: string | null = null): unknown => ({
    ...base,
    object: "chat.completion.chunk",
    choices: [{ index: 0, delta, finish_reason }],
  });
  if ("tool" in said) yield chunk(messageOf(said));
  else {
    const piece = said.piece ?? 24;
    for (let at = 0; at < said.text.length; at += piece)
      yield chunk({ role: "assistant", content: said.text.slice(at, at + piece) });
  }
  if (said.finish !== null && said.ending === undefined)
    yield chunk({}, said.finish ?? ("tool" in said ? "tool_calls" : "stop"));
  if (said.usage) yield { ...base, object: "chat.completion.chunk", choices: [], usage: said.usage };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request) text += String(part);
  return text;
}
