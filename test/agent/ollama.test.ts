import { afterEach, beforeEach, describe, expect, inject, it, vi } from "vitest";

import { openDesk } from "../../src/desk.ts";
import type { Answer } from "../../src/domain/answer.ts";
import { falseFigure, question, serversOwnWord, trueFigure } from "../support/misbehaviour.ts";
import { evidenceIds, writes } from "../support/scripted-model.ts";
import { asSeen, scriptedOllama, type OllamaCall, type OllamaReply } from "../support/scripted-ollama.ts";

const sentence = "Microsoft has committed USD 15.2 billion to the UAE for 2023 to 2029.";
const isWriting = (call: OllamaCall): boolean => writes(asSeen(call));
const written = (call: OllamaCall, text = sentence): string =>
  JSON.stringify({ elements: [{ text, evidence: evidenceIds(asSeen(call), "15.2", "2029").slice(0, 1) }] });
const good = (call: OllamaCall): OllamaReply => ({ text: isWriting(call) ? written(call) : "DONE" });
const inWriting =
  (reply: (call: OllamaCall) => OllamaReply) =>
  (call: OllamaCall): OllamaReply =>
    isWriting(call) ? reply(call) : { text: "DONE" };

async function ask(host: string, model = "ollama:scripted", environment: Record<string, string> = {}): Promise<Answer> {
  const desk = await openDesk({
    home: inject("attacheHome"),
    environment: { OLLAMA_HOST: host, ATTACHE_MODEL_TIMEOUT: "0.7", ...environment },
  });
  return (await desk.agent(model, { log: false })).ask(question);
}

const printed: string[] = [];
beforeEach(() => {
  printed.length = 0;
  for (const method of ["log", "info", "warn", "error"] as const)
    vi.spyOn(console, method).mockImplementation((...parts: unknown[]) => void printed.push(parts.join(" ")));
});
afterEach(() => {
  vi.restoreAllMocks();
  expect(printed).toEqual([]);
});

