import { cpSync, mkdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { describe, expect, it } from "vitest";

import { packageRoot } from "../../src/home.ts";
import { asAttacheError } from "../../src/kit/error.ts";
import { readFolderSettings } from "../../src/library/embedding/folder-settings.ts";
import { openEmbedding } from "../../src/library/embedding/open-embedding.ts";
import { embedders, embeddingContext, sharedModel } from "../support/embedding-context.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const models = join(packageRoot(), "corpus", "models");
const own = join(models, "attache-embed-small");
const bge = "Represent this sentence for searching relevant passages: ";

/** A folder with these files and, unless told otherwise, what every model has. */
function folderOf(files: Record<string, unknown>, name = "a-model"): string {
  const folder = join(temporaryFolder(), name);
  const whole = {
    "config.json": { hidden_size: 384 },
    "tokenizer.json": {},
    "onnx/model.onnx": " ".repeat(2000),
    ...files,
  };
  for (const [path, content] of Object.entries(whole)) {
    if (content === null) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === "string" ? content : JSON.stringify(content));
  }
  return folder;
}

const read = (folder: string): ReturnType<typeof readFolderSettings> => readFolderSettings(folder, models);
const transformer = { path: "", type: "sentence_transformers.models.Transformer" };
const pooling = { path: "1_Pooling", type: "sentence_transformers.models.Pooling" };

describe("how a model folder wants to be called", () => {
  it("is taken from the files of sentence-transformers", () => {
    const folder = folderOf({
      "modules.json": [transformer, pooling],
      "1_Pooling/config.json": {
        word_embedding_dimension: 768,
        pooling_mode_cls_token: true,
        pooling_mode_mean_tokens: false,
      },
      "config_sentence_transformers.json": { prompts: { query: "ask: ", document: "say: " } },
      "sentence_bert_config.json": { max_seq_length: 200 },
      "tokenizer_config.json": { model_max_length: 512 },
    });
    expect(read(folder)).toMatchObject({
      pooling: "cls",
      dimensions: 768,
      prefixes: { query: "ask: ", passage: "say: " },
      maxTokens: 200,
      remarks: [],
    });
    const newer = folderOf({ "1_Pooling/config.json": { pooling_mode: "lasttoken" } });
    expect(read(newer).pooling).toBe("last_token");
  });

  it.for([
    [
      "the name in config.json",
      { "config.json": { hidden_size: 384, _name_or_path: "BAAI/bge-small-en" } },
      "a",
      "cls",
      bge,
      "",
    ],
    ["the title of the README", { "README.md": "# E5-small-v2\n" }, "a", "mean", "query: ", "passage: "],
    ["the folder's name", {}, "multilingual_e5_base", "mean", "query: ", "passage: "],
    [
      "the more special family where a name says less",
      { "config.json": { hidden_size: 384, _name_or_path: "paraphrase-MiniLM-L12" } },
      "e5-small",
      "mean",
      "query: ",
      "passage: ",
    ],
  ] as const)("is known of a family by %s", ([, files, name, way, query, passage]) => {
    expect(read(folderOf(files, name))).toMatchObject({ pooling: way, prefixes: { query, passage }, remarks: [] });
  });

  it("is said by attache.json before anything else", () => {
    const ours = { pooling: "mean", dimensions: 100, query: "Q: ", passage: "P: ", maxTokens: 64, lexicalWeight: 0.3 };
    const folder = folderOf(
      { "attache.json": ours, "1_Pooling/config.json": { pooling_mode_cls_token: true } },
      "bge-small-en",
    );
    expect(read(folder)).toMatchObject({
      pooling: "mean",
      dimensions: 100,
      prefixes: { query: "Q: ", passage: "P: " },
      maxTokens: 64,
      lexicalWeight: 0.3,
    });
  });

  it("is assumed, and remarked on, where nothing says it", () => {
    const { pooling: way, prefixes, maxTokens, remarks } = read(folderOf({}, "nobody-knows"));
    expect({ way, prefixes, maxTokens }).toEqual({ way: "mean", prefixes: { query: "", passage: "" }, maxTokens: 512 });
    expect(remarks).toEqual([expect.stringMatching(/mean pooling and no prefixes are assumed.*attache\.json/)]);
  });

  it("prefers weights of eight bits, and takes any others there are", () => {
    expect(read(folderOf({ "onnx/model_quantized.onnx": " ".repeat(2000) })).onnx.path).toBe(
      "onnx/model_quantized.onnx",
    );
    expect(read(folderOf({})).onnx.path).toBe("onnx/model.onnx");
    const odd = folderOf({ "onnx/model.onnx": null, "onnx/model_qint8_avx512.onnx": " ".repeat(2000) });
    expect(read(odd).onnx).toEqual({
      path: "onnx/model_qint8_avx512.onnx",
      subfolder: "onnx",
      name: "model_qint8_avx512",
    });
  });

  for (const [name, way, query, length] of [
    ["all-MiniLM-L6-v2", "mean", "", 256],
    ["bge-small-en-v1.5", "cls", bge, 512],
    ["embedded-static/attache-static-256", "mean", "", 4096],
  ] as const) {
    const { folder, missing, title } = sharedModel(name);
    it.skipIf(missing)(`is known of ${title}`, () => {
      expect(read(folder)).toMatchObject({ pooling: way, prefixes: { query, passage: "" }, remarks: [] });
      expect(read(folder).maxTokens).toBe(length);
    });
  }
});

