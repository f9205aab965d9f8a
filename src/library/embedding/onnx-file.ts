import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

import { AttacheError, quoted } from "../../kit/error.ts";

/** The weights of a model, as transformers.js wants them named. */
export interface OnnxFile {
  /** Below the model's folder. */
  path: string;
  subfolder: string;
  /** Name without `.onnx`; loaded as it is, whatever its precision. */
  name: string;
}

/** First come, first taken: small and good, then exact, then the rest. */
const preferred = [
  "onnx/model_quantized.onnx",
  "onnx/model.onnx",
  "onnx/model_fp16.onnx",
  "onnx/model_int8.onnx",
  "onnx/model_uint8.onnx",
  "onnx/model_q4.onnx",
  "model.onnx",
];

/** The weights of a model folder: the file that was named, else the preferred one of those there. Throws `usage`. */
export function onnxFileOf(folder: string, named: string | undefined): OnnxFile {
  const subfolder = join(folder, "onnx");
  const others = existsSync(subfolder) ? readdirSync(subfolder).filter((file) => file.endsWith(".onnx")) : [];
  const choice = named === undefined ? [...preferred, ...others.sort().map((file) => `onnx/${file}`)] : [named];
  const path = choice.find((file) => existsSync(join(folder, file)));
  if (path === undefined || !path.endsWith(".onnx") || path.split("/").includes(".."))
    throw new AttacheError(
      "usage",
      `The folder ${quoted(folder)} has no weights: ${quoted(named ?? "onnx/model_quantized.onnx")} is missing.`,
      { next: "Fetch or export the model in ONNX; weights of PyTorch alone cannot be run here." },
    );
  if (statSync(join(folder, path)).size < 1024)
    throw new AttacheError(
      "usage",
      `The weights ${quoted(path)} in ${quoted(folder)} are no model: a few bytes only.`,
      {
        next: "If it is a Git LFS pointer, fetch the file itself: git lfs pull.",
      },
    );
  const parts = path.replace(/\.onnx$/, "").split("/");
  const name = parts.pop() ?? "";
  return { path, subfolder: parts.join("/"), name };
}

/** Every file the weights are in: beside the ONNX file there may be one with the numbers. */
export function weightFiles(folder: string, { path }: OnnxFile): string[] {
  const at = path.lastIndexOf("/");
  const [place, file] = [path.slice(0, Math.max(0, at)), path.slice(at + 1)];
  return readdirSync(join(folder, place))
    .filter((name) => name === file || name.startsWith(`${file}_data`) || name === `${file}.data`)
    .sort()
    .map((name) => join(folder, place, name));
}
