import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { describe, expect, it, onTestFinished } from "vitest";

import { runCommand } from "../support/command.ts";

/** A collector on loopback; gives the spans that reached it. */
async function collector(): Promise<{ address: string; texts: string[]; paths: string[] }> {
  const texts: string[] = [];
  const paths: string[] = [];
  const server = createServer((request, response) => {
    paths.push(request.url ?? "");
    let text = "";
    request.on("data", (part: Buffer) => (text += part.toString("utf8")));
    request.on("end", () => {
      texts.push(text);
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, texts, paths };
}

const ask = ["ask", "--no-log", "How much has Microsoft committed to the UAE?"];

describe("spans", () => {
  it("go to the collector that was named, without a word of question or answer", async () => {
    const { address, texts, paths } = await collector();
    const run = await runCommand(ask, { environment: { ATTACHE_OTEL: address } });
    expect(run.code).toBe(0);
    expect(new Set(paths)).toEqual(new Set(["/v1/traces"]));
    const sent = texts.join("\n");
    for (const name of ["attache.ask", "ai.streamText", "ai.toolCall"]) expect(sent).toContain(name);
    expect(sent).not.toMatch(/microsoft|15\.2/i);
  });

  it("carry the words when that is asked for", async () => {
    const { address, texts } = await collector();
    await runCommand(ask, { environment: { ATTACHE_OTEL: address, ATTACHE_OTEL_CONTENT: "1" } });
    expect(texts.join("\n")).toContain("Microsoft");
  });

  it("are lost where no collector answers, and the answer is not", async () => {
    const run = await runCommand(ask, { environment: { ATTACHE_OTEL: "http://127.0.0.1:9" } });
    expect(run.code).toBe(0);
    expect(run.out).toContain("15.2");
    expect(run.err).not.toMatch(/\n\s+at /);
  });

  it("need an address", async () => {
    const run = await runCommand(ask, { environment: { ATTACHE_OTEL: "collector" } });
    expect(run.code).toBe(2);
    expect(run.err).toContain("ATTACHE_OTEL");
  });
});