describe("a folder that is no whole model", () => {
  const odd = { ...transformer, type: "sentence_transformers.models.Dense" };
  it.for([
    ["has no config.json", { "config.json": null }, /is no whole model: config\.json is missing/],
    ["has no tokenizer", { "tokenizer.json": null }, /is no whole model: tokenizer\.json is missing/],
    ["has no weights", { "onnx/model.onnx": null }, /has no weights/],
    ["has the pointer of Git LFS for weights", { "onnx/model.onnx": "version 1" }, /a few bytes only.*git lfs pull/],
    ["has a config.json that is no JSON", { "config.json": "{" }, /"config\.json" .* is not understood/],
    [
      "has an attache.json with nonsense",
      { "attache.json": { pooling: "max" } },
      /"attache\.json" .* is not understood/,
    ],
    ["says nothing of its dimensions", { "config.json": {} }, /Nothing in .* says how long.*attache\.json/],
    ["has a layer more", { "modules.json": [transformer, pooling, odd] }, /has a layer that cannot be run/],
    [
      "pools in two ways",
      { "1_Pooling/config.json": { pooling_mode_cls_token: true, pooling_mode_max_tokens: true } },
      /pools in a way/,
    ],
    ["names weights outside of it", { "attache.json": { onnx: "../../secret.onnx" } }, /has no weights/],
  ] as const)("because it %s is refused with what to do", async ([, files, sentence]) => {
    const thrown: unknown = await openEmbedding(folderOf(files), embedders, embeddingContext()).catch(
      (error: unknown) => error,
    );
    expect(asAttacheError(thrown)).toMatchObject({ kind: "usage", exitCode: 2 });
    expect(asAttacheError(thrown).sentence).toMatch(sentence);
  });

  it.for(["/no/such/folder", "OWNER/NAME", "", join(packageRoot(), "package.json")])("is %j", async (name) => {
    const thrown: unknown = await openEmbedding(name, embedders, embeddingContext()).catch((error: unknown) => error);
    expect(asAttacheError(thrown)).toMatchObject({ kind: "usage" });
    expect(asAttacheError(thrown).sentence).toMatch(/embedded, (?:FOLDER, )?hub:OWNER\/NAME, http:/);
  });

  it("is found out when it is used: weights cut short, a tokenizer of nonsense, other dimensions", async () => {
    for (const [harm, sentence] of [
      [(folder: string) => truncateSync(join(folder, "onnx", "model_quantized.onnx"), 5000), /cannot be loaded/],
      [(folder: string) => writeFileSync(join(folder, "tokenizer.json"), "{}"), /cannot be loaded/],
      [
        (folder: string) => writeFileSync(join(folder, "attache.json"), '{"pooling":"cls","dimensions":100}'),
        /its files say 100/,
      ],
    ] as const) {
      const folder = join(temporaryFolder(), "harmed");
      cpSync(own, folder, { recursive: true });
      harm(folder);
      const embedder = await openEmbedding(folder, embedders, embeddingContext());
      const thrown: unknown = await embedder.embed(["chips"], "query").catch((error: unknown) => error);
      expect(asAttacheError(thrown)).toMatchObject({ kind: "model" });
      expect(asAttacheError(thrown).sentence).toMatch(sentence);
      rmSync(folder, { recursive: true });
    }
  });
});
