import type { AgentEvent } from "../kit/agent.ts";

/** Adds up what the calls of one answer spent. */
export interface Spent {
  add(usage: Pick<Extract<AgentEvent, { type: "usage" }>, "inputTokens" | "outputTokens">): void;
  /** Tokens in and out; undefined where no call told, or one did not: a part is not the sum. */
  tokens(): number | undefined;
}

/** An empty account. */
export function createSpent(): Spent {
  let sum: number | undefined;
  let whole = true;
  return {
    add({ inputTokens, outputTokens }) {
      if (inputTokens === undefined || outputTokens === undefined) whole = false;
      else sum = (sum ?? 0) + inputTokens + outputTokens;
    },
    tokens: () => (whole ? sum : undefined),
  };
}
