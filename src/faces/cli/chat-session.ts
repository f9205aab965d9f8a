import { createInterface } from "node:readline";

import type { Answer, Turn } from "../../domain/answer.ts";
import type { Agent } from "../../kit/agent.ts";
import { asAttacheError } from "../../kit/error.ts";
import type { CommandContext, ExitCode } from "./command.ts";
import { writeError } from "./report-error.ts";
import { remarks, sourceLines, sourcesBlock } from "./show-answer.ts";
import { createFlow } from "./wrap.ts";

const help = "Ask in your own words. /sources shows the evidence of the last answer, /quit ends.";

/**
 * A conversation: one question a line, each answered as it is verified, sentence by sentence. Into and out of a pipe
 * there is no prompt; with `--json` the whole conversation is printed when it ends.
 */
export async function chat(agent: Agent, context: CommandContext): Promise<ExitCode> {
  const { terminal } = context;
  context.signal.throwIfAborted(); // stopped while the corpus was opened
  const talking = terminal.input.isTTY === true && terminal.err.interactive;
  const exchanges: { question: string; answer: Answer | null }[] = [];
  const turns: Turn[] = [];
  let failed = false;
  // The prompt goes to the error output, so that standard output holds answers and nothing else.
  const reader = createInterface({
    input: terminal.input,
    ...(talking ? { output: process.stderr, terminal: true, prompt: "> " } : { terminal: false }),
  });
  reader.on("SIGINT", () => {
    if (!answering || !context.interrupts.interrupt()) reader.close();
  });
  context.signal.addEventListener("abort", () => reader.close(), { once: true });
  let answering = false;
  if (talking) context.note(help);
  if (talking) reader.prompt();
  for await (const line of reader) {
    const question = line.trim();
    if (question === "/quit" || question === "/exit") break;
    if (question.startsWith("/")) command(question, exchanges.at(-1)?.answer ?? undefined, context);
    else if (question !== "") {
      answering = true;
      const answer = await exchange(question);
      answering = false;
      failed ||= answer === undefined;
      exchanges.push({ question, answer: answer ?? null });
      if (answer) turns.push({ question, answer: answer.text });
    }
    if (talking) reader.prompt();
  }
  reader.close();
  context.show({ exchanges }, () => "");
  return failed && !talking ? 1 : 0;

  async function exchange(question: string): Promise<Answer | undefined> {
    try {
      return await context.interrupts.during((signal) => ask(agent, question, { turns: [...turns], signal }, context));
    } catch (thrown) {
      writeError(asAttacheError(thrown), terminal);
      return undefined;
    }
  }
}

async function ask(
  agent: Agent,
  question: string,
  options: { turns: Turn[]; signal: AbortSignal },
  context: CommandContext,
): Promise<Answer> {
  const { out } = context.terminal;
  const flow = createFlow(out);
  let shown = "";
  const answer = await agent
    .ask(question, {
      ...options,
      onEvent(event) {
        if (event.type === "note") context.note(event.text);
        if (event.type !== "claim" || context.json) return;
        flow.write(event.text);
        shown += ` ${event.text}`;
      },
    })
    .finally(() => {
      if (shown) flow.end();
    });
  if (context.json) return answer;
  const rest = unshown(answer.text, shown);
  if (rest) flow.write(rest);
  flow.end();
  const lines = [...sourceLines(answer, out), ...remarks({ ...answer, gaps: [] }, out).slice(0, -2)];
  out.write(`${[...lines, ""].join("\n")}\n`);
  return answer;
}

// What of the final text was not streamed: all of it where it begins otherwise, as an abstention does.
function unshown(text: string, shown: string): string {
  const whole = text.replace(/\s+/g, " ").trim();
  const before = shown.replace(/\s+/g, " ").trim();
  if (withoutMarkers(whole) === withoutMarkers(before)) return "";
  return whole.startsWith(before) ? whole.slice(before.length).trim() : whole;
}

function withoutMarkers(text: string): string {
  return text.replace(/ ?\[\d+\]/g, "");
}

function command(line: string, last: Answer | undefined, context: CommandContext): void {
  const { out } = context.terminal;
  if (line !== "/sources") return context.note(help);
  if (!last) return context.note("There is no answer yet.");
  if (last.evidence.length === 0) return context.note("The last answer rests on no source.");
  if (!context.json) out.write(`${sourcesBlock(last, out).slice(1).join("\n")}\n`);
}
