/** What a text is to the search: many models want another prefix before a question than before what answers it. */
export type EmbeddingRole = "query" | "passage";

/** All that vectors depend on. Two embeddings that differ in any of it must not share an index. */
export interface EmbeddingDescription {
  /** As a user writes it, to name it again. */
  specification: string;
  /** A short name, for people. */
  id: string;
  /** sha256 of the weights and the tokenizer; of name and probe where a server keeps the weights. */
  hash: string;
  dimensions: number;
  /** cls, mean or last_token; `server` where the server does it. */
  pooling: string;
  prefixes: Record<EmbeddingRole, string>;
  /** Longer texts are cut to so many tokens; null where that is the server's business. */
  maxTokens: number | null;
  /** Only of a server, whose weights cannot be hashed: the vector it gave for a fixed text. */
  probe?: number[];
}

/** Where cosines lie in an embedding, and in the one that thresholds were measured on. */
export interface SimilarityScale {
  /** Mean cosine of questions and what answers them. */
  related: number;
  /** Mean cosine of questions and what answers others. */
  unrelated: number;
  reference: { related: number; unrelated: number };
}

/** Turns texts into vectors of length 1. */
export interface Embedder {
  specification: string;
  id: string;
  /** Share of the lexical score in the fusion that was measured best for this model. */
  lexicalWeight: number;
  /** Texts that go well into one call of `embed`. */
  batchSize: number;
  /** What a user should know about how the model is called: what was assumed, and how to say otherwise. */
  remarks: string[];
  /** Reads the weights, or asks the server, the first time. */
  describe(signal?: AbortSignal): Promise<EmbeddingDescription>;
  /** One vector a text, in order, each of length 1. Loads the model on first use. */
  embed(texts: string[], role: EmbeddingRole, signal?: AbortSignal): Promise<Float32Array[]>;
  /** Measured once an index; undefined where its cosines are on the common scale already. Providers leave it out. */
  similarity?(signal?: AbortSignal): Promise<SimilarityScale | undefined>;
}

/** What an embedding provider may use. */
export interface EmbeddingContext {
  /** Folder of the models that come with Attaché, and of the file on known families. */
  models: string;
  /** The data folder. */
  home: string;
  /** Relative folders count from here. */
  workingFolder: string;
  environment: Record<string, string | undefined>;
  /** `fetch` that reaches only the host the user named. */
  fetchFor(host: URL): typeof globalThis.fetch;
  /** Says what takes long. */
  note(sentence: string): void;
  signal?: AbortSignal | undefined;
  /** Milliseconds to wait for the next byte of a server. */
  patience?: number;
}

/** One kind of embedding a user can name with `--embedding`. */
export interface EmbeddingDefinition {
  /** How to write it, for help and error messages. */
  usage: string;
  /** Is this specification of this kind? No two kinds may say so of the same one. */
  accepts(specification: string): boolean;
  /** Throws `usage` when the specification is malformed or names what is not there. */
  create(specification: string, context: EmbeddingContext): Embedder | Promise<Embedder>;
}

/** Declares an embedding provider. The only export of a file in `src/library/embedders/`. */
export function defineEmbedding(definition: EmbeddingDefinition): EmbeddingDefinition {
  return definition;
}
