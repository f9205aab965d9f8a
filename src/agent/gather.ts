import {
  Output,
  generateText,
  jsonSchema,
  stepCountIs,
  streamText,
  tool,
  type LanguageModelUsage,
  type TelemetrySettings,
} from "ai";
import type { JSONSchema7 } from "@ai-sdk/provider";
import { z } from "zod";

import { asAttacheError } from "../kit/error.ts";
import type { CreatedModel, ModelTraits } from "../kit/model.ts";
import type { Tool } from "../kit/tool.ts";
import { callsInText } from "./hosted/calls-in-text.ts";
import { forLocalModel } from "./hosted/local-schema.ts";
import type { LoopLimits } from "./limits.ts";
import { callPrompt, gatherPrompt, instructions } from "./prompts.ts";

export interface GatherSetting {
  created: CreatedModel;
  traits: ModelTraits;
  limits: LoopLimits;
  tools: Tool[];
  /** Makes a call and enters what it found; gives what the model is told. */
  use(name: string, input: unknown): Promise<{ result: string; evidence: string[] }>;
  /** How many items of evidence there are. */
  found(): number;
  signal: AbortSignal | undefined;
  telemetry?: TelemetrySettings | undefined;
  spent(usage: LanguageModelUsage): void;
  /** Tokens that may still be spent. */
  left(): number;
}

/**
 * The model gathers evidence, in the way it can: by the server's tool calls, by calls asked for as objects, or not at
 * all. A call made before is answered with a word, and ends the gathering.
 */
export async function gather(question: string, setting: GatherSetting): Promise<void> {
  const { traits } = setting;
  if (traits.toolCalls === "native" && (setting.created.builtin || toolsFit(setting)))
    return byTools(question, setting);
  if (traits.toolCalls !== "none" && traits.schema) return byObjects(question, setting);
}

async function byTools(question: string, setting: GatherSetting): Promise<void> {
  const { created, limits, signal } = setting;
  const once = new CallsOnce(setting);
  const call = {
    model: created.model,
    system: instructions,
    prompt: gatherPrompt(question, setting.found()),
    abortSignal: signal,
    stopWhen: [stepCountIs(limits.steps), () => once.repeated || setting.left() <= 0],
    maxRetries: 0,
    temperature: 0,
    ...(setting.telemetry ? { experimental_telemetry: setting.telemetry } : {}),
    maxOutputTokens: limits.callTokens,
    onStepFinish: ({ usage }: { usage: LanguageModelUsage }) => setting.spent(usage),
    tools: Object.fromEntries(
      setting.tools.map((definition) => [
        definition.name,
        tool({
          description: definition.description,
          inputSchema: definition.input,
          execute: (input: unknown) => once.make(definition.name, input),
        }),
      ]),
    ),
  };
  if (created.builtin) {
    await generateText(call);
    return;
  }
  // Streamed, so that an abort stops the server too. Unless told otherwise the library prints an error to the console.
  const result = streamText({ ...call, onError: () => {} });
  for await (const part of result.fullStream) if (part.type === "error") throw part.error;
}

// "Tool call as a schema": holds with every server that holds a schema, whatever the model's template.
async function byObjects(question: string, setting: GatherSetting): Promise<void> {
  const { created, limits, signal, tools } = setting;
  const once = new CallsOnce(setting);
  const made: string[] = [];
  const schema = callSchema(tools);
  const output = Output.object({ schema: jsonSchema<{ tool: string }>(schema) });
  for (let step = 0; step < limits.steps && setting.left() > 0; step += 1) {
    const prompt = callPrompt(question, tools, made);
    if (prompt.length / limits.charactersPerToken > setting.traits.contextTokens - limits.callTokens) return;
    let failure: unknown;
    const result = streamText({
      model: created.model,
      system: instructions,
      prompt,
      output,
      temperature: 0,
      maxRetries: 0,
      ...(setting.telemetry ? { experimental_telemetry: setting.telemetry } : {}),
      maxOutputTokens: limits.callTokens,
      abortSignal: signal,
      onError: ({ error }) => {
        failure = error;
      },
    });
    let text = "";
    for await (const delta of result.textStream) text += delta;
    if (failure !== undefined) throw failure;
    setting.spent(await result.usage);
    const [call] = callsInText(
      text,
      tools.map((definition) => definition.name),
    );
    if (!call) return;
    await once.make(call.tool, call.input);
    if (once.repeated) return;
    made.push(`${call.tool} ${JSON.stringify(call.input).slice(0, 200)}`);
  }
}

/** Calls of a hosted model in one step that are made; a confused one asks for hundreds. */
const callsInAStep = 4;

/** Makes each call once; what a model can mend is told it, the rest is thrown. */
class CallsOnce {
  repeated = false;
  readonly #made = new Set<string>();
  readonly #setting: GatherSetting;

  constructor(setting: GatherSetting) {
    this.#setting = setting;
  }

  async make(name: string, input: unknown): Promise<unknown> {
    const key = `${name} ${JSON.stringify(input)}`;
    if (this.#made.has(key)) {
      this.repeated = true;
      return { error: "You have this result already. Reply DONE." };
    }
    const { created, limits } = this.#setting;
    if (!created.builtin && this.#made.size >= limits.steps * callsInAStep) {
      this.repeated = true;
      return { error: "These are enough calls. Reply DONE." };
    }
    this.#made.add(key);
    try {
      const { result, evidence } = await this.#setting.use(name, input);
      // The evidence itself comes in the writing prompt: here the model only has to see what was found.
      const most = this.#setting.limits.resultTokens * this.#setting.limits.charactersPerToken;
      return {
        result: this.#setting.created.builtin ? result : result.slice(0, most),
        evidence: evidence.slice(0, 20),
      };
    } catch (thrown) {
      const error = asAttacheError(thrown);
      if (error.kind === "usage" || error.kind === "not-found") return { error: error.sentence };
      throw error;
    }
  }
}

function callSchema(tools: Tool[]): JSONSchema7 {
  const choices = tools.map((definition) => ({
    type: "object" as const,
    properties: { tool: { const: definition.name }, arguments: inputSchemaOf(definition) },
    required: ["tool", "arguments"],
    additionalProperties: false,
  }));
  const done = {
    type: "object" as const,
    properties: { tool: { const: "done" } },
    required: ["tool"],
    additionalProperties: false,
  };
  return { anyOf: [...choices, done] };
}

function inputSchemaOf(definition: Tool): JSONSchema7 {
  return forLocalModel(z.toJSONSchema(definition.input, { io: "input", unrepresentable: "any" }) as JSONSchema7);
}

// Tools, and what each step adds, must have room, or the server cuts or refuses them.
function toolsFit({ tools, traits, limits }: GatherSetting): boolean {
  const offered = tools
    .map((definition) => definition.description + JSON.stringify(inputSchemaOf(definition)))
    .join("");
  const steps = limits.steps * (limits.resultTokens + limits.callTokens);
  return offered.length / limits.charactersPerToken + steps + limits.templateTokens <= traits.contextTokens;
}
