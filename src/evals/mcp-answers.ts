import { Answer } from "../domain/answer.ts";
import { AttacheError, quoted } from "../kit/error.ts";
import { asOneText, textAnswer, type Answerer } from "./answerer.ts";
import { jsonOf } from "./mcp-search.ts";
import { toolNamed, type McpResult, type McpServer } from "./mcp-server.ts";

/** Which tool answers, and the name of the argument that takes the question. */
export interface AnsweringTool {
  tool?: string | undefined;
  argument: string;
}

/**
 * A tool of any MCP server that is given a question and gives a text. An answer in our own JSON shape is taken whole,
 * with its citations; any other is its text. Throws `usage` where there is no such tool, or none named and not just one
 * that takes the argument.
 */
export function mcpAnswers(server: McpServer, wanted: AnsweringTool, abstains: (text: string) => boolean): Answerer {
  const tool = toolOf(server, wanted);
  const model = `${tool} of ${server.name} (${server.identity})`;
  return {
    model,
    silent: true,
    async ask(question, options) {
      const result = await server.call(tool, { [wanted.argument]: asOneText(question, options?.turns) });
      return ownAnswer(result) ?? textAnswer(result.texts.join("\n"), model, abstains);
    },
  };
}

function ownAnswer({ structured, texts }: McpResult): Answer | undefined {
  for (const content of [structured, ...texts.map(jsonOf)]) {
    const parsed = Answer.safeParse(content);
    if (parsed.success) return parsed.data;
  }
  return undefined;
}

function toolOf(server: McpServer, { tool, argument }: AnsweringTool): string {
  if (tool !== undefined) {
    const name = toolNamed(server, tool);
    const takes = server.tools.find((one) => one.name === name)?.takes ?? [];
    if (takes.length === 0 || takes.includes(argument)) return name;
    throw new AttacheError("usage", `The tool ${quoted(name)} takes no ${quoted(argument)}.`, {
      next: `Name the argument for the question with --argument: ${takes.map((one) => quoted(one)).join(", ")}.`,
    });
  }
  const [only, ...more] = server.tools.filter(({ takes }) => takes.includes(argument));
  if (only && more.length === 0) return only.name;
  throw new AttacheError("usage", `It is not plain which tool of the server answers a question.`, {
    next: `Name it with --tool, and its argument with --argument: ${server.tools.map(({ name }) => quoted(name)).join(", ")}.`,
  });
}
