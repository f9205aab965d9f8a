import type { LanguageModelV3 } from "@ai-sdk/provider";

/** What a model provider may use. */
export interface ModelContext {
  /** `fetch` that reaches only the hosts the user named. */
  fetchFor(host: URL): typeof globalThis.fetch;
  environment: Record<string, string | undefined>;
  /** Makes the built-in model, which needs the corpus' names and words. */
  builtin(): LanguageModelV3;
}

export interface CreatedModel {
  model: LanguageModelV3;
  /** How much evidence fits into one prompt, in characters. */
  evidenceCharacters: number;
  /** Whether the model makes use of search scores in the evidence. */
  scores: boolean;
}

/** One kind of model a user can name with `--model`. */
export interface ModelDefinition {
  /** How to write it, for help and error messages. */
  usage: string;
  /** Is this specification of this kind? */
  accepts(specification: string): boolean;
  /** Throws `usage` when the specification is malformed. No network is touched before the first call. */
  create(specification: string, context: ModelContext): CreatedModel;
}

/** Declares a model provider. The only export of a file in `src/agent/models/`. */
export function defineModel(definition: ModelDefinition): ModelDefinition {
  return definition;
}
