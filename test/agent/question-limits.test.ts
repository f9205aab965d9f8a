import { join } from "node:path";

import { describe, expect, inject, it } from "vitest";

import { createAgent } from "../../src/agent/agent.ts";
import { openDesk } from "../../src/desk.ts";
import { codeRoot, packageRoot } from "../../src/home.ts";
import { good, question } from "../support/misbehaviour.ts";
import { scriptedModel, writes, type Reply, type SeenCall } from "../support/scripted-model.ts";

/** An agent that has so many seconds for a question. */
async function agentWithin(seconds: number, model: string) {
  const desk = await openDesk({ home: inject("attacheHome"), environment: {} });
  return createAgent(model, {
    providers: join(codeRoot(), "src", "agent", "models"),
    weightsFile: join(packageRoot(), "corpus", "models", "builtin.json"),
    knowledge: () => desk.knowledge(),
    environment: {},
    home: desk.home,
    egress: desk.egress,
    limits: { ...desk.limits(), seconds },
    parallelism: 2,
    desk,
    tools: desk.tools,
    now: desk.now,
    random: Math.random,
    log: false,
    versions: desk.versions,
  });
}

const hangs: Reply = { text: "", ending: "hang" };

describe("a question's time", () => {
  it.each<[string, (call: SeenCall) => Reply]>([
    ["gathering", (call) => (writes(call) ? good(call) : hangs)],
    ["writing", (call) => (writes(call) ? hangs : { text: "DONE" })],
    ["gathering by objects", (call) => (call.body.tools ? { status: 500, body: "" } : hangs)],
  ])("ends while the model is %s: the built-in model answers and says so", async (_when, reply) => {
    const server = await scriptedModel(reply);
    const agent = await agentWithin(2.5, server.model);
    const started = performance.now();
    const answer = await agent.ask(question);
    expect(performance.now() - started).toBeLessThan(9000);
    expect(answer).toMatchObject({ status: "answered", model: "builtin" });
    expect(answer.gaps.join(" ")).toContain("more than 2.5 seconds");
  });

  it.each<[string, (call: SeenCall) => Reply]>([
    ["gathering", () => hangs],
    ["writing", (call) => (writes(call) ? hangs : { text: "DONE" })],
  ])("can be ended by its reader while the model is %s: cancelled, and the next one works", async (_when, reply) => {
    let mended = false;
    const server = await scriptedModel((call) => (mended ? good(call) : reply(call)));
    const agent = await agentWithin(60, server.model);
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 1500);
    await expect(agent.ask(question, { signal: stop.signal })).rejects.toMatchObject({ kind: "cancelled" });
    await expect
      .poll(() => server.calls.every((call) => call.leftAfter !== undefined || call !== server.calls.at(-1)))
      .toBe(true);
    mended = true;
    expect(await agent.ask(question)).toMatchObject({ status: "answered", model: server.model });
  });

  it("is its own: a question cancelled while the server is asked about itself takes no other with it", async () => {
    const server = await scriptedModel(good, {}, 1500);
    const agent = await agentWithin(60, server.model);
    const stop = new AbortController();
    const first = agent.ask(question, { signal: stop.signal });
    const second = agent.ask(question);
    setTimeout(() => stop.abort(), 700);
    await expect(first).rejects.toMatchObject({ kind: "cancelled" });
    expect(await second).toMatchObject({ status: "answered", model: server.model });
  });

  it.each(["0", "-1", "soon", "Infinity", "99999999"])("is refused where it makes no sense: %s", async (timeout) => {
    const desk = await openDesk({ home: inject("attacheHome"), environment: { ATTACHE_MODEL_TIMEOUT: timeout } });
    await expect(desk.agent("builtin", { log: false })).rejects.toMatchObject({ kind: "usage" });
  });
});
