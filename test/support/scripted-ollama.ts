import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

import { onTestFinished } from "vitest";

import type { SeenCall } from "./scripted-model.ts";

/** A call of `/api/chat` as the server saw it. */
export interface OllamaCall {
  messages: { role: string; content: string }[];
  tools?: { function: { name: string; parameters: unknown } }[];
  format?: unknown;
  stream?: boolean;
  options?: Record<string, unknown>;
  truncate?: unknown;
}

/** What it says to a call: a text, a tool call, a failure, or lines of its own. */
export type OllamaReply =
  | { text: string; promptTokens?: number; done?: string; ending?: "cut" | "hang" }
  | { tool: string; input: unknown }
  | { status: number; error: string }
  | { raw: string };

export interface ScriptedOllama {
  /** To be given as OLLAMA_HOST. */
  host: string;
  calls: OllamaCall[];
  authorizations: (string | undefined)[];
  /** How many calls were left before their reply was whole. */
  left: number;
}

/** An Ollama server on loopback, of its native API, that answers by script; stopped when the test is over. */
export async function scriptedOllama(
  reply: (call: OllamaCall, index: number) => OllamaReply,
  about: { models?: string[]; shown?: unknown; version?: unknown } = {},
): Promise<ScriptedOllama> {
  const seen: ScriptedOllama = { host: "", calls: [], authorizations: [], left: 0 };
  const shown = about.shown ?? {
    capabilities: ["completion", "tools"],
    model_info: { "llama.context_length": 8192 },
    parameters: "",
  };
  const told: Record<string, unknown> = {
    "/api/tags": { models: (about.models ?? ["scripted:latest"]).map((name) => ({ name })) },
    "/api/version": about.version ?? { version: "0.17.4" },
    "/api/show": shown,
  };
  const server = createServer((request, response) => {
    seen.authorizations.push(request.headers.authorization);
    const known = told[request.url ?? ""];
    if (known !== undefined || request.url !== "/api/chat") {
      response.writeHead(known === undefined ? 404 : 200, { "content-type": "application/json" });
      response.end(JSON.stringify(known ?? { error: "not found" }));
      return;
    }
    response.on("close", () => {
      if (!response.writableFinished) seen.left += 1;
    });
    void bodyOf(request).then((text) => {
      const call = JSON.parse(text) as OllamaCall;
      seen.calls.push(call);
      const said = reply(call, seen.calls.length - 1);
      if ("status" in said) {
        response.writeHead(said.status, { "content-type": "application/json" });
        response.end(JSON.stringify({ error: said.error }));
        return;
      }
      response.writeHead(200, { "content-type": "application/x-ndjson" });
      response.flushHeaders();
      if ("raw" in said) response.end(said.raw);
      else {
        for (const line of linesOf(said)) response.write(`${JSON.stringify(line)}\n`);
        const ending = "ending" in said ? said.ending : undefined;
        if (ending === undefined) response.end();
        if (ending === "cut") setTimeout(() => response.destroy(), 30);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  seen.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return seen;
}

/** The same call as an OpenAI-compatible server would see it, for what reads prompts. */
export function asSeen(call: OllamaCall): SeenCall {
  return { path: "/api/chat", body: { messages: call.messages, response_format: call.format } };
}

const base = { model: "scripted", created_at: "2026-01-01T00:00:00Z" };

function linesOf(said: Exclude<OllamaReply, { status: number } | { raw: string }>): unknown[] {
  const counts = { total_duration: 1, eval_count: 12, eval_duration: 1, load_duration: 1, prompt_eval_duration: 1 };
  const last = (reason: string, promptTokens = 900): unknown => ({
    ...base,
    message: { role: "assistant", content: "" },
    done: true,
    done_reason: reason,
    prompt_eval_count: promptTokens,
    ...counts,
  });
  if ("tool" in said) {
    const call = { function: { name: said.tool, arguments: said.input } };
    return [{ ...base, message: { role: "assistant", content: "", tool_calls: [call] }, done: false }, last("stop")];
  }
  const pieces = (said.text.match(/[\s\S]{1,20}/g) ?? []).map((content) => ({
    ...base,
    message: { role: "assistant", content },
    done: false,
  }));
  return said.ending ? pieces : [...pieces, last(said.done ?? "stop", said.promptTokens)];
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request) text += String(part);
  return text;
}
