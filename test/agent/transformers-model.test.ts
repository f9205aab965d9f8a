import { rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { streamText } from "ai";
import { describe, expect, it, onTestFinished } from "vitest";

import { openTestDesk } from "../support/open-test-desk.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { tinyLanguageModel } from "../support/tiny-language-model.ts";

const words = ["Japan", "has", "ninety", "thousand", "cranes", "."];

async function open(folder: string) {
  const desk = await openTestDesk();
  const created = await desk.model(folder);
  onTestFinished(() => created.close());
  return created;
}

describe("a text-generation folder of transformers.js", () => {
  it("writes in this process, piece by piece, with its tokens counted", async () => {
    const created = await open(tinyLanguageModel(words));
    expect(await created.inspect()).toMatchObject({ schema: false, toolCalls: "none", contextTokens: 4000 });
    const result = streamText({ model: created.model, prompt: "Japan has", maxOutputTokens: 6, temperature: 0 });
    const pieces: string[] = [];
    for await (const piece of result.textStream) pieces.push(piece);
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.join("")).toContain("cranes");
    expect(await result.usage).toMatchObject({ inputTokens: 2, outputTokens: 6 });
  });

  it("stops at a stop word and when it is aborted", async () => {
    const created = await open(tinyLanguageModel(words));
    const stopped = streamText({ model: created.model, prompt: "Japan", stopSequences: ["thousand"] });
    expect(await stopped.text).not.toContain("cranes");
    const stop = new AbortController();
    const aborted = streamText({
      model: created.model,
      prompt: "Japan",
      abortSignal: stop.signal,
      maxOutputTokens: 600,
    });
    let pieces = 0;
    for await (const _piece of aborted.textStream) if (++pieces === 3) stop.abort();
    expect(pieces).toBeLessThan(100);
  });

  it("refuses a prompt that its context does not hold", async () => {
    const created = await open(tinyLanguageModel(words, 50));
    await expect(
      created.model.doGenerate({ prompt: [{ role: "user", content: [{ type: "text", text: "Japan ".repeat(60) }] }] }),
    ).rejects.toMatchObject({ kind: "model", message: expect.stringContaining("does not fit") as string });
  });

  it("never gets what it makes up past the gate", async () => {
    const desk = await openTestDesk();
    const agent = await desk.agent(tinyLanguageModel(words), { log: false });
    onTestFinished(() => agent.close());
    const answer = await agent.ask("How many cranes does Japan have?", { fallback: false });
    expect(JSON.stringify(answer)).not.toMatch(/ninety|cranes/);
    expect(answer.status).toBe("abstained");
  });
});

describe("a folder that is no such model", () => {
  it.for(["config.json", "tokenizer.json", "tokenizer_config.json", "onnx"])("lacks %s: a sentence", async (part) => {
    const folder = tinyLanguageModel(words);
    rmSync(join(folder, part), { recursive: true });
    const desk = await openTestDesk();
    await expect(desk.model(folder)).rejects.toMatchObject({
      kind: "usage",
      message: expect.stringContaining(part) as string,
    });
  });

  it.for([
    ["is cut", (folder: string) => truncateSync(join(folder, "onnx", "model.onnx"), 40)],
    ["is of another format", (folder: string) => writeFileSync(join(folder, "onnx", "model.onnx"), "not a model")],
    ["has a tokenizer that is none", (folder: string) => writeFileSync(join(folder, "tokenizer.json"), "{}")],
  ] as const)("%s: a sentence", async ([, damage]) => {
    const folder = tinyLanguageModel(words);
    damage(folder);
    const created = await open(folder);
    await expect(created.inspect()).rejects.toMatchObject({ kind: "model" });
  });

  it("is not there, or is a file", async () => {
    const desk = await openTestDesk();
    const file = join(temporaryFolder(), "weights");
    writeFileSync(file, "x");
    for (const path of [`${file}-none`, file]) await expect(desk.model(path)).rejects.toMatchObject({ kind: "usage" });
  });
});
