import { basename, dirname, resolve } from "node:path";

import { AttacheError, quoted } from "../../../kit/error.ts";
import { checkNliFolder, type NliFolder } from "./nli-folder.ts";
import type { NliModel, NliScores } from "./nli.ts";

/**
 * Loads a sequence classifier for natural-language inference from a folder of transformers.js, without network. Throws
 * `usage` in a sentence for a folder that is none.
 */
export async function loadNliModel(path: string): Promise<NliModel> {
  const folder = checkNliFolder(resolve(path));
  const classify = await load(folder);
  return {
    name: basename(folder.path),
    async score(evidence, claim) {
      const logits = await classify(evidence, claim);
      if (logits.length !== folder.labels.length)
        throw new AttacheError(
          "model",
          `The model in ${quoted(folder.path)} gives ${logits.length} values for its ${folder.labels.length} labels.`,
          {
            next: "Give --nli a model whose id2label fits its weights.",
          },
        );
      return scoresOf(softmax(logits), folder);
    },
  };
}

async function load({ path, dtype }: NliFolder): Promise<(evidence: string, claim: string) => Promise<number[]>> {
  const { env, AutoModelForSequenceClassification, AutoTokenizer } = await import("@huggingface/transformers");
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = `${dirname(path)}/`;
  env.useFSCache = false;
  try {
    const name = basename(path);
    const tokenizer = await AutoTokenizer.from_pretrained(name, { local_files_only: true });
    const model = await AutoModelForSequenceClassification.from_pretrained(name, {
      dtype,
      device: "cpu",
      local_files_only: true,
    });
    return async (evidence, claim) => {
      const inputs: unknown = tokenizer(evidence, { text_pair: claim, padding: true, truncation: true });
      const { logits } = (await model(inputs)) as { logits: { data: Iterable<number> } };
      return Array.from(logits.data, Number);
    };
  } catch (cause) {
    throw new AttacheError("usage", `The model in ${quoted(path)} cannot be loaded.`, {
      next: "See that its files are whole, and of a kind that transformers.js knows.",
      cause,
    });
  }
}

function softmax(logits: number[]): number[] {
  const most = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

function scoresOf(probabilities: number[], { labels }: NliFolder): NliScores {
  const of = (label: string): number => probabilities[labels.findIndex((one) => one === label)] ?? 0;
  return {
    entailment: of("entailment"),
    contradiction: labels.includes("contradiction") ? of("contradiction") : null,
  };
}
