import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { temporaryFolder } from "./temporary-folder.ts";

/**
 * A folder with the smallest text-generation model that transformers.js runs: one ONNX node that looks up, for each
 * word, which word follows. It says `words` over and over, whatever it is asked.
 */
export function tinyLanguageModel(words: string[], contextTokens = 4000): string {
  const folder = join(temporaryFolder(), "tiny-model");
  mkdirSync(join(folder, "onnx"), { recursive: true });
  const vocabulary = ["<unk>", "<end>", ...words];
  const follows = (index: number): number => (index < 2 || index + 1 === vocabulary.length ? 2 : index + 1);
  const table = vocabulary.map((_, index) => vocabulary.map((_word, next) => Number(next === follows(index))));
  writeFileSync(join(folder, "onnx", "model.onnx"), lookUpModel(table));
  write(folder, "config.json", {
    model_type: "gpt2",
    architectures: ["GPT2LMHeadModel"],
    vocab_size: vocabulary.length,
    n_layer: 0,
    n_head: 1,
    n_embd: 1,
    n_positions: contextTokens,
    eos_token_id: 1,
    bos_token_id: 1,
  });
  write(folder, "tokenizer_config.json", { tokenizer_class: "PreTrainedTokenizerFast", unk_token: "<unk>" });
  write(folder, "tokenizer.json", {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: [
      { id: 0, content: "<unk>", special: true, single_word: false, lstrip: false, rstrip: false, normalized: false },
      { id: 1, content: "<end>", special: true, single_word: false, lstrip: false, rstrip: false, normalized: false },
    ],
    normalizer: null,
    pre_tokenizer: { type: "Whitespace" },
    post_processor: null,
    decoder: null,
    model: {
      type: "WordLevel",
      vocab: Object.fromEntries(vocabulary.map((word, index) => [word, index])),
      unk_token: "<unk>",
    },
  });
  return folder;
}

function write(folder: string, file: string, content: object): void {
  writeFileSync(join(folder, file), JSON.stringify(content));
}

// The ONNX format is a protocol buffer; field numbers as in onnx.proto.
function lookUpModel(table: number[][]): Uint8Array {
  const size = table.length;
  const weights = message(
    [1, size],
    [1, size],
    [2, floats],
    [8, "table"],
    [9, Buffer.from(Float32Array.from(table.flat()).buffer)],
  );
  const node = message([1, "table"], [1, "input_ids"], [2, "logits"], [4, "Gather"]);
  const graph = message(
    [1, node],
    [2, "look-up"],
    [5, weights],
    [11, tensor("input_ids", integers, ["batch", "length"])],
    [11, tensor("attention_mask", integers, ["batch", "length"])],
    [12, tensor("logits", floats, ["batch", "length", size])],
  );
  return message([1, 8], [8, message([1, ""], [2, 13])], [7, graph]);
}

const floats = 1;
const integers = 7;

function tensor(name: string, kind: number, shape: (string | number)[]): Uint8Array {
  const dimensions = shape.map((size): Field => [
    1,
    typeof size === "number" ? message([1, size]) : message([2, size]),
  ]);
  return message([1, name], [2, message([1, message([1, kind], [2, message(...dimensions)])])]);
}

type Field = [number: number, value: number | string | Uint8Array];

function message(...fields: Field[]): Uint8Array {
  return Buffer.concat(
    fields.flatMap(([number, value]) => {
      if (typeof value === "number") return [varint(number << 3), varint(value)];
      const bytes = typeof value === "string" ? Buffer.from(value) : value;
      return [varint((number << 3) | 2), varint(bytes.length), bytes];
    }),
  );
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Uint8Array.from([...bytes, rest]);
    bytes.push((rest % 128) | 128);
  }
}
