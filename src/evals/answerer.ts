import type { Answer, Turn } from "../domain/answer.ts";
import type { AskOptions } from "../kit/agent.ts";

/** An answer to be scored. `textOnly`: nobody asked it for citations, and so none are counted. */
export type GivenAnswer = Answer & { textOnly?: true };

/** Who answers the questions of a suite: our agent over a model, a model alone, or a tool of an MCP server. */
export interface Answerer {
  /** As the report names it. */
  model: string;
  /** It does not tell what it does on the way: tool calls and tokens are not counted. */
  silent?: true;
  ask(question: string, options?: AskOptions): Promise<GivenAnswer>;
}

/** A question for whoever takes one text: earlier questions stand before it, a line each. */
export function asOneText(question: string, turns: Turn[] = []): string {
  return [...turns.map((turn) => turn.question), question].join("\n");
}

/** An answer that is a text and nothing else; one without a word is silence. */
export function textAnswer(text: string, model: string, abstains: (text: string) => boolean): GivenAnswer {
  const said = text.trim();
  return {
    status: said === "" || abstains(said) ? "abstained" : "answered",
    text: said,
    claims: [],
    evidence: [],
    conflicts: [],
    gaps: [],
    asOf: null,
    model,
    run: "",
    textOnly: true,
  };
}
