import { Output, streamText, tool, type LanguageModelUsage } from "ai";
import { z } from "zod";

import { asAttacheError } from "../../kit/error.ts";
import { modelError, refusesLength } from "../model-error.ts";
import type { CreatedModel, Served } from "../../kit/model.ts";

export interface ProbeSetting {
  served: Served;
  signal: AbortSignal;
  charactersPerToken: number;
  /** A long prompt is not made longer than this, so that a slow machine gets through. */
  needleTokens: number;
  seconds: () => number;
}

export interface ProbeResult {
  outcome: "passed" | "failed" | "skipped";
  detail: string;
  /** Where a server cut a prompt that was too long, in tokens. */
  cutAt?: number;
}

export interface Probe {
  name: string;
  /** What it shows, for a reader of the table. */
  what: string;
  run(created: CreatedModel, setting: ProbeSetting): Promise<ProbeResult>;
}

const passed = (detail: string): ProbeResult => ({ outcome: "passed", detail });
const failed = (detail: string): ProbeResult => ({ outcome: "failed", detail });

const ids = ["e7f3", "e1c9", "eb20"] as const;
const lookUp = {
  look_up_country: tool({
    description: "Gives the profile of a country.",
    inputSchema: z.object({ country: z.string().max(60) }),
  }),
};
const askForTool = "Use the tool look_up_country to get the profile of Japan.";

/** Every probe, in the order in which they are tried. */
export const probes: Probe[] = [
  {
    name: "answer",
    what: "a plain answer",
    async run(created, setting) {
      const { text, seconds } = await write(created, setting, {
        prompt: "Say in one short sentence what a capital city is.",
      });
      return text.trim() ? passed(`${text.trim().length} characters in ${seconds.toFixed(1)} s`) : failed("no text");
    },
  },
  {
    name: "streaming",
    what: "text as it is written",
    async run(created, setting) {
      const { deltas } = await write(created, setting, { prompt: "Count from one to ten in words." });
      return deltas > 1 ? passed(`${deltas} pieces`) : failed("the whole text came at once");
    },
  },
  {
    name: "tool call",
    what: "a call by the server's own means",
    run: (created, setting) => callProbe(created, setting, "auto"),
  },
  {
    name: "forced tool",
    what: "a call when one is required (not relied on)",
    run: (created, setting) => callProbe(created, setting, "required"),
  },
  {
    name: "schema",
    what: "an object held to a schema, ids from a list",
    async run(created, setting) {
      const element = z.object({ text: z.string().max(80), evidence: z.array(z.enum(ids)).max(2) });
      const { text } = await write(created, setting, {
        prompt: `Evidence: {"id":"e1c9","text":"Japan opened the centre in 2024."}\nWrite one sentence with the id of its evidence.`,
        output: Output.object({ schema: element }),
      });
      const parsed = element.safeParse(json(text));
      return parsed.success ? passed("held") : failed("another form came back");
    },
  },
  { name: "needle", what: "a number at the start of a long prompt is found", run: needle },
  { name: "overflow", what: "a prompt beyond the context is refused, not cut", run: overflow },
  {
    name: "stop",
    what: "writing ends at a stop word",
    async run(created, setting) {
      const { text } = await write(created, setting, {
        prompt: "Repeat exactly: alpha beta gamma delta",
        stopSequences: ["gamma"],
      });
      return text.includes("gamma") ? failed("the stop word was written") : passed("ended");
    },
  },
  {
    name: "abort",
    what: "an aborted answer frees the server",
    async run(created, setting) {
      const stop = new AbortController();
      const signal = AbortSignal.any([setting.signal, stop.signal]);
      await write(
        created,
        { ...setting, signal },
        {
          prompt: "Write a long story about a lighthouse.",
          onDelta: () => stop.abort(),
        },
      ).catch((thrown: unknown) => {
        setting.signal.throwIfAborted();
        if (asAttacheError(thrown).kind !== "cancelled") throw thrown;
      });
      const { seconds } = await write(created, setting, { prompt: "Say yes.", maxOutputTokens: 8 });
      return passed(`the next answer took ${seconds.toFixed(1)} s`);
    },
  },
];

