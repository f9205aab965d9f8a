import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

import { z } from "zod";

import { AttacheError } from "../kit/error.ts";

/** Turns texts into vectors of length 1. */
export interface Embedder {
  /** What the index manifest records: another id or hash means another index. */
  id: string;
  dimensions: number;
  /** Share of the lexical score in the fusion that was measured best for this model. */
  lexicalWeight: number;
  /** sha256 of the weights. */
  hash(): Promise<string>;
  /** One vector a text, in order, each of length 1. Loads the model on first use. */
  embed(texts: string[], signal?: AbortSignal): Promise<Float32Array[]>;
}

/** How a model folder wants to be called; stands as `attache.json` beside the model's own files. */
const Settings = z.object({
  pooling: z.enum(["cls", "mean"]),
  dimensions: z.number().int().positive(),
  lexicalWeight: z.number().min(0).max(1),
});

/** The embedded model: transformers.js on the CPU, from a local folder only. Nothing is loaded until `embed`. */
export function createEmbeddedModel(folder: string): Embedder {
  const settingsFile = join(folder, "attache.json");
  const weights = join(folder, "onnx", "model_quantized.onnx");
  if (!existsSync(settingsFile) || !existsSync(weights))
    throw new AttacheError("index", `The embedding model in ${folder} is not whole.`, {
      next: "Install Attaché again, or restore corpus/models from the repository.",
    });
  const settings = Settings.parse(JSON.parse(readFileSync(settingsFile, "utf8")));
  const id = basename(folder);
  let extractor: ReturnType<typeof load> | undefined;
  let digest: Promise<string> | undefined;
  return {
    id,
    dimensions: settings.dimensions,
    lexicalWeight: settings.lexicalWeight,
    hash: () => (digest ??= sha256(weights)),
    async embed(texts, signal) {
      extractor ??= load(folder);
      const extract = await extractor;
      signal?.throwIfAborted();
      const output = await extract(texts, { pooling: settings.pooling, normalize: true });
      const data = output.data as Float32Array;
      return texts.map((_, index) => data.slice(index * settings.dimensions, (index + 1) * settings.dimensions));
    },
  };
}

async function load(folder: string) {
  const { env, pipeline } = await import("@huggingface/transformers");
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = `${dirname(folder)}/`;
  env.useFSCache = false;
  return pipeline("feature-extraction", basename(folder), { dtype: "q8", device: "cpu", local_files_only: true });
}

async function sha256(file: string): Promise<string> {
  return createHash("sha256")
    .update(await readFile(file))
    .digest("hex");
}
