import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

import { inject, onTestFinished } from "vitest";

/** How to start the server as a client does; the whole environment is passed on, as a terminal would. */
export function mcpServerCommand(home = inject("attacheHome")): {
  command: string;
  args: string[];
  env: Record<string, string>;
} {
  const env = Object.fromEntries(
    Object.entries({ ...process.env, ATTACHE_HOME: home }).flatMap(([key, value]) => (value ? [[key, value]] : [])),
  );
  return { command: process.execPath, args: [inject("attacheCommand"), "mcp"], env };
}

interface Message {
  jsonrpc: unknown;
  id?: number;
  result?: unknown;
  error?: unknown;
}

/** A server process spoken to by hand, to see what really stands on its stdout. */
export interface RawServer {
  send(message: object | string): void;
  /** Every line of stdout so far. */
  lines: string[];
  reply(id: number): Promise<Message>;
  closeInput(): void;
  kill(signal: NodeJS.Signals): void;
  exit: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

export function startRawServer(home?: string): RawServer {
  const { command, args, env } = mcpServerCommand(home);
  const child = spawn(command, args, { env, stdio: ["pipe", "pipe", "ignore"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  child.stdin.on("error", () => undefined); // the server may end before it has read everything
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on("line", (line) => lines.push(line));
  const exit = once(child, "exit").then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
  }));
  return {
    lines,
    exit,
    send: (message) => child.stdin.write(`${typeof message === "string" ? message : JSON.stringify(message)}\n`),
    async reply(id) {
      for (;;) {
        const found = lines.map((line) => JSON.parse(line) as Message).find((message) => message.id === id);
        if (found) return found;
        await once(reader, "line");
      }
    },
    closeInput: () => child.stdin.end(),
    kill: (signal) => child.kill(signal),
  };
}

/** The request every 2025-era client opens with. */
export const initialize = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "by hand", version: "1" } },
};