async function callProbe(
  created: CreatedModel,
  setting: ProbeSetting,
  choice: "auto" | "required",
): Promise<ProbeResult> {
  if (setting.served.toolCalls === "none") return { outcome: "skipped", detail: "the runtime has no tool calls" };
  const { calls, text } = await write(created, setting, { prompt: askForTool, tools: lookUp, toolChoice: choice });
  const [call] = calls;
  if (!call) return failed(text.trim() ? "text instead of a call" : "neither a call nor a text");
  if (call.id.startsWith("text-call")) return failed("the call came as text (it is understood all the same)");
  return /japan/i.test(JSON.stringify(call.input)) ? passed("the right argument") : failed("an argument it made up");
}

async function needle(created: CreatedModel, setting: ProbeSetting): Promise<ProbeResult> {
  const { served, needleTokens, charactersPerToken } = setting;
  const tokens = Math.min(needleTokens, Math.floor(served.contextTokens * 0.55));
  const number = "48,217";
  const filler = "The committee met, heard the report, thanked its author and went on to the next point. ";
  const length = Math.floor((tokens * charactersPerToken) / filler.length);
  const prompt = `The reserve holds exactly ${number} units.\n${filler.repeat(length)}\nHow many units does the reserve hold? Answer with the number alone.`;
  const { text, usage } = await write(created, setting, { prompt, maxOutputTokens: 24 });
  const size = usage?.inputTokens === undefined ? `some ${tokens} tokens` : `${usage.inputTokens} tokens`;
  return /48[,. ]?217/.test(text) ? passed(`found in ${size}`) : failed(`not found in ${size}`);
}

async function overflow(created: CreatedModel, setting: ProbeSetting): Promise<ProbeResult> {
  const { served } = setting;
  if (!Number.isFinite(served.contextTokens) || served.contextTokens > setting.needleTokens * 4)
    return { outcome: "skipped", detail: "the context is too long to try this quickly" };
  const words = "one two three four five six seven eight nine ten ";
  const prompt = words.repeat(Math.ceil((served.contextTokens * 1.4) / 10));
  try {
    const { usage } = await write(created, setting, { prompt, maxOutputTokens: 8 });
    const input = usage?.inputTokens;
    if (input !== undefined && input > served.contextTokens) return passed("the context is longer than told");
    return { ...failed("the prompt was cut without a word"), ...(input === undefined ? {} : { cutAt: input }) };
  } catch (thrown) {
    setting.signal.throwIfAborted();
    const { error } = modelError(thrown);
    return refusesLength(error) ? passed("refused") : failed(error.message);
  }
}

interface Writing {
  text: string;
  deltas: number;
  calls: { id: string; input: unknown }[];
  usage: LanguageModelUsage | undefined;
  seconds: number;
}

async function write(
  created: CreatedModel,
  { signal, seconds }: ProbeSetting,
  { onDelta, ...options }: Partial<Parameters<typeof streamText>[0]> & { prompt: string; onDelta?: () => void },
): Promise<Writing> {
  const started = seconds();
  const written: Writing = { text: "", deltas: 0, calls: [], usage: undefined, seconds: 0 };
  const result = streamText({
    maxOutputTokens: 120,
    ...options,
    model: created.model,
    temperature: 0,
    maxRetries: 0,
    abortSignal: signal,
    onError: () => {},
  });
  for await (const part of result.fullStream) {
    if (part.type === "error") throw part.error;
    if (part.type === "abort") signal.throwIfAborted();
    if (part.type === "text-delta") {
      written.text += part.text;
      written.deltas += 1;
      onDelta?.();
    }
    if (part.type === "tool-call") written.calls.push({ id: part.toolCallId, input: part.input });
    if (part.type === "finish") written.usage = part.totalUsage;
  }
  return { ...written, seconds: seconds() - started };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
