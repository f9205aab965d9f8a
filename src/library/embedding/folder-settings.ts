import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

import { z } from "zod";

import { AttacheError, quoted } from "../../kit/error.ts";
import { conventionsOf, Pooling, type Conventions } from "./families.ts";
import { onnxFileOf, type OnnxFile } from "./onnx-file.ts";

/** How a model in a folder is called. */
export interface FolderSettings {
  pooling: Pooling;
  dimensions: number;
  /** Worked out when first asked for: where only they depend on the family, the file on families is not read before. */
  readonly prefixes: { query: string; passage: string };
  maxTokens: number;
  lexicalWeight: number;
  onnx: OnnxFile;
  remarks: string[];
}

/** How a model folder wants to be called; stands as `attache.json` beside the model's own files and goes first. */
const OurFile = z.object({
  pooling: Pooling.optional(),
  dimensions: z.number().int().positive().optional(),
  lexicalWeight: z.number().min(0).max(1).optional(),
  query: z.string().max(1000).optional(),
  passage: z.string().max(1000).optional(),
  maxTokens: z.number().int().positive().max(1_000_000).optional(),
  /** The weights, below the folder: `onnx/model_quantized.onnx`. */
  onnx: z.string().max(500).optional(),
});

const size = z.number().int().positive().optional();
const ConfigFile = z.object({
  _name_or_path: z.string().optional(),
  hidden_size: size,
  d_model: size,
  dim: size,
  n_embd: size,
  max_position_embeddings: size,
});
const TokenizerFile = z.object({ model_max_length: z.number().positive().optional() });
const ModulesFile = z.array(z.object({ path: z.string(), type: z.string() }));
const PoolingFile = z.record(z.string(), z.unknown());
const PromptsFile = z.object({ prompts: z.record(z.string(), z.string()).nullish() });
const LengthFile = z.object({ max_seq_length: z.number().int().positive().nullish() });

/**
 * Reads how a model wants to be called out of its folder: our `attache.json`, then the files of sentence-transformers,
 * then what is known of its family by name, then assumptions, which are remarked on. Throws `usage` with what is missing.
 */
export function readFolderSettings(folder: string, models: string, names: string[] = []): FolderSettings {
  const read = <Schema extends z.ZodType>(schema: Schema, file: string): z.output<Schema> | undefined =>
    readJson(schema, folder, file);
  const config = read(ConfigFile, "config.json");
  if (!config) throw incomplete(folder, "config.json");
  if (!existsSync(join(folder, "tokenizer.json"))) throw incomplete(folder, "tokenizer.json");
  const ours = read(OurFile, "attache.json") ?? {};
  const onnx = onnxFileOf(folder, ours.onnx);
  const theirs = sentenceTransformers(folder, read);
  let family: Conventions | undefined;
  const known = (): Conventions =>
    (family ??= conventionsOf([config._name_or_path, titleOf(folder), basename(folder), ...names], models));
  const dimensions =
    ours.dimensions ?? theirs.dimensions ?? config.hidden_size ?? config.d_model ?? config.dim ?? config.n_embd;
  if (dimensions === undefined)
    throw new AttacheError("usage", `Nothing in ${quoted(folder)} says how long the model's vectors are.`, {
      next: 'Write {"dimensions": 384} or what it is into attache.json in that folder.',
    });
  const ofTokenizer = read(TokenizerFile, "tokenizer_config.json")?.model_max_length ?? Number.POSITIVE_INFINITY;
  const pooling = ours.pooling ?? theirs.pooling;
  const said = pooling !== undefined || known().family !== null;
  return {
    pooling: pooling ?? known().pooling,
    dimensions,
    get prefixes() {
      return {
        query: ours.query ?? theirs.query ?? known().query,
        passage: ours.passage ?? theirs.passage ?? known().passage,
      };
    },
    maxTokens: ours.maxTokens ?? theirs.maxTokens ?? Math.min(ofTokenizer, config.max_position_embeddings ?? 512),
    lexicalWeight: ours.lexicalWeight ?? known().lexicalWeight,
    onnx,
    remarks: said
      ? []
      : [
          `Nothing in ${quoted(folder)} says how the model pools, and its family is not known: ${known().pooling} pooling ` +
            'and no prefixes are assumed. If that is wrong, write attache.json there: {"pooling": "cls", "query": "…"}.',
        ],
  };
}

