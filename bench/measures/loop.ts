import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { LanguageModelV3, LanguageModelV3StreamPart } from "@ai-sdk/provider";
import { Output, ToolLoopAgent, stepCountIs, streamText, tool } from "ai";
import { z } from "zod";

import { fittingEvidence } from "../../src/agent/evidence-room.ts";
import { Gate } from "../../src/agent/gate.ts";
import { gather } from "../../src/agent/gather.ts";
import { hostedModel } from "../../src/agent/hosted/hosted-model.ts";
import { Ledger } from "../../src/agent/ledger.ts";
import { gatherPrompt, instructions, writePrompt } from "../../src/agent/prompts.ts";
import { writePromptText, writeSentences } from "../../src/agent/write.ts";
import { openDesk } from "../../src/desk.ts";
import type { CreatedModel, ModelTraits } from "../../src/kit/model.ts";
import { quantile, type Benchmark } from "../support/benchmark.ts";

const question = "How much has Microsoft committed to the UAE?";
const calls = 3;
const steps = calls + 2; // the step that says DONE, and the writing
const traits: ModelTraits = { contextTokens: 32_000, toolCalls: "native", schema: true };

/**
 * What our loop adds to the model library's own: three tool calls, the word DONE and an answer of three sentences, by a
 * model that takes no time and tools that do nothing; ours also fits the evidence into the prompt and checks each sentence.
 */
const benchmark: Benchmark = {
  async run() {
    const home = mkdtempSync(join(tmpdir(), "attache-bench-"));
    try {
      const desk = await openDesk({ home });
      const search = desk.tools.find((candidate) => candidate.name === "search_corpus");
      if (!search) throw new Error("There is no search_corpus.");
      const output = search.output.parse(
        await search.run(search.input.parse({ query: question, limit: 25 }), { desk }),
      );
      const ledger = new Ledger("bench");
      ledger.add(search.evidence(output));
      const quotes = ledger.entries().slice(0, 3);
      const written = JSON.stringify({
        elements: quotes.map(({ evidence }) => ({ text: evidence.quote, evidence: [evidence.id] })),
      });
      const model = instantModel(written);
      const limits = { ...desk.limits(), steps: calls + 1 };
      const created: CreatedModel = {
        model: hostedModel(model),
        builtin: false,
        host: null,
        inspect: async () => ({ ...traits, runtime: "instant", notes: [] }),
        countTokens: async () => undefined,
        close: async () => {},
      };
      const ours = async (): Promise<void> => {
        const shared = { created, traits, limits, signal: undefined, spent: () => {} };
        await gather(question, {
          ...shared,
          tools: desk.tools,
          use: async () => ({ result: "found", evidence: [] }),
          found: () => 25,
          left: () => 1e9,
        });
        const gate = new Gate(question, ledger, desk, () => {});
        const evidence = await fittingEvidence(ledger, [], writePromptText(question, traits), {
          ...shared,
          signal: undefined,
        });
        await gate.take(writeSentences(question, evidence, shared), evidence.ids);
        if (gate.shown.length === 0) throw new Error("The bench's sentences were not shown.");
      };
      const bare = async (): Promise<void> => {
        const agent = new ToolLoopAgent({
          model,
          instructions,
          stopWhen: stepCountIs(calls + 1),
          tools: Object.fromEntries(
            desk.tools.map(({ name, description, input }) => [
              name,
              tool({ description, inputSchema: input, execute: async () => ({ result: "found" }) }),
            ]),
          ),
        });
        await (await agent.stream({ prompt: gatherPrompt(question, 25) })).consumeStream();
        const ids = ledger.entries().map(({ evidence }) => evidence.id);
        const element = z.object({ text: z.string(), evidence: z.array(z.enum(ids as [string, ...string[]])) });
        const prompt = writePrompt(
          question,
          ledger.entries().map(({ evidence }) => ({ id: evidence.id, text: evidence.quote })),
        );
        const result = streamText({ model, system: instructions, prompt, output: Output.array({ element }) });
        for await (const _sentence of result.elementStream) continue;
      };
      const times = { ours: [] as number[], bare: [] as number[] };
      for (let round = 0; round < 40; round += 1)
        for (const [name, work] of [
          ["ours", ours],
          ["bare", bare],
        ] as const) {
          const started = performance.now();
          await work();
          if (round >= 10) times[name].push((performance.now() - started) / steps);
        }
      const median = { ours: quantile(times.ours, 0.5), bare: quantile(times.bare, 0.5) };
      return [
        {
          what: `loop, a step of ${steps}`,
          ours: median.ours,
          baselineName: "bare model library",
          baseline: median.bare,
          unit: "ms",
          aim: "≤ 10 ms more",
        },
      ];
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  },
};

/** Calls tools while they are offered and fewer than three results are there; then says DONE, or writes. */
function instantModel(written: string): LanguageModelV3 {
  return {
    specificationVersion: "v3",
    provider: "bench",
    modelId: "instant",
    supportedUrls: {},
    doGenerate: () => Promise.reject(new Error("The bench streams.")),
    async doStream({ prompt, tools }) {
      const results = prompt.filter((message) => message.role === "tool").length;
      const calling = (tools ?? []).length > 0 && results < calls;
      const text = (tools ?? []).length > 0 ? "DONE" : written;
      const content: LanguageModelV3StreamPart[] = calling
        ? [
            {
              type: "tool-call",
              toolCallId: `call-${results}`,
              toolName: "search_corpus",
              input: JSON.stringify({ query: `Microsoft ${results}` }),
            },
          ]
        : [
            { type: "text-start", id: "text" },
            ...text.split(/(?<=\},)/).map((delta) => ({ type: "text-delta" as const, id: "text", delta })),
            { type: "text-end", id: "text" },
          ];
      const usage = {
        inputTokens: { total: 10, noCache: 10, cacheRead: 0, cacheWrite: 0 },
        outputTokens: { total: 10, text: 10, reasoning: 0 },
      };
      const finish: LanguageModelV3StreamPart = {
        type: "finish",
        finishReason: { unified: calling ? "tool-calls" : "stop", raw: undefined },
        usage,
      };
      return {
        stream: new ReadableStream<LanguageModelV3StreamPart>({
          start(controller) {
            for (const part of [{ type: "stream-start" as const, warnings: [] }, ...content, finish])
              controller.enqueue(part);
            controller.close();
          },
        }),
      };
    },
  };
}

export default benchmark;
