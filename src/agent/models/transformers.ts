import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

import type { PreTrainedTokenizer, TextGenerationPipeline } from "@huggingface/transformers";
import type { LanguageModelV3CallOptions } from "@ai-sdk/provider";
import { z } from "zod";

import { AttacheError, quoted } from "../../kit/error.ts";
import { defineModel } from "../../kit/model.ts";
import { hostedModel } from "../hosted/hosted-model.ts";
import { inProcessModel, loadedOnce, messagesOf, type Written } from "../hosted/in-process-model.ts";

const mostTokens = 600;

/** A folder with a text-generation model as transformers.js reads it: config, tokenizer and ONNX weights. */
export default defineModel({
  usage: "./FOLDER (transformers.js)",
  accepts: (specification) => /^(?:\.{0,2}[\\/]|[A-Za-z]:[\\/])/.test(specification) && !/\.gguf$/i.test(specification),
  create(specification, context) {
    const folder = resolve(specification);
    const { dtype, contextTokens } = checked(folder, context.assumedContextTokens);
    const loaded = loadedOnce(
      () => loadModel(folder, dtype, context.threads),
      ({ generator }) => generator.dispose(),
    );
    return {
      model: hostedModel(
        inProcessModel("transformers", basename(folder), (options, onText) =>
          write(options, onText, loaded.get, contextTokens),
        ),
      ),
      builtin: false,
      host: null,
      async inspect() {
        await loaded.get();
        return {
          contextTokens,
          toolCalls: "none",
          schema: false,
          runtime: `transformers.js in this process, weights ${dtype}`,
          notes: ["It is held to no schema: sentences come as lines, and the built-in model plans the searches."],
        };
      },
      countTokens: async (text) => (await loaded.get()).tokenizer.encode(text).length,
      close: loaded.close,
    };
  },
});

interface Loaded {
  generator: TextGenerationPipeline;
  tokenizer: PreTrainedTokenizer;
  library: typeof import("@huggingface/transformers");
}

async function write(
  options: LanguageModelV3CallOptions,
  onText: (text: string) => void,
  load: () => Promise<Loaded>,
  contextTokens: number,
): Promise<Written> {
  const { generator, tokenizer, library } = await load();
  const messages = messagesOf(options);
  const prompt = tokenizer.chat_template
    ? tokenizer.apply_chat_template(messages, { tokenize: false, add_generation_prompt: true })
    : `${messages.map(({ content }) => content).join("\n\n")}\n\n`;
  const input = tokenizer.encode(prompt).length;
  const most = Math.min(options.maxOutputTokens ?? mostTokens, mostTokens);
  if (input + most > contextTokens)
    throw new AttacheError("model", `The prompt (${input} tokens) does not fit the context (${contextTokens}).`, {
      next: "Take a model with a longer context, or use --model builtin.",
    });
  const stopping = new library.InterruptableStoppingCriteria();
  const abort = (): void => stopping.interrupt();
  options.abortSignal?.addEventListener("abort", abort, { once: true });
  let text = "";
  let output = 0;
  const stops = options.stopSequences ?? [];
  const streamer = new library.TextStreamer(tokenizer, {
    skip_prompt: true,
    skip_special_tokens: true,
    token_callback_function: () => void (output += 1),
    callback_function(piece: string) {
      if (stops.some((stop) => text.includes(stop))) return;
      text += piece;
      if (stops.some((stop) => text.includes(stop))) stopping.interrupt();
      else onText(piece);
    },
  });
  try {
    await generator(prompt, { max_new_tokens: most, do_sample: false, streamer, stopping_criteria: stopping });
  } finally {
    options.abortSignal?.removeEventListener("abort", abort);
  }
  options.abortSignal?.throwIfAborted();
  const end = Math.min(...stops.map((stop) => text.indexOf(stop)).filter((at) => at >= 0), text.length);
  return { text: text.slice(0, end), atLimit: output >= most, input, output };
}

async function loadModel(folder: string, dtype: Weights, threads: number): Promise<Loaded> {
  const library = await import("@huggingface/transformers");
  const { env, pipeline } = library;
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = `${dirname(folder)}/`;
  env.useFSCache = false;
  try {
    const generator = await pipeline("text-generation", basename(folder), {
      dtype,
      device: "cpu",
      local_files_only: true,
      session_options: { intraOpNumThreads: threads },
    });
    return { generator, tokenizer: generator.tokenizer, library };
  } catch (cause) {
    throw new AttacheError("model", `The model in ${quoted(basename(folder))} cannot be loaded.`, {
      next: "A file may be cut, or it is no text-generation model: fetch it again, or take another.",
      cause,
    });
  }
}

type Weights = "fp32" | "fp16" | "q8" | "q4" | "q4f16";

/** Names of the weights' files, the smallest kind first, with what transformers.js calls them. */
const weightsOf: [suffix: string, dtype: Weights][] = [
  ["_q4f16", "q4f16"],
  ["_q4", "q4"],
  ["_quantized", "q8"],
  ["_fp16", "fp16"],
  ["", "fp32"],
];

const Config = z.object({
  model_type: z.string().optional(),
  max_position_embeddings: z.number().optional(),
  n_positions: z.number().optional(),
});

function checked(folder: string, assumed: number): { dtype: Weights; contextTokens: number } {
  const name = quoted(basename(folder));
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new AttacheError("usage", `There is no model folder ${name}.`, { next: "Check the path." });
  for (const file of ["config.json", "tokenizer.json", "tokenizer_config.json"])
    if (!existsSync(join(folder, file)))
      throw new AttacheError("usage", `The model folder ${name} has no ${file}.`, {
        next: "Take a folder in the layout of transformers.js: config.json, tokenizer.json, tokenizer_config.json and onnx/.",
      });
  const files = existsSync(join(folder, "onnx")) ? readdirSync(join(folder, "onnx")) : [];
  const found = weightsOf.find(([suffix]) => files.includes(`model${suffix}.onnx`));
  if (!found)
    throw new AttacheError("usage", `The model folder ${name} has no weights in onnx/.`, {
      next: "Take a model that was exported to ONNX, with onnx/model.onnx or onnx/model_q4.onnx.",
    });
  const config = Config.safeParse(readJson(join(folder, "config.json")));
  const { max_position_embeddings, n_positions } = config.success ? config.data : {};
  return { dtype: found[1], contextTokens: max_position_embeddings ?? n_positions ?? assumed };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
