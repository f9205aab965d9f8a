import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** sha256 of the weights of the embedding model that comes with Attaché. */
export function shippedWeights(root: string, model: string): string {
  const file = join(root, "corpus", "models", model, "onnx", "model_quantized.onnx");
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}
