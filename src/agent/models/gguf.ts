import { closeSync, existsSync, openSync, readSync, statSync } from "node:fs";
import { basename, resolve } from "node:path";

import { AttacheError, quoted } from "../../kit/error.ts";
import { defineModel } from "../../kit/model.ts";
import { importOptional } from "../../kit/optional-package.ts";
import { ggufWriter } from "../hosted/gguf-model.ts";
import type { Loaded, LlamaModule } from "../hosted/gguf-runtime.ts";
import { hostedModel } from "../hosted/hosted-model.ts";
import { inProcessModel, loadedOnce } from "../hosted/in-process-model.ts";

const runtime = "node-llama-cpp";
/** Without these npm brings graphics-card builds of some 700 MB. */
const installOptions = "--ignore-scripts --omit=optional";
const usualContext = 8192;

/** A GGUF file, run in this process by node-llama-cpp, which the user installs; on the processor unless asked. */
export default defineModel({
  usage: "./FILE.gguf",
  accepts: (specification) => /\.gguf$/i.test(specification) && !/^https?:/i.test(specification),
  create(specification, context) {
    const file = checked(resolve(specification));
    const { environment, threads } = context;
    const wanted = contextTokensOf(environment);
    const gpu = environment.ATTACHE_GPU === "1";
    const loaded = loadedOnce(
      () => loadModel(file, { ...context, gpu, contextTokens: wanted }),
      ({ model }) => model.dispose(),
    );
    return {
      model: hostedModel(inProcessModel("gguf", basename(file), ggufWriter(loaded.get))),
      builtin: false,
      host: null,
      async inspect() {
        const { context: opened, info } = await loaded.get();
        const { license } = info.metadata.general ?? {};
        return {
          contextTokens: opened.contextSize,
          toolCalls: "schema",
          schema: true,
          runtime: `${runtime} in this process, ${threads} thread${threads === 1 ? "" : "s"}`,
          notes: [license ? `Licence named in the file: ${quoted(license, 60)}.` : "The file names no licence."],
        };
      },
      countTokens: async (text) => (await loaded.get()).model.tokenize(text).length,
      close: loaded.close,
    };
  },
});

async function loadModel(
  file: string,
  setting: { packages: string; threads: number; gpu: boolean; contextTokens: number },
): Promise<Loaded> {
  const platform = `@node-llama-cpp/${platformPackage()}`;
  const module = await importOptional<LlamaModule>(runtime, setting.packages, `${installOptions} ${platform}`);
  try {
    const llama = await module.getLlama({
      gpu: setting.gpu ? "auto" : false,
      build: "never",
      logLevel: "disabled",
      maxThreads: setting.threads,
    });
    const info = await module.readGgufFileInfo(file, {
      readTensorInfo: false,
      logWarnings: false,
      sourceType: "filesystem",
    });
    const model = await llama.loadModel({ modelPath: file });
    const contextSize = Math.min(setting.contextTokens, model.trainContextSize);
    const context = await model.createContext({ contextSize, threads: setting.threads, sequences: 1 });
    return { llama, model, context, module, info };
  } catch (cause) {
    throw new AttacheError("model", `The model file ${quoted(basename(file))} cannot be loaded.`, {
      next: "It may be cut or of a newer format: compare its size with where it came from, and fetch it again.",
      cause,
    });
  }
}

function contextTokensOf({ ATTACHE_CONTEXT_TOKENS: wanted }: Record<string, string | undefined>): number {
  if (!wanted) return usualContext;
  const tokens = Number(wanted);
  if (!Number.isInteger(tokens) || tokens < 1)
    throw new AttacheError("usage", `ATTACHE_CONTEXT_TOKENS is ${quoted(wanted)}, which is no number of tokens.`, {
      next: `Set it to a whole number such as ${usualContext}, or unset it.`,
    });
  return tokens;
}

function checked(file: string): string {
  const name = quoted(basename(file));
  if (!existsSync(file) || !statSync(file).isFile())
    throw new AttacheError("usage", `There is no model file ${name}.`, { next: "Check the path." });
  const magic = Buffer.alloc(4);
  const opened = openSync(file, "r");
  readSync(opened, magic, 0, 4, 0);
  closeSync(opened);
  if (magic.toString("latin1") !== "GGUF")
    throw new AttacheError("usage", `${name} is not a GGUF file.`, {
      next: "Take a model that was converted to GGUF, the format of llama.cpp.",
    });
  return file;
}

function platformPackage(): string {
  const names: Record<string, string> = { linux: "linux", darwin: "mac", win32: "win" };
  const system = names[process.platform] ?? process.platform;
  const arch = process.platform === "darwin" && process.arch === "arm64" ? "arm64-metal" : process.arch;
  return `${system}-${arch}`;
}
