import { z } from "zod";

import type { AgentEvent } from "../../../kit/agent.ts";
import { Turns, exitCodeOf } from "../answering.ts";
import { runBatch } from "../batch.ts";
import { defineCommand, type CommandContext } from "../command.ts";
import { batchOf, batchOptions, modelOf, modelOption, textOf } from "../inputs.ts";
import { showAnswer } from "../show-answer.ts";

const example = 'attache ask "Whose chips does Japan\'s ABCI run on?"';
const Question = z.object({ id: z.union([z.string(), z.number()]), question: z.string(), turns: Turns.optional() });

export default defineCommand({
  group: "Ask",
  summary: "Answer a question from the corpus, with sources",
  arguments: [{ name: "[question...]", description: "the question; - reads it from standard input" }],
  options: [modelOption, { flags: "--no-log", description: "do not keep this run in the log" }, ...batchOptions],
  index: true,
  examples: [
    'ask "How much has France committed to AI infrastructure, and whose chips does it run on?"',
    "ask --batch questions.jsonl --out answers.jsonl",
  ],
  input: z.object({
    question: z.array(z.string()).default([]),
    model: z.string().optional(),
    log: z.boolean().default(true),
    batch: z.string().optional(),
    out: z.string().optional(),
  }),
  async run(input, context) {
    const batch = batchOf(input, input.question, { what: "a question", example });
    const question = await textOf(input.question, context);
    const agent = await (await context.desk()).agent(modelOf(input.model, context), { log: input.log });
    const options = { signal: context.signal, onEvent: notes(context) };
    if (batch)
      return runBatch(
        batch,
        Question,
        async (line) => ({ answer: await agent.ask(line.question, { ...options, turns: line.turns ?? [] }) }),
        context,
      );
    const answer = await agent.ask(question, options);
    context.show(answer, () => showAnswer(answer, context.terminal.out));
    return exitCodeOf(answer);
  },
});

function notes(context: CommandContext): (event: AgentEvent) => void {
  return (event) => {
    if (event.type === "note") context.note(event.text);
  };
}
