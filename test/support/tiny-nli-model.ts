import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What is in a folder of a tiny classifier, and what a test may leave out or change. */
export interface TinyNli {
  /** In the order of the values that it gives. */
  labels: string[];
  /** Word → label → how much the word speaks for it, anywhere in evidence or claim. */
  words: Record<string, Record<string, number>>;
  /** Changes config.json. */
  config?: Record<string, unknown>;
}

/** Writes a folder of transformers.js: a bag of words, whose logits are the sums of its words' rows, as an ONNX file. */
export function writeTinyNli(folder: string, { labels, words, config = {} }: TinyNli): string {
  const vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", ...Object.keys(words)];
  const rows = vocabulary.map((word) => labels.map((label) => words[word]?.[label] ?? 0));
  const json = (name: string, content: unknown): void => writeFileSync(join(folder, name), JSON.stringify(content));
  mkdirSync(join(folder, "onnx"), { recursive: true });
  json("config.json", {
    model_type: "bert",
    architectures: ["BertForSequenceClassification"],
    id2label: Object.fromEntries(labels.map((label, index) => [index, label])),
    ...config,
  });
  json("tokenizer_config.json", {
    tokenizer_class: "BertTokenizer",
    model_max_length: 128,
    pad_token: "[PAD]",
    unk_token: "[UNK]",
    cls_token: "[CLS]",
    sep_token: "[SEP]",
  });
  json("tokenizer.json", tokenizerOf(vocabulary));
  writeFileSync(join(folder, "onnx", "model.onnx"), onnxOf(rows));
  return folder;
}

function tokenizerOf(vocabulary: string[]): object {
  const special = vocabulary.slice(0, 4).map((content, id) => ({ id, content, special: true }));
  const token = (id: string, type_id: number): object => ({ SpecialToken: { id, type_id } });
  const [a, b] = [{ Sequence: { id: "A", type_id: 0 } }, { Sequence: { id: "B", type_id: 1 } }];
  return {
    version: "1.0",
    added_tokens: special.map((one) => ({
      ...one,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
    })),
    normalizer: { type: "Lowercase" },
    pre_tokenizer: { type: "BertPreTokenizer" },
    post_processor: {
      type: "TemplateProcessing",
      single: [token("[CLS]", 0), a, token("[SEP]", 0)],
      pair: [token("[CLS]", 0), a, token("[SEP]", 0), b, token("[SEP]", 1)],
      special_tokens: Object.fromEntries(
        ["[CLS]", "[SEP]"].map((id) => [id, { id, ids: [vocabulary.indexOf(id)], tokens: [id] }]),
      ),
    },
    decoder: { type: "WordPiece", prefix: "##", cleanup: true },
    model: {
      type: "WordPiece",
      unk_token: "[UNK]",
      continuing_subword_prefix: "##",
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(vocabulary.map((word, id) => [word, id])),
    },
  };
}

const [float, int64] = [1, 7];

// logits = ReduceSum(Gather(rows, input_ids), axis 1)
function onnxOf(rows: number[][]): Uint8Array {
  const nodes = [
    message([text(1, "rows"), text(1, "input_ids"), text(2, "gathered"), text(4, "Gather")]),
    message([
      text(1, "gathered"),
      text(1, "axes"),
      text(2, "logits"),
      text(4, "ReduceSum"),
      bytes(5, message([text(1, "keepdims"), number(3, 0), number(20, 2)])),
    ]),
  ];
  const flat = new Float32Array(rows.flat());
  const graph = message([
    ...nodes.map((node) => bytes(1, node)),
    text(2, "bag of words"),
    bytes(5, tensor("rows", float, [rows.length, rows[0]?.length ?? 0], new Uint8Array(flat.buffer))),
    bytes(5, tensor("axes", int64, [1], new Uint8Array(new BigInt64Array([1n]).buffer))),
    bytes(11, value("input_ids", int64, ["batch", "length"])),
    bytes(12, value("logits", float, ["batch", "labels"])),
  ]);
  return message([number(1, 8), bytes(7, graph), bytes(8, message([text(1, ""), number(2, 13)]))]);
}

function tensor(name: string, type: number, dimensions: number[], raw: Uint8Array): Uint8Array {
  return message([...dimensions.map((size) => number(1, size)), number(2, type), text(8, name), bytes(9, raw)]);
}

function value(name: string, type: number, dimensions: string[]): Uint8Array {
  const shape = message(dimensions.map((dimension) => bytes(1, message([text(2, dimension)]))));
  const tensorType = message([number(1, type), bytes(2, shape)]);
  return message([text(1, name), bytes(2, message([bytes(1, tensorType)]))]);
}

// The wire format of protocol buffers: a tag, then a number, or a length and so many bytes.
function message(fields: number[][]): Uint8Array {
  return new Uint8Array(fields.flat());
}

function number(field: number, content: number): number[] {
  return [...varint(field * 8), ...varint(content)];
}

function bytes(field: number, content: Uint8Array): number[] {
  return [...varint(field * 8 + 2), ...varint(content.length), ...content];
}

function text(field: number, content: string): number[] {
  return bytes(field, new TextEncoder().encode(content));
}

function varint(content: number): number[] {
  return content < 128 ? [content] : [(content % 128) + 128, ...varint(Math.floor(content / 128))];
}
