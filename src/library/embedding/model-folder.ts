import { createHash } from "node:crypto";
import { createReadStream, existsSync, statSync } from "node:fs";
import { basename, join } from "node:path";

import type { Embedder, EmbeddingDescription } from "../../kit/embedding.ts";
import { AttacheError, quoted } from "../../kit/error.ts";
import { readFolderSettings, type FolderSettings } from "./folder-settings.ts";
import { weightFiles } from "./onnx-file.ts";
import { unitVector } from "./unit-vectors.ts";

/** Texts handed over at a time, so that work can be kept and shown; they are embedded one by one. */
const batchSize = 32;

/**
 * A model in a folder, run by transformers.js on the CPU; nothing is fetched. The folder's own files say how it wants to
 * be called. Throws `usage` where it is not whole; the weights are not read before `describe` or `embed`.
 */
export function openModelFolder(
  folder: string,
  options: {
    /** Folder of the file on known families. */
    models: string;
    specification?: string;
    id?: string;
    /** Further names of the model, to know its family by. */
    names?: string[];
  },
): Embedder {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new AttacheError("usage", `There is no folder ${quoted(folder)} with an embedding model.`, {
      next: "Name a folder, or: embedded, hub:OWNER/NAME, http://HOST:PORT/v1#NAME.",
    });
  const settings = readFolderSettings(folder, options.models, options.names);
  const { pooling, dimensions, maxTokens, lexicalWeight, remarks } = settings;
  const id = options.id ?? basename(folder);
  const specification = options.specification ?? folder;
  let extractor: ReturnType<typeof load> | undefined;
  let hash: Promise<string> | undefined;
  return {
    specification,
    id,
    lexicalWeight,
    remarks,
    batchSize,
    async describe(): Promise<EmbeddingDescription> {
      hash ??= sha256([...weightFiles(folder, settings.onnx), join(folder, "tokenizer.json")]);
      return { specification, id, hash: await hash, dimensions, pooling, prefixes: settings.prefixes, maxTokens };
    },
    async embed(texts, role, signal) {
      signal?.throwIfAborted();
      if (texts.length === 0) return [];
      extractor ??= load(folder, settings);
      const extract = await extractor;
      const prefix = settings.prefixes[role];
      const prefixed = prefix === "" ? texts : texts.map((text) => prefix + text);
      const vectors: Float32Array[] = [];
      // Weights that are quantised as they run give a text another vector beside other texts, and the last token of a
      // padded one is padding; several at a time are faster for short texts only.
      for (const text of prefixed) {
        signal?.throwIfAborted();
        const output = await extract([text], { pooling }).catch((cause: unknown) => {
          throw new AttacheError("model", `The embedding model in ${quoted(folder)} failed on a text.`, {
            next: "Fetch the model again, or go back with: attache corpus reindex --embedding embedded",
            cause,
          });
        });
        if (output.dims.at(-1) !== dimensions || output.dims.length !== 2)
          throw new AttacheError(
            "model",
            `The model in ${quoted(folder)} gives vectors of ${output.dims.at(-1)} numbers; its files say ${dimensions}.`,
            { next: 'Write the right figure into attache.json in that folder: {"dimensions": …}.' },
          );
        vectors.push(unitVector(output.data as Float32Array, `The model ${quoted(id)}`));
      }
      return vectors;
    },
  };
}

async function load(folder: string, { onnx, maxTokens }: FolderSettings) {
  const { env, pipeline } = await import("@huggingface/transformers");
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.useFSCache = false;
  try {
    const extract = await pipeline("feature-extraction", folder, {
      subfolder: onnx.subfolder,
      model_file_name: onnx.name,
      dtype: "fp32", // adds no ending to the name; the file itself holds its precision
      device: "cpu",
      local_files_only: true,
    });
    Object.assign(extract.tokenizer._tokenizerConfig as object, { model_max_length: maxTokens });
    return extract;
  } catch (cause) {
    throw new AttacheError(
      "model",
      `The embedding model in ${quoted(folder)} cannot be loaded: ${onnx.path} or tokenizer.json is cut or not what it says.`,
      {
        next: "Fetch the model again, or go back with: attache corpus reindex --embedding embedded",
        cause,
      },
    );
  }
}

async function sha256(files: string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const file of files)
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
