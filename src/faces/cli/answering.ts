import { z } from "zod";

import type { Answer, Turn } from "../../domain/answer.ts";
import type { ExitCode } from "./command.ts";

const Text = z.string().max(200_000);

/** Earlier exchanges as scripts write them: questions, question and answer, or messages with a role. */
export const Turns = z
  .array(
    z.union([
      Text,
      z.object({ question: Text, answer: Text.nullish() }),
      z.object({ role: z.enum(["user", "assistant", "system", "tool"]), content: Text }),
    ]),
  )
  .max(200)
  .transform(toTurns);

type Written = string | { question: string; answer?: string | null | undefined } | { role: string; content: string };

function toTurns(written: Written[]): Turn[] {
  const turns: Turn[] = [];
  for (const entry of written) {
    if (typeof entry === "string") turns.push({ question: entry });
    else if ("question" in entry)
      turns.push({ question: entry.question, ...(entry.answer ? { answer: entry.answer } : {}) });
    else if (entry.role === "user") turns.push({ question: entry.content });
    else if (entry.role === "assistant") {
      const last = turns.at(-1);
      if (last) last.answer = last.answer === undefined ? entry.content : `${last.answer}\n${entry.content}`;
    }
  }
  return turns;
}

/** The exit code of one answer. */
export function exitCodeOf(answer: Answer): ExitCode {
  return answer.status === "abstained" ? 3 : 0;
}
