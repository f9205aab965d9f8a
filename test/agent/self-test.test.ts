import { readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import type { SelfTest } from "../../src/agent/self-test/self-test.ts";
import type { SelfTestResult } from "../../src/agent/self-test-results.ts";
import { runCommand } from "../support/command.ts";
import { question } from "../support/misbehaviour.ts";
import { ownHome } from "../support/own-home.ts";
import { aboutIt, brokenServer, forgetfulServer, goodServer, weakServer } from "../support/probed-servers.ts";
import { scriptedModel, writes, type Reply, type SeenCall } from "../support/scripted-model.ts";

interface Doctor {
  model: { name: string } & SelfTest;
}

async function doctor(reply: (call: SeenCall) => Reply) {
  const server = await scriptedModel(reply, aboutIt);
  const home = ownHome();
  const environment = { ATTACHE_HOME: home, ATTACHE_MODEL_TIMEOUT: "5" };
  const run = await runCommand(["doctor", "--model", server.model, "--json"], { environment });
  const report = JSON.parse(run.out) as Doctor;
  const rows = Object.fromEntries(report.model.probes.map((row) => [row.name, row.outcome]));
  const kept = (JSON.parse(readFileSync(join(home, "models.json"), "utf8")) as Record<string, SelfTestResult>)[
    server.model
  ];
  expect(run.out + run.err).not.toContain("KABOOM");
  return { server, environment, run, report, rows, kept };
}

describe("the self-test of a model", () => {
  it("recommends a server that passes, and keeps what it found", async () => {
    const { run, report, rows, kept } = await doctor(goodServer);
    expect(rows).toEqual({
      answer: "passed",
      streaming: "passed",
      "tool call": "passed",
      "forced tool": "passed",
      schema: "passed",
      needle: "passed",
      overflow: "passed",
      stop: "passed",
      abort: "passed",
    });
    expect(report.model.recommendation.verdict).toBe("recommended");
    expect(report.model.served.runtime).toBe('llama.cpp server "b1 [31m"');
    expect(kept).toMatchObject({ contextTokens: 4096, toolCalls: "native", schema: true });
    expect(run.code).toBe(0);
  });

  it("calls a weak server usable, says why, and the loop goes by it from then on", async () => {
    const { server, environment, run, report, rows, kept } = await doctor(weakServer);
    expect(rows).toMatchObject({ answer: "passed", schema: "failed", overflow: "failed", stop: "failed" });
    expect(rows["tool call"]).toBe("failed");
    expect(report.model.recommendation).toMatchObject({ verdict: "usable", why: expect.stringContaining("schema") });
    expect(kept).toMatchObject({ contextTokens: 2048, toolCalls: "none", schema: false });
    expect(run.code).toBe(0);

    const before = server.calls.length;
    const asked = await runCommand(["ask", question, "--model", server.model, "--json", "--no-log"], { environment });
    const since = server.calls.slice(before);
    expect(asked.code).toBe(0);
    expect((JSON.parse(asked.out) as { model: string }).model).toBe(server.model);
    expect(since).toHaveLength(1);
    expect(since[0] && writes(since[0])).toBe(true);
    expect(since[0]?.body.response_format).toBeUndefined();
    expect(JSON.stringify(since[0]?.body.messages).length / 3).toBeLessThan(2048);
  });

  it("does not recommend a server that fails, and says so with its exit code", async () => {
    const { run, report, rows } = await doctor(brokenServer);
    expect(Object.values(rows)).not.toContain("passed");
    expect(report.model.recommendation.verdict).toBe("not recommended");
    expect(run.code).toBe(1);
  });

  it("does not recommend a model that finds nothing in a long prompt", async () => {
    const { run, report } = await doctor(forgetfulServer);
    expect(report.model.recommendation).toMatchObject({
      verdict: "not recommended",
      why: expect.stringContaining("long prompt"),
    });
    expect(run.code).toBe(1);
  });

  it("has a sentence and no table for a server that is not there", async () => {
    const run = await runCommand(["doctor", "--model", "http://127.0.0.1:1/v1#x", "--json"]);
    expect(JSON.parse(run.out)).toMatchObject({ error: { kind: "model" } });
    expect(run.code).toBe(1);
  });

  it("shows the table to a reader, without terminal codes of the server", async () => {
    const server = await scriptedModel(goodServer, aboutIt);
    const run = await runCommand(["doctor", "--model", server.model], { environment: { ATTACHE_HOME: ownHome() } });
    expect(run.out).toContain("Self-test of");
    expect(run.out).toContain("Recommended.");
    expect(run.out).not.toContain("\u001B[31m");
  });
});

describe("the built-in model", () => {
  it("needs no self-test: nothing is tried, nothing fails", async () => {
    const environment = { ATTACHE_HOME: ownHome() };
    const run = await runCommand(["doctor", "--model", "builtin"], { environment });
    expect(run.code).toBe(0);
    expect(run.out).toContain("Recommended. The built-in model needs no self-test.");
    expect(run.out).not.toContain("FAILED");
    const { model } = JSON.parse(
      (await runCommand(["doctor", "--model", "builtin", "--json"], { environment })).out,
    ) as Doctor;
    expect(model).toMatchObject({ probes: [], recommendation: { verdict: "recommended" } });
  });
});
