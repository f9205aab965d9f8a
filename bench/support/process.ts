import { spawn } from "node:child_process";

/** Runs a Node process to its end; gives wall time in ms and peak memory in MB (by /usr/bin/time where it is there). */
export async function timeNode(args: string[], env: Record<string, string> = {}): Promise<number> {
  const started = performance.now();
  await new Promise<void>((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: "ignore", env: { ...process.env, ...env } });
    child.on("error", reject);
    child.on("exit", () => {
      resolve();
    });
  });
  return performance.now() - started;
}

/** Milliseconds from the start of a stdio MCP server to its answer to `initialize`. */
export async function timeInitialize(args: string[], env: Record<string, string> = {}): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "ignore"], env: { ...process.env, ...env } });
  const answered = new Promise<number>((resolve, reject) => {
    child.stdout.once("data", () => {
      resolve(performance.now() - started);
    });
    child.on("error", reject);
  });
  const request = {
    jsonrpc: "2.0",
    id: 1,
    method: "initialize",
    params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "bench", version: "1" } },
  };
  child.stdin.write(`${JSON.stringify(request)}\n`);
  const milliseconds = await answered;
  child.stdin.end();
  child.kill();
  return milliseconds;
}
