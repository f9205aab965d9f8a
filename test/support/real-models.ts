import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Where `npm run real-models` puts them. */
export const realModels = process.env.ATTACHE_REAL_MODELS ?? join(root, ".cache", "real-models");
export const weights = join(realModels, "smollm2-135m.gguf");
export const packages = join(realModels, "packages");

/** Why tests with real models are skipped, for their titles; empty where the models are there. */
export const absent = existsSync(weights) ? "" : " (skipped: no real models here; run `npm run real-models`)";

/** Starts llama.cpp's server with SmolLM2 on a free port of loopback; `stop` ends it. */
export async function startLlamaServer(
  options: { context?: number; key?: string } = {},
): Promise<{ address: string; model: string; stop: () => void }> {
  const port = await freePort();
  const words = [
    join(root, "test", "real", "llama-server.py"),
    weights,
    String(port),
    "--alias",
    "real",
    "--ctx",
    String(options.context ?? 1024),
    ...(options.key ? ["--key", options.key] : []),
  ];
  const child = spawn(join(realModels, "venv", "bin", "python"), words, { stdio: ["ignore", "pipe", "ignore"] });
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("The llama.cpp server was not ready in 60 seconds.")), 60_000);
    child.once("exit", (code) => reject(new Error(`The llama.cpp server ended with ${code}.`)));
    child.stdout.on("data", (text: Buffer) => {
      if (!String(text).includes("READY")) return;
      clearTimeout(late);
      resolve();
    });
  });
  const address = `http://127.0.0.1:${port}/v1`;
  return { address, model: `${address}#real`, stop: () => child.kill("SIGKILL") };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject).listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