interface Theirs {
  pooling?: Pooling | undefined;
  dimensions?: number | undefined;
  query?: string | undefined;
  passage?: string | undefined;
  maxTokens?: number | undefined;
}

function sentenceTransformers(
  folder: string,
  read: <Schema extends z.ZodType>(schema: Schema, file: string) => z.output<Schema> | undefined,
): Theirs {
  const modules = read(ModulesFile, "modules.json") ?? [];
  const odd = modules.find((module) => !/\.(?:Transformer|Pooling|Normalize)$/.test(module.type));
  if (odd)
    throw new AttacheError("usage", `The model in ${quoted(folder)} has a layer that cannot be run: ${odd.type}.`, {
      next: "Name a model made of a transformer and pooling alone, or serve this one and name its /v1 address.",
    });
  const path = modules.find((module) => module.type.endsWith(".Pooling"))?.path ?? "1_Pooling";
  const pooling = read(PoolingFile, join(path, "config.json"));
  const prompts = read(PromptsFile, "config_sentence_transformers.json")?.prompts ?? {};
  const length = read(LengthFile, "sentence_bert_config.json")?.max_seq_length ?? undefined;
  const dimensions = z.int().positive().safeParse(pooling?.word_embedding_dimension).data;
  return {
    pooling: pooling && poolingOf(pooling, folder),
    dimensions,
    query: prompts.query,
    passage: prompts.passage ?? prompts.document,
    maxTokens: length,
  };
}

// Either one switch a kind, or since version 5 one word.
function poolingOf(config: Record<string, unknown>, folder: string): Pooling {
  const kinds = { cls: "cls", mean: "mean", lasttoken: "last_token" } as const;
  const word = typeof config.pooling_mode === "string" ? config.pooling_mode : undefined;
  const on = Object.entries(config).flatMap(([key, value]) => (value === true ? [key] : []));
  const switches: Record<string, Pooling> = {
    pooling_mode_cls_token: "cls",
    pooling_mode_mean_tokens: "mean",
    pooling_mode_lasttoken: "last_token",
  };
  const modes = word ? [kinds[word as keyof typeof kinds]] : on.filter((key) => key.startsWith("pooling_mode_"));
  const [mode] = word ? modes : modes.map((key) => switches[key ?? ""]);
  if (mode && modes.length === 1) return mode as Pooling;
  throw new AttacheError("usage", `The model in ${quoted(folder)} pools in a way that is not known here.`, {
    next: "Name a model that pools by cls, mean or last token, or serve this one and name its /v1 address.",
  });
}

function titleOf(folder: string): string | undefined {
  const file = join(folder, "README.md");
  return existsSync(file) ? /^# (.+)$/m.exec(readFileSync(file, "utf8"))?.[1] : undefined;
}

function readJson<Schema extends z.ZodType>(
  schema: Schema,
  folder: string,
  file: string,
): z.output<Schema> | undefined {
  const path = join(folder, file);
  if (!existsSync(path)) return undefined;
  try {
    return schema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (cause) {
    throw new AttacheError("usage", `The file ${quoted(file)} of the model in ${quoted(folder)} is not understood.`, {
      next: "Fetch the model again; if the file is attache.json, mend it.",
      cause,
    });
  }
}

function incomplete(folder: string, file: string): AttacheError {
  return new AttacheError("usage", `The folder ${quoted(folder)} is no whole model: ${file} is missing.`, {
    next: "Name a folder in the layout of transformers.js: config.json, tokenizer.json, onnx/model_quantized.onnx.",
  });
}
