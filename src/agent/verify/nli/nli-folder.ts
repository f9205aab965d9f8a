import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

import { AttacheError, quoted } from "../../../kit/error.ts";

export type NliLabel = "entailment" | "contradiction" | "other";

/** What a model's folder tells of it. */
export interface NliFolder {
  path: string;
  /** What each value it gives stands for, in its order. */
  labels: NliLabel[];
  dtype: "q8" | "int8" | "fp32" | "fp16";
}

const weights = [
  ["model_quantized.onnx", "q8"],
  ["model_int8.onnx", "int8"],
  ["model.onnx", "fp32"],
  ["model_fp16.onnx", "fp16"],
] as const;
const Config = z.looseObject({
  architectures: z.array(z.string()).optional(),
  id2label: z.record(z.string(), z.string()).optional(),
});

/** Reads what has to be known of a folder before its model is loaded. Throws `usage` that names what is amiss. */
export function checkNliFolder(path: string): NliFolder {
  const has = (...parts: string[]): boolean => existsSync(join(path, ...parts));
  if (!existsSync(path) || !statSync(path).isDirectory()) throw amiss(`There is no folder ${quoted(path)}.`);
  if (!has("config.json")) throw amiss(`The folder ${quoted(path)} has no config.json.`);
  const config = configOf(path);
  const classifiers = config.architectures?.filter((name) => name.endsWith("ForSequenceClassification"));
  if (classifiers?.length === 0)
    throw amiss(
      `The model in ${quoted(path)} is no sequence classifier, but ${quoted(config.architectures?.[0] ?? "nothing")}.`,
      "Give --nli a model that was trained for natural-language inference.",
    );
  if (!has("tokenizer.json")) throw amiss(`The folder ${quoted(path)} has no tokenizer.json.`);
  const found = weights.find(([file]) => has("onnx", file));
  if (!found)
    throw amiss(
      `The folder ${quoted(path)} has no weights.`,
      `Put one of ${weights.map(([file]) => `onnx/${file}`).join(", ")} into it.`,
    );
  return { path, labels: labelsOf(path, config), dtype: found[1] };
}

function configOf(path: string): z.infer<typeof Config> {
  try {
    return Config.parse(JSON.parse(readFileSync(join(path, "config.json"), "utf8")));
  } catch (cause) {
    throw amiss(`The config.json in ${quoted(path)} cannot be read.`, undefined, cause);
  }
}

// The order of the labels differs from model to model; each value's own number stands before its label.
function labelsOf(path: string, { id2label = {} }: z.infer<typeof Config>): NliLabel[] {
  const labels = Object.entries(id2label)
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, label]) => meaningOf(label));
  if (labels.filter((label) => label === "entailment").length === 1 && labels.length > 1) return labels;
  const named = Object.values(id2label).map((label) => quoted(label, 30));
  throw amiss(
    `The labels of the model in ${quoted(path)} name no entailment${named.length > 0 ? `: ${named.slice(0, 6).join(", ")}` : ""}.`,
    'Its config.json has to say in id2label which value is "entailment", "contradiction" or "neutral".',
  );
}

function meaningOf(label: string): NliLabel {
  if (/^entail/i.test(label)) return "entailment";
  return /^contradict/i.test(label) ? "contradiction" : "other";
}

function amiss(
  message: string,
  next = "Give --nli the folder of a transformers.js model: config.json, tokenizer.json, onnx/.",
  cause?: unknown,
): AttacheError {
  return new AttacheError("usage", message, { next, ...(cause === undefined ? {} : { cause }) });
}
