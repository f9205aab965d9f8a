import type { Answer, Claim, Turn } from "../domain/answer.ts";

/** What a face may show while an answer is made. */
export type AgentEvent =
  | { type: "tool"; name: string; input: unknown }
  | { type: "evidence"; count: number }
  /** A verified sentence, with its markers, as it is ready to be shown. */
  | { type: "claim"; claim: Claim; text: string }
  /** What one call of a hosted model spent; undefined what its server does not report. */
  | { type: "usage"; inputTokens: number | undefined; outputTokens: number | undefined }
  /** Something the reader should know that is no part of the answer, e.g. a fallback to the built-in model. */
  | { type: "note"; text: string };

export interface AskOptions {
  /** Earlier exchanges of the conversation, oldest first. */
  turns?: Turn[];
  signal?: AbortSignal | undefined;
  /** Whether the built-in model stands in for one that fails, and says so; true unless said otherwise. */
  fallback?: boolean;
  onEvent?: (event: AgentEvent) => void;
}

/** The question-answering loop over one model. */
export interface Agent {
  /** The model's specification as the user gave it. */
  model: string;
  /**
   * Answers from evidence or abstains. Throws `usage` on an empty or too long question, `model` when the model cannot
   * be used, `cancelled` on abort.
   */
  ask(question: string, options?: AskOptions): Promise<Answer>;
  /** Gives back what the model holds, such as weights in memory. */
  close(): Promise<void>;
}
