import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { Embedder } from "../../../kit/embedding.ts";
import { readOpposites } from "../opposites.ts";
import { readCues } from "./cues.ts";
import { readLexicon } from "./lexicon.ts";
import type { PairTools } from "./look.ts";
import { createMeanings } from "./meanings.ts";

export type LoadedTools = Pick<PairTools, "lexicon" | "cues" | "meanings">;

/**
 * Opens what the check of pairs reads, each file once: the lexicon and the cues of `models`, the opposites, and the embedded model. Where that
 * cannot be loaded, words alone are compared.
 */
export async function openPairTools(files: {
  models: string;
  opposites: string;
  embedder: () => Pick<Embedder, "embed">;
}): Promise<LoadedTools> {
  const opposites = readOpposites(readFileSync(files.opposites, "utf8"), "opposites.yaml", { general: true });
  const lexicon = readLexicon(join(files.models, "lexicon"), opposites);
  const cues = readCues(readFileSync(join(files.models, "cues.yaml"), "utf8"), "cues.yaml");
  try {
    const meanings = createMeanings(files.embedder());
    await meanings.learn(["word"]);
    return { lexicon, cues, meanings };
  } catch {
    return { lexicon, cues, meanings: undefined };
  }
}
