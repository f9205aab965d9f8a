import { Output, streamText, tool, type LanguageModelUsage } from "ai";
import { expect, it } from "vitest";
import { z } from "zod";

import type { CreatedModel } from "../../src/kit/model.ts";
import { faultsForLocalModels } from "./local-schema-faults.ts";

/** What a served model saw of a call, however its server writes it down. */
export interface SeenRequest {
  schema: unknown;
  tools: { name: string; parameters: unknown }[];
}

export interface ConformingModel {
  created: CreatedModel;
  /** Requests so far, where there is a server to see them. */
  requests?: () => SeenRequest[];
  /** Has the server seen a call being left? */
  left?: () => boolean;
}

const lookUp = tool({
  description: "Gives the profile of a country.",
  inputSchema: z.object({
    country: z.string().regex(/^\p{L}+$/u),
    since: z.iso.date().optional(),
    topics: z.array(z.string()),
  }),
});

/** What every model must do that a user can name, checked in the same way for each. */
export function conforms(open: () => Promise<ConformingModel>, malformed: () => Promise<[string, unknown][]>): void {
  it("says what is served", async () => {
    const { created } = await open();
    const served = await created.inspect();
    expect(served.contextTokens).toBeGreaterThan(0);
    expect(["native", "schema", "none"]).toContain(served.toolCalls);
    expect(served.runtime).not.toBe("");
    expect(await created.inspect()).toEqual(served);
  });

  it("streams text, and tells the tokens where it can", async () => {
    const { created } = await open();
    await created.inspect();
    const { text, usage, deltas } = await streamed(created, {});
    if (created.builtin) return; // it writes from evidence alone
    expect(text).not.toBe("");
    expect(deltas).toBeGreaterThan(1);
    for (const count of [usage.inputTokens, usage.outputTokens])
      if (count !== undefined) expect(Number.isInteger(count) && count > 0).toBe(true);
  });

  it("ends within a second of an abort, and its server sees it", async () => {
    const { created, left } = await open();
    if (created.builtin) return;
    await created.inspect();
    const stop = new AbortController();
    let aborted = 0;
    await streamed(created, {
      prompt: "A long story, without end.",
      abortSignal: stop.signal,
      onDelta: () => {
        aborted ||= performance.now();
        stop.abort();
      },
    }).catch(() => {});
    expect(aborted).toBeGreaterThan(0);
    expect(performance.now() - aborted).toBeLessThan(1000);
    if (left) await expect.poll(left).toBe(true);
  });

  it("is sent schemas and tools with a bound on everything and no pattern", async () => {
    const { created, requests } = await open();
    if (!requests) return;
    await created.inspect();
    const schema = z.object({ text: z.string(), when: z.iso.datetime(), ids: z.array(z.enum(["e1", "e2"])) });
    await streamed(created, { output: Output.object({ schema }) }).catch(() => {});
    await streamed(created, { tools: { look_up: lookUp } }).catch(() => {});
    const seen = requests();
    expect(seen.filter((request) => request.schema !== undefined)).toHaveLength(1);
    expect(JSON.stringify(seen[0]?.schema)).toContain('"enum":["e1","e2"]');
    expect(seen.flatMap((request) => request.tools.map(({ name }) => name))).toEqual(["look_up"]);
    for (const request of seen) {
      expect(faultsForLocalModels(request.schema)).toEqual([]);
      for (const { parameters } of request.tools) expect(faultsForLocalModels(parameters)).toEqual([]);
    }
  });

  it("is refused as a mistake in the call where it is written wrongly", async () => {
    for (const [specification, thrown] of await malformed())
      expect(thrown, specification).toMatchObject({ kind: "usage", next: expect.stringMatching(/\w/) });
  });

  it("can be closed twice, and before it was used", async () => {
    const { created } = await open();
    await created.close();
    await created.close();
  });
}

type Asked = Partial<Parameters<typeof streamText>[0]> & { onDelta?: () => void };

async function streamed(
  created: CreatedModel,
  { onDelta, ...asked }: Asked,
): Promise<{ text: string; deltas: number; usage: LanguageModelUsage }> {
  let failure: unknown;
  let text = "";
  let deltas = 0;
  const options = { prompt: "Say something short.", maxOutputTokens: 60, temperature: 0, maxRetries: 0, ...asked };
  const result = streamText({
    ...options,
    model: created.model,
    onError: ({ error }) => void (failure = error),
  } as Parameters<typeof streamText>[0]);
  for await (const part of result.fullStream) {
    if (part.type === "error") throw part.error;
    if (part.type === "abort") throw new Error("aborted");
    if (part.type !== "text-delta") continue;
    text += part.text;
    deltas += 1;
    onDelta?.();
  }
  if (failure !== undefined) throw failure;
  return { text, deltas, usage: await result.usage };
}
