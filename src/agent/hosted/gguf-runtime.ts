/** The part of node-llama-cpp 3 that is used: it is optional, so its types are not at hand. */
export interface LlamaModule {
  getLlama(options: { gpu: false | "auto"; build: "never"; logLevel: "disabled"; maxThreads: number }): Promise<Llama>;
  LlamaChatSession: new (options: { contextSequence: Sequence; autoDisposeSequence: boolean }) => Session;
  readGgufFileInfo(
    file: string,
    options: { readTensorInfo: false; logWarnings: false; sourceType: "filesystem" },
  ): Promise<FileInfo>;
}

export interface FileInfo {
  metadata: { general?: { name?: string; license?: string; architecture?: string } };
}

export interface Llama {
  loadModel(options: { modelPath: string }): Promise<LoadedModel>;
  createGrammarForJsonSchema(schema: object): Promise<Grammar>;
}

export interface LoadedModel {
  trainContextSize: number;
  tokenize(text: string): unknown[];
  createContext(options: { contextSize: number; threads: number; sequences: number }): Promise<Context>;
  dispose(): Promise<void>;
}

interface Context {
  contextSize: number;
  getSequence(): Sequence;
}

interface Sequence {
  dispose(): void;
}

type Grammar = object;

export type HistoryItem = { type: "system" | "user"; text: string } | { type: "model"; response: string[] };

interface Session {
  setChatHistory(history: HistoryItem[]): void;
  promptWithMeta(
    text: string,
    options: {
      grammar?: Grammar;
      maxTokens: number;
      temperature: number;
      signal?: AbortSignal;
      customStopTriggers?: string[];
      onTextChunk(text: string): void;
    },
  ): Promise<{ responseText: string; stopReason: string }>;
  dispose(): void;
}

export interface Loaded {
  llama: Llama;
  model: LoadedModel;
  context: Context;
  module: LlamaModule;
  info: FileInfo;
}
