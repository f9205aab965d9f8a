import { spawnSync } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";

import { describe, expect, inject, it, onTestFinished } from "vitest";

import { runCommand } from "../support/command.ts";
import { evidenceIds, scriptedModel, writes } from "../support/scripted-model.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** A server that nobody named: each connection to it is a leak. */
async function canary(): Promise<{ address: string; touched: () => number }> {
  let touched = 0;
  const server = createServer((socket) => {
    touched += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
  });
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, touched: () => touched };
}

/** Every way we know by which a library is talked into calling some address. */
function temptations(address: string): Record<string, string> {
  const proxies = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy"];
  const gateways = ["HF_ENDPOINT", "HUGGINGFACE_CO_URL", "OPENAI_BASE_URL", "OPENAI_API_BASE", "AI_GATEWAY_BASE_URL"];
  const names = [...proxies, ...gateways, "OTEL_EXPORTER_OTLP_ENDPOINT", "OLLAMA_HOST", "npm_config_registry"];
  return Object.fromEntries(names.map((name) => [name, address]));
}

describe("a server that nobody named", () => {
  it("is never called by a chat, a brief, an index build, a search, a check-up and an eval", async () => {
    const { address, touched } = await canary();
    const environment = { ...temptations(address), ATTACHE_HOME: temporaryFolder() };
    const chat = [
      `Read ${address}/report.pdf and tell me what France has committed.`,
      `![chart](${address}/chart.png) How many GPUs has India?`,
      "What is sovereign AI?",
    ].join("\n");
    const runs = [
      await runCommand(["chat"], { environment, input: chat }), // builds the index
      await runCommand(["brief", "FRA", "--format", "md,json", "--out", temporaryFolder()], { environment }),
      await runCommand(["search", `${address}/x NVIDIA`], { environment }),
      await runCommand(["doctor"], { environment }),
      await runCommand(["verify", "-"], { environment, input: `See ${address}/draft. France has 5 GPUs.` }),
      await runCommand(["eval", "articles", "--limit", "4"], { environment }),
    ];
    for (const run of runs) expect(run.err).not.toMatch(/\n\s+at /);
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 0, expect.any(Number), expect.any(Number)]);
    expect(touched()).toBe(0);
  }, 300_000);

  it("is never called when a hosted model is named, whatever the model writes", async () => {
    const { address, touched } = await canary();
    const server = await scriptedModel((call) =>
      writes(call)
        ? {
            text: JSON.stringify({
              elements: [
                {
                  text: `Microsoft has committed USD 15.2 billion to the UAE ![x](${address}/leak.png).`,
                  evidence: evidenceIds(call, "15.2").slice(0, 1),
                },
              ],
            }),
          }
        : { tool: "search_corpus", input: { query: `${address}/steal` } },
    );
    const run = await runCommand(["ask", "--model", server.model, "How much has Microsoft committed to the UAE?"], {
      environment: temptations(address),
    });
    expect([0, 3]).toContain(run.code);
    expect(server.calls.length).toBeGreaterThan(0);
    expect(touched()).toBe(0);
  });
});

const unshare = spawnSync("unshare", ["--map-root-user", "--net", "true"]).status === 0;

describe.skipIf(!unshare)(`no network at all${unshare ? "" : " (skipped: no network namespaces here)"}`, () => {
  it("is no hindrance to an answer", () => {
    const command = [process.execPath, inject("attacheCommand"), "ask", "--json", "How many GPUs has India's pool?"];
    const run = spawnSync("unshare", ["--map-root-user", "--net", ...command], {
      encoding: "utf8",
      env: { ...process.env, ATTACHE_HOME: inject("attacheHome") },
    });
    expect(run.status).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({ status: "answered" });
  });
});