describe("a model of an Ollama server", () => {
  it("answers, and every request sets the context length, forbids cutting and holds no pattern", async () => {
    const server = await scriptedOllama(good);
    const answer = await ask(server.host);
    expect(answer).toMatchObject({ status: "answered", model: "ollama:scripted" });
    expect(answer.text).toContain(trueFigure);
    for (const call of server.calls) {
      expect(call).toMatchObject({ truncate: false, options: { num_ctx: 8192 }, stream: true });
      expect(JSON.stringify([call.tools, call.format])).not.toMatch(/"(?:pattern|format|\$schema)":/);
    }
    expect(server.calls.some((call) => (call.tools?.length ?? 0) > 0)).toBe(true);
    expect(server.calls.filter(isWriting).every((call) => (call.tools ?? []).length === 0)).toBe(true);
    expect(JSON.stringify(server.calls.find(isWriting)?.format)).toContain('"enum":["e');
  });

  it("calls a tool by the server's own means", async () => {
    const server = await scriptedOllama((call, index) =>
      index === 0 ? { tool: "country_profile", input: { country: "Emirates" } } : good(call),
    );
    await ask(server.host);
    const result = server.calls[1]?.messages.find((message) => message.role === "tool");
    expect(JSON.stringify(result)).toContain("United Arab Emirates");
  });

  it("is asked for calls as objects where its template has no tools", async () => {
    const server = await scriptedOllama(
      (call) => (isWriting(call) ? good(call) : { text: JSON.stringify({ tool: "done" }) }),
      { shown: { capabilities: ["completion"], model_info: { "qwen2.context_length": 8192 } } },
    );
    const answer = await ask(server.host);
    expect(answer.model).toBe("ollama:scripted");
    expect(server.calls.every((call) => (call.tools ?? []).length === 0)).toBe(true);
    expect(JSON.stringify(server.calls[0]?.format)).toContain('"const":"search_corpus"');
  });

  it.each([
    [
      "its Modelfile",
      {
        capabilities: ["tools"],
        model_info: { "a.context_length": 32768 },
        parameters: "stop x\nnum_ctx                        4096",
      },
      4096,
    ],
    [
      "the model, as far as memory goes",
      { capabilities: ["tools"], model_info: { "a.context_length": 131072 } },
      16384,
    ],
    ["no one", { capabilities: ["tools"], model_info: {} }, 8192],
    ["nonsense", { capabilities: null, model_info: { "a.context_length": -5 }, parameters: "num_ctx 0" }, 8192],
  ])("has the context length that %s tells", async (_who, shown, length) => {
    const server = await scriptedOllama(good, { shown });
    await ask(server.host);
    expect(server.calls[0]?.options?.num_ctx).toBe(length);
  });

  it.each<[string, (call: OllamaCall) => OllamaReply, RegExp]>([
    [
      "refuses a long prompt",
      inWriting(() => ({ status: 400, error: `the input length exceeds the context length ${serversOwnWord}` })),
      /does not fit/,
    ],
    [
      "cuts the prompt in silence",
      inWriting((call) => ({ text: written(call), promptTokens: 8192 })),
      /cut the prompt/,
    ],
    [
      "breaks off in a sentence",
      inWriting((call) => ({ text: written(call).slice(0, 60), ending: "cut" })),
      /broke off/,
    ],
    [
      "hangs in a sentence",
      inWriting((call) => ({ text: written(call).slice(0, 60), ending: "hang" })),
      /gave no byte/,
    ],
    [
      "sends half a line",
      inWriting(() => ({ raw: '{"model":"scripted","message":{"role":"assi' })),
      /not in the form|broke off/,
    ],
    [
      "sends a line that is no JSON",
      inWriting(() => ({ raw: `<html>${serversOwnWord}\n` })),
      /not in the form|broke off/,
    ],
    [
      "sends an error in the stream",
      inWriting(() => ({ raw: `{"error":"model runner has unexpectedly stopped ${serversOwnWord}"}\n` })),
      /broke off|not in the form/,
    ],
    [
      "sends an error after a piece",
      inWriting((call) => ({
        raw: `${JSON.stringify({ model: "scripted", created_at: "2026-01-01T00:00:00Z", message: { role: "assistant", content: written(call).slice(0, 60) }, done: false })}\n{"error":"${serversOwnWord}"}\n`,
      })),
      /broke off|not in the form/,
    ],
    [
      "crashes its runner",
      () => ({ status: 500, error: `model runner has unexpectedly stopped ${serversOwnWord}` }),
      /HTTP 500/,
    ],
    [
      "changes the number",
      inWriting((call) => ({ text: written(call, sentence.replace(trueFigure, falseFigure)) })),
      /None of the sentences/,
    ],
    ["writes nothing", inWriting(() => ({ text: "" })), /not in the form/],
  ])("that %s is stood in for, with a word", async (_what, reply, says) => {
    const server = await scriptedOllama(reply);
    const answer = await ask(server.host);
    expect(answer.model).toBe("builtin");
    expect(answer.gaps.join(" ")).toMatch(says);
    const shown = JSON.stringify(answer);
    expect(shown).not.toContain(serversOwnWord);
    expect(shown).not.toContain(falseFigure);
  });

  it("names what there is when the model is unknown, one line each", async () => {
    const server = await scriptedOllama(good, { models: ["qwen3:4b", "evil\u001B[2J\nname"] });
    await expect(ask(server.host, "ollama:nothing")).rejects.toMatchObject({
      kind: "model",
      message: `The model server at ${server.host} has no model "nothing".`,
      next: 'It has "qwen3:4b", "evil [2J name".',
    });
  });

  it("is down, or no Ollama: a sentence with the host", async () => {
    await expect(ask("127.0.0.1:1")).rejects.toMatchObject({
      kind: "model",
      message: expect.stringContaining("127.0.0.1:1"),
      next: "Start it with `ollama serve`, or set OLLAMA_HOST; or use --model builtin.",
    });
    const other = await scriptedOllama(good, { version: "nginx", shown: "x" });
    await expect(ask(`${other.host}/elsewhere`)).resolves.toBeDefined();
  });

  it.each([":::", "http://", "not an address"])("OLLAMA_HOST %j is refused with an example", async (host) => {
    await expect(ask(host)).rejects.toMatchObject({ kind: "usage", next: expect.stringContaining("11434") });
  });

  it("sends the key, where there is one", async () => {
    const server = await scriptedOllama(good);
    await ask(server.host, "ollama:scripted", { ATTACHE_MODEL_KEY: "sk-secret" });
    expect(new Set(server.authorizations)).toEqual(new Set(["Bearer sk-secret"]));
  });
});
