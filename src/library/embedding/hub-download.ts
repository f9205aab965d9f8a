import { createWriteStream, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import type { EmbeddingContext } from "../../kit/embedding.ts";
import { AttacheError, quoted } from "../../kit/error.ts";
import { fetchedFolder } from "./hub-cache.ts";

const needed = ["config.json", "tokenizer.json"];
const weights = ["onnx/model_quantized.onnx", "onnx/model.onnx"];
const useful = [
  "tokenizer_config.json",
  "special_tokens_map.json",
  "modules.json",
  "1_Pooling/config.json",
  "config_sentence_transformers.json",
  "sentence_bert_config.json",
  "README.md",
];

/**
 * Fetches a model from the host that ATTACHE_HUB names into the data folder, whole or not at all. Refused with what to do
 * where the variable is not set: nothing is fetched unless the user named the host.
 */
export async function downloadFromHub(id: string, context: EmbeddingContext): Promise<string> {
  const hub = hubOf(id, context.environment.ATTACHE_HUB);
  const fetch = context.fetchFor(hub);
  const folder = fetchedFolder(id, context.home);
  const get = async (file: string): Promise<Response | undefined> => {
    const url = new URL(`${hub.href.replace(/\/$/, "")}/${id}/resolve/main/${file}`);
    const response = await fetch(url, context.signal ? { signal: context.signal } : {}).catch((cause: unknown) => {
      if (cause instanceof AttacheError || context.signal?.aborted) throw cause;
      throw new AttacheError("network", `The hub ${hub.host} does not answer.`, {
        next: "Check ATTACHE_HUB, or fetch the model where you may and name its folder with --embedding FOLDER.",
        cause,
      });
    });
    if (response.ok) return response;
    await response.body?.cancel();
    if (response.status === 404) return undefined;
    throw new AttacheError(
      "network",
      `The hub ${hub.host} refused ${file} of ${quoted(id)} (HTTP ${response.status}).`,
      {
        next: "Check the id and whether the model may be fetched without a key.",
      },
    );
  };
  mkdirSync(dirname(folder), { recursive: true });
  const aside = mkdtempSync(join(dirname(folder), ".fetching-"));
  const keep = async (file: string): Promise<boolean> => {
    const response = await get(file);
    if (!response?.body) return false;
    const path = join(aside, file);
    mkdirSync(dirname(path), { recursive: true });
    await pipeline(Readable.fromWeb(response.body), createWriteStream(path));
    return true;
  };
  try {
    for (const file of needed) if (!(await keep(file))) throw absent(id, hub, file);
    for (const file of useful) await keep(file);
    context.note(`Fetching the model ${quoted(id)} from ${hub.host} (some 20 to 150 MB).`);
    if (!(await keep("onnx/model_quantized.onnx")) && !(await keep("onnx/model.onnx")))
      throw absent(id, hub, weights.join(" or "));
    rmSync(folder, { recursive: true, force: true });
    renameSync(aside, folder);
    return folder;
  } catch (thrown) {
    rmSync(aside, { recursive: true, force: true });
    if (thrown instanceof TypeError)
      throw new AttacheError("network", `The hub ${hub.host} broke off in the middle of a file.`, {
        next: "Run the command again.",
        cause: thrown,
      });
    throw thrown;
  }
}

function hubOf(id: string, named: string | undefined): URL {
  if (!named)
    throw new AttacheError(
      "usage",
      `The model ${quoted(id)} is in no cache of this machine, and nothing is fetched unasked.`,
      {
        next:
          `Fetch it where you may (hf download ${id} --local-dir FOLDER) and name the folder: --embedding FOLDER. ` +
          "Or name the hub that may be asked: ATTACHE_HUB=https://HOST.",
      },
    );
  if (!URL.canParse(named) || !/^https?:/.test(named) || new URL(named).username)
    throw new AttacheError("usage", "ATTACHE_HUB is no address of a hub.", { next: "Write it as https://HOST." });
  return new URL(named);
}

function absent(id: string, hub: URL, file: string): AttacheError {
  return new AttacheError("not-found", `The hub ${hub.host} has no ${file} of a model ${quoted(id)}.`, {
    next: "Check the id; a model without ONNX weights cannot be run here.",
  });
}
