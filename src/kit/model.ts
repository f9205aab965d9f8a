import type { LanguageModelV3 } from "@ai-sdk/provider";

import type { Caller } from "./caller.ts";

/** What a model can be relied on for, as its server reports it and the self-test of `attache doctor` found it. */
export interface ModelTraits {
  /** Tokens that a prompt and its answer may have together. */
  contextTokens: number;
  /**
   * How it is brought to call a tool: by the server's own tool calls, by an object held to a schema, or not at all, and
   * then the built-in model plans the calls.
   */
  toolCalls: "native" | "schema" | "none";
  /** Whether its server holds an answer to a JSON schema. */
  schema: boolean;
}

/** What a model said of itself, or its server of it, before it is asked anything. */
export interface Served extends ModelTraits {
  /** The runtime in a few words: "llama.cpp server", "Ollama 0.17.4", "in this process". */
  runtime: string;
  /** What a user should know, e.g. that the context length is assumed. */
  notes: string[];
}

/** What a model provider may use. */
export interface ModelContext {
  /** `fetch` that reaches only the host the user named; `server` says what to do where it cannot be reached. */
  fetchFor(host: URL, server?: Pick<Caller, "startedBy" | "addressIn">): typeof globalThis.fetch;
  environment: Record<string, string | undefined>;
  /** The key of the user's server, from ATTACHE_MODEL_KEY or the file that ATTACHE_MODEL_KEY_FILE names. */
  key(): string | undefined;
  /** Processor threads a model in this process may take. */
  threads: number;
  /** Assumed where a server does not tell how long a prompt may be. */
  assumedContextTokens: number;
  /** Folder of packages the user installed beside Attaché, such as node-llama-cpp. */
  packages: string;
  /** Makes the built-in model, which needs the corpus' names and words. */
  builtin(): LanguageModelV3;
}

export interface CreatedModel {
  model: LanguageModelV3;
  /** Whether the model is built in: it plans and writes from scores, and is bound by no length. */
  builtin: boolean;
  /** The host that answers, or null where the model runs in this process. */
  host: URL | null;
  /** Asks what is served. Throws `model` when nothing answers, or nothing of this name. Cheap; made once an agent. */
  inspect(signal?: AbortSignal): Promise<Served>;
  /** How many tokens a text has: counted where the runtime can, else undefined. */
  countTokens(text: string, signal?: AbortSignal): Promise<number | undefined>;
  /** Gives back what the model holds. */
  close(): Promise<void>;
}

/** One kind of model a user can name with `--model`. */
export interface ModelDefinition {
  /** How to write it, for help and error messages. */
  usage: string;
  /** Is this specification of this kind? */
  accepts(specification: string): boolean;
  /** Throws `usage` when the specification is malformed. No network is touched before `inspect` or the first call. */
  create(specification: string, context: ModelContext): CreatedModel;
}

/** Declares a model provider. The only export of a file in `src/agent/models/`. */
export function defineModel(definition: ModelDefinition): ModelDefinition {
  return definition;
}
